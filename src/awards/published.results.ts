import { Injectable } from '@nestjs/common';
import type { ContestFacts } from '../contests/contest.facts.js';
import { refuseToShow } from '../contests/contest.policy.js';
import { ContestReader } from '../contests/contest.reader.js';
import { Database } from '../database/database.js';
import { obey, Refused } from '../kernel/refusal.js';
import type { AwardListFacts } from './award.facts.js';
import { AwardRepository } from './award.repository.js';

/** What everybody may read of a contest's result, for people's pages and for programs alike. */
@Injectable()
export class PublishedResults {
  constructor(
    private readonly database: Database,
    private readonly contests: ContestReader,
    private readonly awards: AwardRepository,
  ) {}

  /** The contest and its award list in force; `list` is null until one is published. Refuses `not-found` as the contest's own page does. */
  async of(slug: string): Promise<{ contest: ContestFacts; list: AwardListFacts | null }> {
    const { reader } = this.database;
    const [contest, list] = await Promise.all([
      this.contests.bySlug(reader, slug),
      this.awards.publishedOf(reader, slug),
    ]);
    obey(refuseToShow(contest));
    if (contest === null) throw new Refused({ code: 'not-found' });
    return { contest, list };
  }
}
