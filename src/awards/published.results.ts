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

  /** A list by its number, in force or superseded. Refuses `not-found` for one that was never published. */
  async listOf(slug: string, number: string): Promise<{ contest: ContestFacts; list: AwardListFacts }> {
    const { contest, list: inForce } = await this.of(slug);
    if (inForce !== null && String(inForce.number) === number) return { contest, list: inForce };
    const superseded = await this.awards.superseded(this.database.reader, contest.id);
    const list = superseded.find((one) => String(one.number) === number);
    if (list === undefined) throw new Refused({ code: 'not-found' });
    return { contest, list };
  }
}
