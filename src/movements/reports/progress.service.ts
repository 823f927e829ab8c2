import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/audit.js';
import { Database } from '../../database/database.js';
import type { Reader, Tx } from '../../database/tx.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { isId, newId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { LetterheadReader } from '../../units/letterhead.reader.js';
import { MovementOpening, type OpenedMovement } from '../movement.opening.js';
import { proposalScope, refuseToObserve } from '../records/record.policy.js';
import type {
  ProgressFacts,
  ProgressPeriod,
  ProgressReport,
  ProgressReportId,
  ProgressWords,
} from './progress.facts.js';
import { ProgressReader } from './progress.reader.js';
import { ProgressRepository, type ProgressScope } from './progress.repository.js';
import { usualWords } from './progress.words.js';

/** A report as somebody has it open, with what the data says or said. */
export interface OpenedReport extends OpenedMovement {
  report: ProgressReport;
}

/** Whoever writes in the emulation record of a movement reports upward on it. */
export const refuseToReportUpward = refuseToObserve;
const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Reports upward: drafted from the data, worded by people, issued with the facts of that moment. */
@Injectable()
export class ProgressService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly movements: MovementOpening,
    private readonly letterheads: LetterheadReader,
    private readonly reports: ProgressRepository,
    private readonly facts: ProgressReader,
  ) {}

  /** The movement with how far somebody sees into its reports; refuses `not-found` for communes. */
  async openMovement(
    reader: Reader,
    actor: Actor,
    movementId: string,
    now: Instant,
  ): Promise<OpenedMovement & { scope: ProgressScope }> {
    const opened = await this.movements.open(reader, actor, movementId, now);
    const scope = proposalScope(opened);
    if (scope === null) throw new Refused({ code: 'not-found' });
    return { ...opened, scope };
  }

  /** The report within the actor’s reach; refuses `not-found`. */
  async open(
    reader: Reader,
    actor: Actor,
    at: { movementId: string; id: string },
    now: Instant,
  ): Promise<OpenedReport> {
    const { scope, ...opened } = await this.openMovement(reader, actor, at.movementId, now);
    const report = isId(at.id) ? await this.reports.byId(reader, opened.movement.id, scope, at.id) : null;
    if (report === null) throw new Refused({ code: 'not-found' });
    return { ...opened, report };
  }

  /** What the data says now, or said when the report was issued. Kept text that its hash does not stand for is a fault of ours. */
  factsOf(reader: Reader, { movement, report, today }: OpenedReport): Promise<ProgressFacts> {
    const { facts, factsSha256 } = report;
    if (facts === null) return this.facts.facts(reader, movement, report.unitId, report, today);
    if (sha256Of(facts) !== factsSha256) throw new Error(`facts of report ${report.id} have been changed`);
    return Promise.resolve(JSON.parse(facts) as ProgressFacts);
  }

  /** Begins a draft with the usual words. Refuses `not-found`, `progress-period-reported` unless `sure`. */
  draft(
    act: Act,
    movementId: string,
    { period, sure }: { period: ProgressPeriod; sure: boolean },
    { sample = false } = {},
  ): Promise<ProgressReportId> {
    return this.database.act(act, async (tx) => {
      const opened = await this.movements.open(tx, act.actor, movementId, tx.now);
      obey(refuseToReportUpward(act.actor, opened));
      const { movement, reach, now } = opened;
      const { unitId: own, unitName } = act.actor;
      const isOffice = reach.kind === 'tree' && own !== null;
      const sender = isOffice
        ? { unitId: reach.unitId, senderUnitId: own, senderName: unitName ?? '' }
        : { unitId: movement.ownerUnitId, senderUnitId: movement.ownerUnitId, senderName: movement.ownerName };
      const others = await this.reports.ofPeriod(tx, movement.id, sender.unitId, period);
      if (others > 0 && !sure) throw new Refused({ code: 'progress-period-reported', field: 'sure' });
      const head = await this.letterheads.of(tx, { unitId: sender.senderUnitId, name: sender.senderName });
      const id = newId<'progress-report'>();
      const words = usualWords(movement, period, head.sender);
      const made = { draftedAt: now, draftedByName: act.actor.name, sample };
      await this.reports.insert(tx, { id, movementId: movement.id, ...sender, ...period, words, ...made });
      await this.record(tx, act, 'progress-report.draft', { movement, report: { id, ...period } }, {});
      return id;
    });
  }

  /** Writes the words. Refuses `progress-issued`, `stale`. */
  write(act: Act, at: { movementId: string; id: string; version: number }, words: ProgressWords): Promise<void> {
    return this.database.act(act, async (tx) => {
      const opened = await this.drafted(tx, act, at);
      const { report } = opened;
      changed(await this.reports.write(tx, report.id, at.version, words, act.actor.name));
      const worded = Object.entries(words).flatMap(([field, text]) =>
        text === report.words[field as keyof ProgressWords] ? [] : [field],
      );
      await this.record(tx, act, 'progress-report.write', opened, { worded: worded.length });
    });
  }

  /** Closes it: what the data says now is kept with its hash, and nothing of it changes any more. Refuses `progress-issued`, `stale`. */
  issue(act: Act, at: { movementId: string; id: string; version: number }): Promise<void> {
    return this.database.act(act, async (tx) => {
      const opened = await this.drafted(tx, act, at);
      const facts = JSON.stringify(await this.factsOf(tx, opened));
      const sha256 = sha256Of(facts);
      const issued = { at: opened.now, byName: act.actor.name, facts, sha256 };
      changed(await this.reports.issue(tx, { id: opened.report.id, version: at.version }, issued));
      await this.record(tx, act, 'progress-report.issue', opened, { sha256 });
    });
  }

  /** Throws a draft away. Refuses `progress-issued`, `stale`. */
  discard(act: Act, at: { movementId: string; id: string; version: number }): Promise<void> {
    return this.database.act(act, async (tx) => {
      const opened = await this.drafted(tx, act, at);
      changed(await this.reports.remove(tx, opened.report.id, at.version));
      await this.record(tx, act, 'progress-report.discard', opened, {});
    });
  }

  private async drafted(tx: Tx, act: Act, at: { movementId: string; id: string }): Promise<OpenedReport> {
    if (isId(at.id)) await this.reports.hold(tx, at.id);
    const opened = await this.open(tx, act.actor, at, tx.now);
    obey(refuseToWrite(act.actor, opened));
    return opened;
  }

  private record(
    tx: Tx,
    act: Act,
    deed: string,
    { movement, report }: Pick<OpenedMovement, 'movement'> & { report: Pick<ProgressReport, 'id'> & ProgressPeriod },
    facts: Record<string, unknown>,
  ): Promise<void> {
    return this.audit.record(tx, act, {
      act: deed,
      subjectKind: 'progress-report',
      subjectId: report.id,
      contestId: act.actor.contestId,
      facts: { movement: movement.name, progress: report.kind, period: report.fromOn, until: report.toOn, ...facts },
    });
  }
}

/** Words are written while the report is a draft. */
export const refuseToWrite = (actor: Pick<Actor, 'role'>, opened: OpenedReport) =>
  refuseToReportUpward(actor, opened) ?? (opened.report.issuedAt === null ? null : { code: 'progress-issued' });

function changed(rows: number): void {
  if (rows === 0) throw new Refused({ code: 'stale' });
}
