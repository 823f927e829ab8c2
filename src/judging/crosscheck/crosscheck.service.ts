import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/audit.js';
import type { ContestFacts } from '../../contests/contest.facts.js';
import { ContestReader } from '../../contests/contest.reader.js';
import { Database } from '../../database/database.js';
import type { Tx } from '../../database/tx.js';
import type { Act } from '../../kernel/actor.js';
import { newId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { toDecimal } from '../../kernel/rational.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { refuseToCrosscheck } from '../judging.policy.js';
import { JudgingResults } from '../judging.results.js';
import { contestAtOf } from '../judging.service.js';
import { RoundRepository } from '../round.repository.js';
import { drawSheets, sheetBounds } from './crosscheck.draw.js';
import type { DrawWords } from './crosscheck.form.js';
import { type CheckFacts, type CheckResult, CrosscheckRepository } from './crosscheck.repository.js';

/** Acts of comparing a closed round with its signed papers. They change no score and no rank. */
@Injectable()
export class CrosscheckService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly contests: ContestReader,
    private readonly rounds: RoundRepository,
    private readonly results: JudgingResults,
    private readonly checks: CrosscheckRepository,
  ) {}

  /**
   * Draws sheets of a closed round by a seed and keeps the draw with what the platform has for each. Refused: `scores-hidden` before
   * closing, `no-line-to-check` where every ranked entry stands within the first `places`.
   */
  async draw(act: Act, slug: string, words: DrawWords): Promise<CheckFacts['number']> {
    return this.database.act(act, async (tx) => {
      const { contest, at, calendarNow } = await this.hold(tx, slug);
      const round = (await this.rounds.all(tx, contest.id)).find((one) => one.number === words.round);
      // Whoever is nobody here learns nothing of the contest's rounds.
      obey(refuseToCrosscheck(act.actor, contest, round ?? { contestId: contest.id, closedAt: null }));
      if (round === undefined) throw new Refused({ code: 'not-found' });
      const number = await this.checks.nextNumber(tx, contest.id);
      const { input, ranking, places } = await this.results.rankingOf(tx, contest, round.id);
      const { scoring } = input.rules;
      if (!ranking.some(({ rank }) => rank > words.places))
        throw new Refused({ code: 'no-line-to-check', ranked: ranking.length, field: 'places' });
      const bounds = sheetBounds(input.entries, ranking, { scoring, places: words.places });
      const drawn = drawSheets(bounds, { ...words, round: round.number });
      const { seed, riskPercent } = words;
      const check = { id: newId<'paper-check'>(), roundId: round.id, number, seed, riskPercent, places: words.places };
      const scored = new Map(input.entries.map((one) => [one.entry, one]));
      await this.checks.insert(
        tx,
        { ...check, population: bounds.length, drawnByName: act.actor.name, drawnAt: calendarNow },
        drawn.map(({ entry, judge, total, ticket }) => {
          const { judges = [], sheets = [] } = scored.get(entry) ?? {};
          const sheet = sheets[judges.indexOf(judge)] ?? [];
          const entryId = places.get(entry)?.entryId;
          if (entryId === undefined) throw new Error(`the tally answered an unknown entry ${entry}`);
          const points = Object.fromEntries(
            scoring.criteria.flatMap(({ code }, place) => {
              const given = sheet[place] ?? null;
              return given === null ? [] : [[code, given]];
            }),
          );
          const text = toDecimal(total, { decimals: 6, mode: 'half-up' }).replace(/\.?0+$/, '');
          return { entryId, judgeCode: judge, points, total: text, ticket };
        }),
      );
      await this.audit.record(tx, act, {
        act: 'crosscheck.draw',
        subjectKind: 'round',
        subjectId: round.id,
        contestId: contest.id,
        contestAt: at,
        facts: { number, round: round.number, seed, riskPercent, places: words.places, sheets: drawn.length },
      });
      return number;
    });
  }

  /** Writes down that these lines of a draw agree with paper; such as were compared meanwhile stay as they are. */
  async agree(act: Act, slug: string, number: number, lines: readonly number[]): Promise<number> {
    return this.database.act(act, async (tx) => {
      const { contest, at, calendarNow } = await this.hold(tx, slug);
      const check = await this.found(tx, act, contest, number);
      const agreed = await this.checks.agree(tx, check.id, lines, { name: act.actor.name, at: calendarNow });
      if (agreed === 0) throw new Refused({ code: 'crosscheck-moved' });
      await this.audit.record(tx, act, {
        act: 'crosscheck.agree',
        subjectKind: 'round',
        subjectId: check.roundId,
        contestId: contest.id,
        contestAt: at,
        facts: { number, lines: [...lines], sheets: agreed },
      });
      return agreed;
    });
  }

  /** Writes down what the comparison of one line found, also over an earlier result, which the log keeps. */
  async record(
    act: Act,
    slug: string,
    of: { number: number; line: number },
    found: { result: CheckResult; reason: string; version: number },
  ): Promise<void> {
    await this.database.act(act, async (tx) => {
      const { contest, at, calendarNow } = await this.hold(tx, slug);
      const check = await this.found(tx, act, contest, of.number);
      const before = await this.checks.line(tx, check.id, of.line);
      if (before === null) throw new Refused({ code: 'not-found' });
      const { result, reason, version } = found;
      const by = { name: act.actor.name, at: calendarNow };
      if ((await this.checks.record(tx, check.id, { line: of.line, version }, { result, reason }, by)) === 0)
        throw new Refused({ code: 'crosscheck-moved' });
      await this.audit.record(tx, act, {
        act: 'crosscheck.record',
        subjectKind: 'round',
        subjectId: check.roundId,
        contestId: contest.id,
        reason: reason === '' ? null : reason,
        contestAt: at,
        facts: { ...of, entry: before.number, judge: before.judgeCode, result, before: before.result },
      });
    });
  }

  private async hold(
    tx: Tx,
    slug: string,
  ): Promise<{ contest: ContestFacts; at: Instant | null; calendarNow: Instant }> {
    const contest = await this.contests.bySlug(tx, slug);
    if (contest === null) throw new Refused({ code: 'not-found' });
    const calendar = await this.contests.calendarOf(tx, contest, tx.now);
    return { contest, at: contestAtOf(contest, calendar), calendarNow: calendar.now };
  }

  private async found(tx: Tx, { actor }: Act, contest: ContestFacts, number: number): Promise<CheckFacts> {
    const check = await this.checks.byNumber(tx, contest.id, number);
    const round = check && (await this.rounds.byId(tx, check.roundId));
    if (check === null || round === null) throw new Refused({ code: 'not-found' });
    obey(refuseToCrosscheck(actor, contest, round));
    return check;
  }
}
