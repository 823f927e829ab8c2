import { Injectable } from '@nestjs/common';
import type { ContestFacts } from '../contests/contest.facts.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/tx.js';
import { EntryReader } from '../entries/entry.reader.js';
import type { Act } from '../kernel/actor.js';
import type { PersonId, RoundId, UnitId } from '../kernel/ids.js';
import { Refused } from '../kernel/refusal.js';
import type { AssignmentRule } from './assignment.js';
import { PanelPlanner, type Planned } from './panel.planner.js';
import { PanelRepository } from './panel.repository.js';
import { type Arranged, PanelArrangement } from './panel.arrangement.js';
import type { PanelJudge } from './round.facts.js';
import { RoundRepository } from './round.repository.js';
import { SigningRepository } from './signing.repository.js';

const JUDGE_CODE = /^GK[1-9][0-9]{0,2}$/;

/** The secretary's acts on the panel: who judges, with which conflicts, and which entries. */
@Injectable()
export class PanelService {
  constructor(
    private readonly database: Database,
    private readonly arrangement: PanelArrangement,
    private readonly rounds: RoundRepository,
    private readonly panel: PanelRepository,
    private readonly planner: PanelPlanner,
    private readonly signing: SigningRepository,
    private readonly entries: EntryReader,
  ) {}

  /** Puts somebody with the judge's role of this contest on the panel, as the next free GK number; back on it with the former one. Makes the round if there is none. */
  async addJudge(act: Act, asked: { personId: string; unitId: UnitId | null }): Promise<PanelJudge> {
    return this.database.act(act, async (tx) => {
      const arranged = await this.arrangement.hold(tx, act);
      const { contest, round } = arranged;
      const candidate = (await this.panel.candidates(tx, contest.id, round.id)).find(
        ({ personId }) => personId === asked.personId,
      );
      if (candidate === undefined) throw new Refused({ code: 'not-a-candidate', field: 'personId' });
      await this.checkArea(tx, contest, asked.unitId);
      const codes = await this.panel.codes(tx, round.id);
      const code = codes.find(({ personId }) => personId === candidate.personId)?.code ?? nextCode(codes);
      await this.panel.add(tx, round.id, { ...candidate, code, unitId: asked.unitId });
      await this.recuseOwnUnit(tx, act, arranged, candidate.personId);
      await this.arrangement.record(tx, act, arranged, {
        act: 'panel.add',
        facts: { judge: code, name: candidate.name, unitId: asked.unitId },
      });
      return this.judgeIn(tx, round.id, code);
    });
  }

  /** Takes a judge off the panel: nothing of that judge counts any more, everything is kept. */
  async removeJudge(act: Act, code: string, asked: { reason: string }): Promise<PanelJudge> {
    return this.database.act(act, async (tx) => {
      const arranged = await this.arrangement.hold(tx, act);
      const judge = await this.judgeIn(tx, arranged.round.id, code);
      if ((await this.panel.remove(tx, arranged.round.id, judge.personId, arranged.calendar.now)) === 0)
        throw new Refused({ code: 'round-moved' });
      await this.arrangement.record(tx, act, arranged, {
        act: 'panel.remove',
        reason: asked.reason,
        facts: { judge: code, name: judge.name },
      });
      return judge;
    });
  }

  /** Sets where a judge comes from. Sheets for entries of that unit are excluded at once; those excluded before stay so. */
  async setUnit(
    act: Act,
    code: string,
    asked: { unitId: UnitId | null },
  ): Promise<{ judge: PanelJudge; excluded: number }> {
    return this.database.act(act, async (tx) => {
      const arranged = await this.arrangement.hold(tx, act);
      await this.checkArea(tx, arranged.contest, asked.unitId);
      const judge = await this.judgeIn(tx, arranged.round.id, code);
      await this.panel.setUnit(tx, arranged.round.id, judge.personId, asked.unitId);
      const excluded = await this.recuseOwnUnit(tx, act, arranged, judge.personId);
      await this.arrangement.record(tx, act, arranged, {
        act: 'panel.change',
        facts: { judge: code, unitId: asked.unitId, excluded },
      });
      return { judge, excluded };
    });
  }

  /** Writes down that a judge must not judge an entry. A sheet that exists is excluded at once, a signed one too; its words are kept. */
  async pinConflict(
    act: Act,
    asked: { judgeCode: string; number: string; reason: string },
  ): Promise<{ excluded: boolean }> {
    return this.database.act(act, async (tx) => {
      const arranged = await this.arrangement.hold(tx, act);
      const { contest, round, calendar } = arranged;
      const judge = await this.judgeIn(tx, round.id, asked.judgeCode);
      const entry = await this.entries.meant(tx, contest.id, asked.number);
      if (entry === null) throw new Refused({ code: 'no-such-entry', field: 'number' });
      const { personId } = judge;
      const conflict = { kind: 'pinned', reason: asked.reason, at: calendar.now } as const;
      await this.signing.declareConflict(tx, { roundId: round.id, personId, entryId: entry.id }, conflict);
      const sheet = await this.panel.sheetOf(tx, round.id, personId, entry.id);
      const by = { at: calendar.now, name: act.actor.name, reason: asked.reason };
      const excluded = sheet !== null && (await this.signing.recuse(tx, [sheet.id], by)) === 1;
      await this.arrangement.record(tx, act, arranged, {
        act: 'conflict.pin',
        reason: asked.reason,
        entryId: entry.id,
        facts: { judge: judge.code, number: entry.number, excluded },
      });
      return { excluded };
    });
  }

  /**
   * Gives out the sheets that a rule plans; none is taken away. `seen` is the mark of the plan that was previewed, null when nobody
   * looked: refused when the plan is another one by now. Refused too when the rule is so many judges an entry and some cannot have them.
   */
  async assign(act: Act, rule: AssignmentRule, seen: string | null): Promise<{ given: number; lacking: number }> {
    const before = rule.kind === 'each' ? await this.planBefore(act, rule) : null;
    return this.database.act(act, async (tx) => {
      const arranged = await this.arrangement.hold(tx, act);
      const { contest, round } = arranged;
      if (before !== null && before.caseMark !== (await this.planner.caseMark(tx, contest, round.id)))
        throw new Refused({ code: 'assignment-moved' });
      const { plan, mark } = before ?? (await this.planner.plan(tx, contest, round.id, rule));
      if ('relax' in plan && plan.relax.length > 0)
        throw new Refused({ code: 'too-few-judges', entries: plan.lacking.map(({ number }) => number) });
      if (seen !== null && seen !== mark) throw new Refused({ code: 'assignment-moved' });
      const given = await this.panel.assign(tx, round.id, plan.pairs);
      if (rule.kind === 'rooms') await this.panel.setRooms(tx, round.id, rule.rooms);
      await this.arrangement.record(tx, act, arranged, {
        act: 'judging.assign',
        facts: {
          ...factsOf(rule, await this.panel.judges(tx, round.id)),
          given,
          blocked: plan.blocked.length,
          lacking: plan.lacking.length,
        },
      });
      this.arrangement.tellJudges(tx, arranged, plan.pairs);
      return { given, lacking: plan.lacking.length };
    });
  }

  /** Takes back every sheet on which nothing was ever written, of one judge or of all, so that another rule may be applied. */
  async takeBack(act: Act, asked: { judgeCode: string | null }): Promise<number> {
    return this.database.act(act, async (tx) => {
      const arranged = await this.arrangement.hold(tx, act);
      const judge = asked.judgeCode === null ? null : await this.judgeIn(tx, arranged.round.id, asked.judgeCode);
      const taken = await this.panel.takeBack(tx, arranged.round.id, judge?.personId ?? null);
      await this.arrangement.record(tx, act, arranged, {
        act: 'judging.take-back',
        facts: { judge: judge?.code ?? null, taken },
      });
      return taken;
    });
  }

  /** Seconds of balancing while nothing is held: the act then asks whether the case is still the same. */
  private async planBefore({ actor }: Act, rule: AssignmentRule): Promise<Planned | null> {
    if (actor.role !== 'secretary' || actor.contestId === null) return null; // the act itself refuses
    const { reader } = this.database;
    const round = await this.rounds.latest(reader, actor.contestId);
    return round === null ? null : this.planner.plan(reader, { id: actor.contestId }, round.id, rule);
  }

  private async judgeIn(tx: Tx, roundId: RoundId, code: string): Promise<PanelJudge> {
    const judge = JUDGE_CODE.test(code) ? await this.panel.byCode(tx, roundId, code) : null;
    if (judge === null || judge.removedAt !== null) throw new Refused({ code: 'not-found' });
    return judge;
  }

  private async checkArea(tx: Tx, contest: ContestFacts, unitId: UnitId | null): Promise<void> {
    if (unitId === null) return;
    const areas = await this.panel.areas(tx, contest.id);
    if (!areas.some(({ id }) => id === unitId)) throw new Refused({ code: 'no-such-unit', field: 'unitId' });
  }

  private async recuseOwnUnit(tx: Tx, act: Act, { round, calendar }: Arranged, personId: PersonId): Promise<number> {
    const own = await this.panel.ownUnitSheets(tx, round.id, personId);
    return this.signing.recuse(tx, own, {
      at: calendar.now,
      name: act.actor.name,
      reason: 'Hồ sơ cùng đơn vị với giám khảo',
    });
  }
}

/** The next number behind all that were ever used: a code names one person for good. */
function nextCode(codes: readonly { code: string }[]): string {
  const highest = Math.max(0, ...codes.map(({ code }) => Number(/^GK(\d+)$/.exec(code)?.[1] ?? 0)));
  return `GK${highest + 1}`;
}

/** A rule as the log keeps it. */
function factsOf(rule: AssignmentRule, judges: readonly PanelJudge[]): Record<string, unknown> {
  switch (rule.kind) {
    case 'each':
      return { rule: rule.kind, judgesEach: rule.judges, cap: rule.cap, seed: rule.seed };
    case 'rooms':
      return {
        rule: rule.kind,
        rooms: rule.rooms.map((room) => ({
          name: room.name,
          judges: judges.filter(({ personId }) => room.judges.has(personId)).map(({ code }) => code),
        })),
        divided: rule.by,
        shared: rule.shared,
        seed: rule.seed,
      };
    case 'all':
    case 'areas':
      return { rule: rule.kind };
  }
}
