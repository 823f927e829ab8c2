import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.js';
import { Database } from '../database/database.js';
import type { Reader, Tx } from '../database/tx.js';
import type { EntryFacts } from '../entries/entry.facts.js';
import { EntryLife } from '../entries/entry.life.js';
import { EntryReader } from '../entries/entry.reader.js';
import type { Act, Actor } from '../kernel/actor.js';
import { type ContestId, newId } from '../kernel/ids.js';
import { type Refusal, obey, Refused } from '../kernel/refusal.js';
import { formatDateTime } from '../kernel/vietnamese/dates.js';
import { BatchRepository } from './batch.repository.js';
import { NO_LIMITS, QueueRepository, type QueueRow } from './queue.repository.js';
import { type LeftOut, stageOf } from './vetting.facts.js';
import { type OpenedDesk, VettingOpening } from './vetting.opening.js';
import { refuseOutsideVetting, refuseToForward } from './vetting.policy.js';
import { STAGE_WORDS } from './vetting.words.js';

/** A dossier of the desk that cannot go with the batch, and why. */
export interface Blocked {
  code: string;
  refusal: Refusal;
}

/** What one office may send upwards now, and what must stay. */
export interface ForwardingChoice {
  ready: QueueRow[];
  leftOut: LeftOut[];
  /** Waiting and returned dossiers together may be more than are listed. */
  leftOutCount: number;
}

// One batch is one covering list; an office with more sends another.
export const BATCH_LIMIT = 500 as const;

/** Batches that an office sends upwards: to the next level, or after the last to the committee. */
@Injectable()
export class ForwardingService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly opening: VettingOpening,
    private readonly entries: EntryReader,
    private readonly life: EntryLife,
    private readonly queue: QueueRepository,
    private readonly batches: BatchRepository,
  ) {}

  /** The accepted dossiers of a desk that wait for forwarding, and those with open points, by commune; at most 500 of each kind. */
  async choiceOf(reader: Reader, actor: Actor, { desk }: OpenedDesk): Promise<ForwardingChoice> {
    const own = new Set<string>(await this.opening.ownCommunesOf(reader, actor));
    const page = { sort: 'xa', limit: BATCH_LIMIT, offset: 0 } as const;
    const [passed, waiting, returned, counts] = [
      await this.queue.page(reader, desk, { ...NO_LIMITS, stage: 'passed' }, page),
      await this.queue.page(reader, desk, { ...NO_LIMITS, stage: 'waiting' }, page),
      await this.queue.page(reader, desk, { ...NO_LIMITS, stage: 'returned' }, page),
      await this.queue.counts(reader, desk, NO_LIMITS),
    ];
    const isOwn = (row: QueueRow): boolean => own.has(row.communeId) || row.communeId === actor.unitId;
    const forColleague = passed.filter(isOwn);
    return {
      ready: passed.filter((row) => !isOwn(row)),
      leftOut: [
        ...forColleague.map((row) => leftOut(row, 'Hồ sơ của xã ông/bà công tác; người khác của cơ quan chuyển')),
        ...[...waiting, ...returned].map((row) => leftOut(row, whyNot(row, desk.level))),
      ],
      leftOutCount: forColleague.length + counts.waiting + counts.returned,
    };
  }

  /**
   * Forwards the dossiers named, all of them or none, as the desk's next batch, and answers its id and number. Refused:
   * `nothing-ticked`; `batch-blocked` with each that cannot go and why; numbers that are not of this desk are "not found".
   */
  async forward(
    act: Act,
    wanted: { contestId: ContestId; level: number; codes: readonly string[]; note: string },
  ): Promise<{ id: string; number: number; count: number }> {
    return this.database.act(act, async (tx) => {
      const opened = await this.opening.holdDesk(tx, act.actor, wanted);
      const { desk, contest, calendar } = opened;
      obey(refuseOutsideVetting(contest, desk.unitId, calendar));
      const codes = [...new Set(wanted.codes)].slice(0, BATCH_LIMIT);
      if (codes.length === 0) throw new Refused({ code: 'nothing-ticked' });
      await this.batches.queueUp(tx, desk);
      const entries = await this.holdAll(tx, opened, codes);
      const ownCommunes = await this.opening.ownCommunesOf(tx, act.actor);
      const blocked = entries.flatMap((entry): Blocked[] => {
        const refusal = refuseToForward(act.actor, { entry, desk, contest, calendar, ownCommunes, others: [] });
        return refusal === null ? [] : [{ code: entry.code, refusal }];
      });
      if (blocked.length > 0) throw new Refused({ code: 'batch-blocked', blocked });
      const id = newId();
      for (const entry of entries) {
        await this.life.forward(tx, act, entry, { at: calendar.now, level: desk.level, facts: { batch: id } });
      }
      const left = await this.choiceOf(tx, act.actor, opened);
      const stayed = [...left.ready.map((row) => leftOut(row, 'Đủ điều kiện, chuyển đợt sau')), ...left.leftOut];
      const number = await this.batches.insert(tx, desk, {
        id,
        note: wanted.note,
        leftOut: stayed,
        entryIds: entries.map((entry) => entry.id),
        by: { id: act.actor.personId, name: act.actor.name },
        at: calendar.now,
      });
      await this.audit.record(tx, act, {
        act: 'vetting.forward',
        subjectKind: 'forwarding-batch',
        subjectId: id,
        contestId: contest.id,
        contestAt: calendar.now,
        facts: { number, level: desk.level, entries: entries.map(({ code }) => code), leftOut: stayed.length },
      });
      return { id, number, count: entries.length };
    });
  }

  private async holdAll(tx: Tx, { desk }: OpenedDesk, codes: readonly string[]): Promise<EntryFacts[]> {
    const ids = await this.batches.hold(tx, desk, codes);
    if (ids.length !== codes.length) throw new Refused({ code: 'not-found' });
    const entries: EntryFacts[] = [];
    for (const id of ids) {
      const entry = await this.entries.byId(tx, id);
      if (entry !== null) entries.push(entry);
    }
    return entries;
  }
}

/** Who blocked an act on several dossiers; nobody where the refusal is of another kind. */
export const blockedOf = (refusal: Refusal | null): readonly Blocked[] =>
  refusal !== null && Array.isArray(refusal['blocked']) ? (refusal['blocked'] as Blocked[]) : [];

const leftOut = (row: QueueRow, why: string): LeftOut => ({
  code: row.code,
  villageName: row.villageName,
  communeName: row.communeName,
  why,
});

/** Why a dossier of the desk stays: what is still to be done, and until when. */
function whyNot(row: QueueRow, level: number): string {
  const { word } = STAGE_WORDS[stageOf(row, level)];
  return row.supplementDueAt === null ? word : `${word}, hạn ${formatDateTime(row.supplementDueAt)}`;
}
