import { Controller, Get, Param, Query } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Refused } from '../kernel/refusal.js';
import { readCursor, readLimit, writeCursor } from '../web/cursor.js';
import { PublicJson } from '../web/public-json.js';
import { Public } from '../web/rights.js';
import { type ApiResults, toApiResults } from './api.view.js';
import { awardPaths } from './award.paths.js';
import { AwardRepository } from './award.repository.js';
import { PublishedResults } from './published.results.js';

/** For programs: the published award list and nothing else of a contest's awards. */
@Controller()
export class ResultsApiController {
  constructor(
    private readonly database: Database,
    private readonly published: PublishedResults,
    private readonly awards: AwardRepository,
  ) {}

  /** Refuses `results-unpublished` before publication, `results-replaced` when another list came into force between two pages. */
  @Get(awardPaths.api(':slug'))
  @Public()
  async results(
    @Param('slug') slug: string,
    @Query('limit') typedLimit: unknown,
    @Query('cursor') typedCursor: unknown,
  ): Promise<PublicJson> {
    const { contest, list } = await this.published.of(slug);
    if (list === null) throw new Refused({ code: 'results-unpublished' });
    const limit = readLimit(typedLimit);
    const place = readCursor(typedCursor, toPlace) ?? { number: list.number, position: 0 };
    if (place.number !== list.number) throw new Refused({ code: 'results-replaced' });
    const all = await this.awards.lines(this.database.reader, list.id);
    const left = all.filter(({ position }) => position > place.position);
    const lines = left.slice(0, limit);
    const last = lines.at(-1);
    const nextCursor = last === undefined || left.length <= limit ? null : writeCursor([list.number, last.position]);
    const shown: ApiResults = toApiResults({ contest, list }, all, { lines, nextCursor });
    return new PublicJson(shown);
  }
}

/** Behind which award of which list. */
const toPlace = ([number, position]: readonly unknown[]): { number: number; position: number } | null =>
  typeof number === 'number' && typeof position === 'number' ? { number, position } : null;
