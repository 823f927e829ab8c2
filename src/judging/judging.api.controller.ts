import { Controller, Get, Param, Query } from '@nestjs/common';
import { ContestReader } from '../contests/contest.reader.js';
import { Database } from '../database/database.js';
import type { Actor } from '../kernel/actor.js';
import { isId } from '../kernel/ids.js';
import { obey, Refused } from '../kernel/refusal.js';
import { cutPage, readCursor, readLimit, toWordPlace, writeCursor } from '../web/cursor.js';
import { KeyedJson } from '../web/public-json.js';
import { TheActor, type Words } from '../web/request.js';
import { Allow, OpenedBy } from '../web/rights.js';
import { SecurityLog } from '../web/security.log.js';
import { JudgeLists } from './judge.list.js';
import { toApiJudge, toApiProgress, toApiRound, toApiScore, toApiSheet } from './judging.api.view.js';
import { judgingPaths } from './judging.paths.js';
import { refuseToSeeScores } from './judging.policy.js';
import { JudgingResults } from './judging.results.js';
import { PanelRepository } from './panel.repository.js';
import { ProgressRepository } from './progress.repository.js';
import { roundAsked } from './round.choice.js';
import { RoundRepository } from './round.repository.js';
import { quorumOf } from './round.rules.js';
import { SecretaryStandings } from './secretary.standing.js';
import { SheetRepository } from './sheet.repository.js';

/** For programs: a judge's own sheets, the secretary's view of how far judging is, and the scores of a closed round. */
@Controller()
export class JudgingApiController {
  constructor(
    private readonly database: Database,
    private readonly contests: ContestReader,
    private readonly judges: JudgeLists,
    private readonly sheets: SheetRepository,
    private readonly standings: SecretaryStandings,
    private readonly panel: PanelRepository,
    private readonly progress: ProgressRepository,
    private readonly rounds: RoundRepository,
    private readonly results: JudgingResults,
    private readonly security: SecurityLog,
  ) {}

  /** The judge's own sheets in the newest round, or the one named, in the judge's order: dossiers as the judge knows them. */
  @Get(judgingPaths.apiSheets)
  @Allow('judge')
  @OpenedBy('judging')
  async own(@TheActor() actor: Actor, @Query() query: Words): Promise<KeyedJson> {
    const limit = readLimit(query['limit']);
    const after = readCursor(query['cursor'], toPlace);
    const { place } = await this.judges.standingOf(actor, asked(query));
    if (place === null) return new KeyedJson({ round: null, sheets: [], nextCursor: null });
    const of = { roundId: place.round.id, personId: place.judge.personId };
    const found = await this.sheets.listAfter(this.database.reader, of, after, limit + 1);
    const { rows, nextCursor } = cutPage(found, limit, ({ position, id }) => [position, id]);
    return new KeyedJson({ round: toApiRound(place.round), sheets: rows.map(toApiSheet), nextCursor });
  }

  /** How far each judge and each dossier is: what is done, never how many points. */
  @Get(judgingPaths.apiProgress)
  @Allow('secretary')
  @OpenedBy('judging')
  async howFar(@TheActor() actor: Actor, @Query() query: Words): Promise<KeyedJson> {
    const { reader } = this.database;
    const limit = readLimit(query['limit']);
    const after = readCursor(query['cursor'], toWordPlace);
    const { contest, round } = await this.standings.withRound(actor, asked(query));
    const quorum = quorumOf(contest, round);
    const of = { quorum, lackingOnly: false, limit: limit + 1, offset: 0, after };
    const [judges, totals, found] = await Promise.all([
      this.panel.judges(reader, round.id),
      this.progress.totals(reader, contest.id, round.id, quorum),
      this.progress.entries(reader, contest.id, round.id, of),
    ]);
    const { rows, nextCursor } = cutPage(found, limit, ({ number }) => [number]);
    return new KeyedJson({
      round: toApiRound(round),
      quorum,
      totals: { entries: totals.entries, unassigned: totals.unassigned, belowQuorum: totals.belowQuorum },
      judges: judges.map(toApiJudge),
      entries: rows.map(toApiProgress),
      nextCursor,
    });
  }

  /**
   * The ranking of a closed round with each judge's totals, best first. Refuses `scores-hidden` until it is closed, `scores-replaced`
   * when it was closed again or a dossier left it between two pages: then all lines may have moved, and a place is how many stand before.
   */
  @Get(judgingPaths.apiScores(':slug'))
  @Allow('secretary', 'organiser', 'auditor')
  @OpenedBy('scores')
  async scores(@TheActor() actor: Actor, @Param('slug') slug: string, @Query() query: Words): Promise<KeyedJson> {
    const { reader } = this.database;
    const limit = readLimit(query['limit']);
    const after = readCursor(query['cursor'], toPlaceInRound);
    const contest = await this.contests.bySlug(reader, slug);
    if (contest === null) throw new Refused({ code: 'not-found' });
    const round = roundAsked(await this.rounds.all(reader, contest.id), asked(query));
    obey(refuseToSeeScores(actor, contest, round ?? { contestId: contest.id, closedAt: null }, 'everybody'));
    if (round === null) throw new Refused({ code: 'not-found' });
    this.security.scoresViewed(actor, { view: 'api/scores', contest: contest.slug });
    const offset = after?.read ?? 0;
    const page = { order: 'place', limit, offset } as const;
    const { rows, total, left } = await this.results.matrix(reader, contest, round.id, page);
    if (after !== null && (after.round !== round.id || after.closing !== round.version || after.left !== left))
      throw new Refused({ code: 'scores-replaced' });
    const read = offset + rows.length;
    return new KeyedJson({
      round: toApiRound(round),
      entries: rows.map(toApiScore),
      nextCursor: rows.length > 0 && read < total ? writeCursor([round.id, round.version, left, read]) : null,
    });
  }
}

/** Programs say `round`, pages say `vong`. */
const asked = ({ round }: Words): Words => (round === undefined ? {} : { vong: round });

const toPlace = ([position, id]: readonly unknown[]): { position: number; id: string } | null =>
  Number.isInteger(position) && typeof id === 'string' && isId(id) ? { position: position as number, id } : null;

/** How many lines of which closing of a round were read, and which dossiers had left it by then. */
const toPlaceInRound = ([round, closing, left, read]: readonly unknown[]): {
  round: string;
  closing: number;
  left: string;
  read: number;
} | null =>
  typeof round === 'string' &&
  typeof closing === 'number' &&
  typeof left === 'string' &&
  typeof read === 'number' &&
  Number.isInteger(read) &&
  read > 0 &&
  read < 1_000_000
    ? { round, closing, left, read }
    : null;
