import { Controller, Get, Param, Query } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { Refused } from '../../kernel/refusal.js';
import { isoLocal } from '../../kernel/vietnamese/dates.js';
import { cutPage, readCursor, readLimit } from '../../web/cursor.js';
import { PublicJson } from '../../web/public-json.js';
import type { Words } from '../../web/request.js';
import { Public } from '../../web/rights.js';
import { awardPaths } from '../award.paths.js';
import { PublishedResults } from '../published.results.js';
import type { PublicObjection } from './objection.facts.js';
import { ObjectionRepository } from './objection.repository.js';

/** For programs: objections to a published result as everybody reads them. Who sent one, and its words, are told to no program. */
@Controller()
export class ObjectionApiController {
  constructor(
    private readonly database: Database,
    private readonly published: PublishedResults,
    private readonly objections: ObjectionRepository,
  ) {}

  /** The newest first. Refuses `not-found`, and `results-unpublished` while there is nothing to object to. */
  @Get(awardPaths.apiObjections(':slug'))
  @Public()
  async list(@Param('slug') slug: string, @Query() query: Words): Promise<PublicJson> {
    const limit = readLimit(query['limit']);
    const after = readCursor(query['cursor'], toNumber);
    const { contest, list } = await this.published.of(slug);
    if (list === null || list.publishedAt === null) throw new Refused({ code: 'results-unpublished' });
    const found = await this.objections.publishedAfter(this.database.reader, contest.id, after, limit + 1);
    const { rows, nextCursor } = cutPage(found, limit, ({ number }) => [number]);
    return new PublicJson({ objections: rows.map(toApiObjection), nextCursor });
  }
}

const toApiObjection = (one: PublicObjection) => ({
  number: one.number,
  list: one.listNumber,
  entry: one.entryNumber,
  receivedAt: isoLocal(one.receivedAt),
  dueAt: isoLocal(one.dueAt),
  answers: one.answers.map(({ outcome, correctionNumber, words, answeredAt }) => ({
    outcome,
    correction: correctionNumber,
    words,
    answeredAt: isoLocal(answeredAt),
  })),
});

const toNumber = ([number]: readonly unknown[]): number | null =>
  typeof number === 'number' && Number.isInteger(number) && number > 0 && number < 10_000_000 ? number : null;
