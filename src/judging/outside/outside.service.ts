import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/audit.js';
import type { ContestFacts } from '../../contests/contest.facts.js';
import { ContestReader } from '../../contests/contest.reader.js';
import { Database } from '../../database/database.js';
import type { Reader } from '../../database/tx.js';
import type { Act } from '../../kernel/actor.js';
import { newId } from '../../kernel/ids.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { GivenRepository } from '../given/given.repository.js';
import { contestAtOf, JudgingService } from '../judging.service.js';
import { markOf } from '../panel.planner.js';
import { readPastedTable } from '../pasted-table.js';
import { ResultsRepository } from '../results.repository.js';
import type { RoundFacts } from '../round.facts.js';
import { RoundRepository } from '../round.repository.js';
import { placeOf } from '../sheet.service.js';
import { outsideHeadings, type OutsidePlan, planOutside } from './outside.marks.js';
import { refuseToImport } from './outside.policy.js';
import { type OutsideImportFacts, OutsideRepository } from './outside.repository.js';

/** A table with the words that go with it. `reason` is asked from the second one on. */
export interface OutsideWords {
  text: string;
  source: string;
  reason: string;
}

/** What a table would do now. */
export interface OutsidePreview {
  plan: OutsidePlan;
  imports: OutsideImportFacts[];
  entries: number;
  /** Tells this outcome from every other. */
  mark: string;
}

/** Points that come from outside judging: brought in as a table, checked row by row, taken whole or not at all. */
@Injectable()
export class OutsideService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly contests: ContestReader,
    private readonly judging: JudgingService,
    private readonly rounds: RoundRepository,
    private readonly results: ResultsRepository,
    private readonly given: GivenRepository,
    private readonly outside: OutsideRepository,
  ) {}

  /** Makes the first round where the rules plan it to take points from outside: nobody is put on a panel that would make it. */
  async begin(act: Act): Promise<RoundFacts> {
    return this.database.act(act, async (tx) => {
      const { contestId } = placeOf(act);
      const contest = await this.contests.holdById(tx, contestId);
      if (contest === null || act.actor.role !== 'secretary') throw new Refused({ code: 'not-found' });
      const [first] = await this.contests.plannedRounds(tx, contest.id);
      if (first?.kind !== 'outside') throw new Refused({ code: 'not-from-outside' });
      return this.judging.ensureRoundIn(tx, act, contest);
    });
  }

  /** Checks and plans, and writes nothing. As many queries for a thousand rows as for one. */
  async preview(
    reader: Reader,
    contest: Pick<ContestFacts, 'id'>,
    round: RoundFacts,
    text: string,
  ): Promise<OutsidePreview> {
    const rubric = await this.contests.rubricVersion(reader, round.rubricVersionId);
    const criteria = rubric?.criteria ?? [];
    const { rows } = readPastedTable(text, outsideHeadings(criteria));
    const named = [...new Set(rows.map(({ words }) => words.entry.toUpperCase()))];
    const places = await this.results.places(reader, contest.id, round.id);
    const plan = planOutside(text, {
      entries: places.map(({ entryId, number }) => ({ id: entryId, number })),
      numbers: await this.given.numbers(reader, contest.id, named),
      criteria,
      current: await this.outside.current(reader, round.id),
    });
    const imports = await this.outside.imports(reader, round.id);
    const { marks, without } = plan;
    return { plan, imports, entries: places.length, mark: markOf([imports[0]?.number ?? 0, marks, without]) };
  }

  /**
   * Takes a table in; what was there before is kept and no longer counts. Refused: `not-from-outside`, after closing, `table-faulty`, `outside-reason`
   * without a word on why a former table is replaced, `outside-moved` when it would come out otherwise than it was shown.
   */
  async take(
    act: Act,
    { text, source, reason }: OutsideWords,
    seen: string,
  ): Promise<{ entries: number; number: number }> {
    return this.database.act(act, async (tx) => {
      const { contestId } = placeOf(act);
      const round = await this.rounds.holdLatest(tx, contestId);
      const contest = await this.contests.byId(tx, contestId);
      if (contest === null || round === null) throw new Refused({ code: 'not-found' });
      obey(refuseToImport(act.actor, contest, round));
      const { plan, imports, mark } = await this.preview(tx, contest, round, text);
      if (plan.faults.length > 0)
        throw new Refused({ code: 'table-faulty', field: 'bang', faults: plan.faults.length });
      const [former] = imports;
      if (former !== undefined && reason.trim() === '') throw new Refused({ code: 'outside-reason', field: 'reason' });
      if (mark !== seen) throw new Refused({ code: 'outside-moved' });
      const calendar = await this.contests.calendarOf(tx, contest, tx.now);
      const made = {
        id: newId<'outside-import'>(),
        roundId: round.id,
        number: (former?.number ?? 0) + 1,
        source,
        reason: former === undefined ? null : reason.trim(),
        rubricVersionId: round.rubricVersionId,
        sha256: createHash('sha256').update(text).digest('hex'),
      };
      const { personId, name } = act.actor;
      await this.outside.insert(tx, made, { personId, name, at: calendar.now }, plan.marks);
      await this.audit.record(tx, act, {
        act: 'outside.import',
        subjectKind: 'round',
        subjectId: round.id,
        contestId: contest.id,
        ...(made.reason === null ? {} : { reason: made.reason }),
        contestAt: contestAtOf(contest, calendar),
        facts: {
          number: made.number,
          source,
          sha256: made.sha256,
          entries: plan.marks.length,
          changed: plan.changed.length,
          removed: plan.removed.length,
        },
      });
      return { entries: plan.marks.length, number: made.number };
    });
  }
}
