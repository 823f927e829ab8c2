import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.js';
import type { Deed } from '../audit/audit.event.js';
import type { ContestFacts, CriterionFacts } from '../contests/contest.facts.js';
import type { BudgetSource } from '../contests/prize-money.js';
import { ContestReader } from '../contests/contest.reader.js';
import { Database } from '../database/database.js';
import { type ClosedRound, ClosedRounds } from '../judging/result/closed.rounds.js';
import type { LeftBehind } from '../judging/result/contest.results.js';
import type { RoundTally } from '../judging/results.facts.js';
import type { Calendar } from '../contests/calendar.js';
import type { Act, Actor } from '../kernel/actor.js';
import type { Instant } from '../kernel/instant.js';
import { obey, Refused } from '../kernel/refusal.js';
import type { NamedPrizes } from './prizes/decision.words.js';
import type { AwardDecisionFacts, AwardLine, AwardListFacts } from './award.facts.js';
import { AwardDesks } from './award.desk.js';
import { refuseToSeeList } from './award.policy.js';
import type { SheetHead } from './award.sheets.js';

/** What an export is made from: the list in force (or the one that is worked on) and the scores behind it. */
export interface ExportedResults {
  contest: ContestFacts;
  calendar: Calendar;
  head: SheetHead;
  list: AwardListFacts | null;
  lines: AwardLine[];
  sources: readonly BudgetSource[];
  /** What people decided over the list, withdrawn decisions too. */
  decisions: readonly AwardDecisionFacts[];
  /** For the names of prizes. */
  prizes: NamedPrizes;
  tally: RoundTally;
  criteria: readonly CriterionFacts[];
  /** Names by judge code. */
  judges: ReadonlyMap<string, string>;
  /** Every round as it stands by itself, those of weight 0 too. */
  rounds: readonly ClosedRound[];
  /** Who did not come to the last round; empty in a contest of one. */
  behind: readonly LeftBehind[];
}

/** Gathers what organisers and auditors take out of the platform, and tells the log that they did. */
@Injectable()
export class ExportService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly contests: ContestReader,
    private readonly desks: AwardDesks,
    private readonly closedRounds: ClosedRounds,
  ) {}

  /**
   * The results as they stand: the published list where there is one, else the one that waits, else none.
   * Refuses `round-not-closed` before the scores may be seen by anybody.
   */
  async results(slug: string, realNow: Instant): Promise<ExportedResults> {
    const reader = this.database.reader;
    const desk = await this.desks.of(reader, slug, realNow);
    const { contest, calendar, result, drafted, published } = desk;
    if (result === null) throw new Refused({ code: 'round-not-closed' });
    const list = published ?? drafted?.list ?? null;
    const lines = await this.desks.lines(reader, desk);
    return {
      contest,
      calendar,
      head: headOf(contest, list),
      list,
      lines,
      sources: desk.sources,
      decisions: published === null ? (drafted?.decisions ?? []) : desk.publishedDecisions,
      prizes: desk,
      tally: result.tally,
      criteria: result.criteria,
      judges: result.judges,
      rounds: await this.closedRounds.of(reader, contest, result),
      behind: result.behind,
    };
  }

  /** The same from the command line, where nobody is signed in: told to the log before the file is written. */
  async resultsForTerminal(slug: string, realNow: Instant, format: string): Promise<ExportedResults> {
    const results = await this.results(slug, realNow);
    await this.database.transaction((tx) =>
      this.audit.recordSystem(tx, { name: 'Dòng lệnh', role: 'system', requestId: 'CLI' }, exportDeed(results, format)),
    );
    return results;
  }

  /** The same for a page that somebody signed in reads; nothing is written. Refuses `not-found` to all but organisers and auditors. */
  async shown(actor: Actor, slug: string, realNow: Instant): Promise<ExportedResults> {
    const contest = await this.contests.bySlug(this.database.reader, slug);
    if (contest === null) throw new Refused({ code: 'not-found' });
    obey(refuseToSeeList(actor, contest));
    return this.results(slug, realNow);
  }

  /**
   * The same for a file that leaves the platform: told to the log (TRUST S48) before a byte is sent. The form's key is not spent: a
   * download leads nowhere that a second press could be led to, so every press takes the file out and is told.
   */
  async takenOut(act: Act, slug: string, realNow: Instant, format: string): Promise<ExportedResults> {
    const results = await this.shown(act.actor, slug, realNow);
    const press = { ...act, formKey: null };
    await this.database.act(press, (tx) => this.audit.record(tx, press, exportDeed(results, format)));
    return results;
  }
}

const exportDeed = ({ contest, list }: ExportedResults, format: string): Deed => ({
  act: 'results.export',
  subjectKind: 'contest',
  subjectId: contest.id,
  contestId: contest.id,
  facts: { format, list: list?.number ?? null, state: list?.state ?? null },
});

function headOf(contest: ContestFacts, list: AwardListFacts | null): SheetHead {
  const state =
    list === null
      ? 'Chưa lập danh sách'
      : list.state === 'published'
        ? `Danh sách số ${list.number}`
        : `Dự thảo số ${list.number}, chưa công bố`;
  return {
    title: `${contest.noun} “${contest.name}”`,
    lines: [
      state,
      ...(contest.rehearsal ? ['DIỄN TẬP – không phải kết quả thật'] : []),
      ...(contest.sampleNotes === '' ? [] : [contest.sampleNotes]),
    ],
  };
}
