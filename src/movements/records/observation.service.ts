import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/audit.js';
import { Database } from '../../database/database.js';
import type { Reader, Tx } from '../../database/tx.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { isId, newId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { obey, Refused } from '../../kernel/refusal.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import { noteStoredFile } from '../../storage/stored-files.js';
import type { ReceivedFile } from '../../storage/upload.engine.js';
import { UnitReader } from '../../units/unit.reader.js';
import { MovementOpening, type OpenedMovement } from '../movement.opening.js';
import type { ObservationFacts, ObservationId } from './observation.facts.js';
import type { TypedObservation } from './observation.form.js';
import { ObservationRepository, type ObservationScope, type ObservedCommune } from './observation.repository.js';
import { kindsSeenBy, refuseToObserve, rootOf } from './record.policy.js';

/** A movement with how far into its record somebody sees. */
export interface OpenedRecord extends OpenedMovement {
  scope: ObservationScope;
}

/** What is seen of communes during a movement: written down, put right by another row, never written over. */
@Injectable()
export class ObservationService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly movements: MovementOpening,
    private readonly units: UnitReader,
    private readonly observations: ObservationRepository,
  ) {}

  /** The record of a movement within the actor's reach; refuses `not-found` for every other. */
  async open(reader: Reader, actor: Actor, movementId: string, now: Instant): Promise<OpenedRecord> {
    const opened = await this.movements.open(reader, actor, movementId, now);
    const scope = { movementId: opened.movement.id, root: rootOf(opened), on: opened.today, kinds: kindsSeenBy(actor) };
    return { ...opened, scope };
  }

  /** Communes within the actor's reach that something may be written of, as they were on the day. */
  async communes(reader: Reader, { scope }: OpenedRecord, on: Day): Promise<ObservedCommune[]> {
    const found = await this.units.communesWithin(reader, scope.root, on);
    return found.map(({ id, name, districtName, sortKey }) => ({ id, name, districtName, sortKey }));
  }

  /** Writes one down. Refuses `not-found` for who does not observe here, `commune-not-then`. */
  add(
    act: Act,
    movementId: string,
    typed: TypedObservation,
    files: readonly ReceivedFile[],
    { sample = false } = {},
  ): Promise<ObservationId> {
    return this.database.act(act, async (tx) => {
      const opened = await this.observing(tx, act, movementId);
      return this.take(tx, act, opened, { typed, files, replaced: null, sample });
    });
  }

  /** Puts one right by another row that says why; both stay. Refuses the same, and `observation-corrected` for the second of two hands. */
  correct(
    act: Act,
    at: { movementId: string; id: string },
    typed: TypedObservation,
    files: readonly ReceivedFile[],
  ): Promise<ObservationId> {
    return this.database.act(act, async (tx) => {
      const opened = await this.observing(tx, act, at.movementId);
      if (isId(at.id)) await this.observations.hold(tx, at.id);
      const replaced = isId(at.id) ? await this.observations.byId(tx, opened.scope, at.id) : null;
      if (replaced === null) throw new Refused({ code: 'not-found' });
      if (replaced.replacedById !== null || replaced.withdraws) throw new Refused({ code: 'observation-corrected' });
      return this.take(tx, act, opened, { typed, files, replaced, sample: replaced.sample });
    });
  }

  private async observing(tx: Tx, act: Act, movementId: string): Promise<OpenedRecord> {
    const opened = await this.open(tx, act.actor, movementId, tx.now);
    obey(refuseToObserve(act.actor, opened));
    return opened;
  }

  private async take(
    tx: Tx,
    act: Act,
    opened: OpenedRecord,
    given: {
      typed: TypedObservation;
      files: readonly ReceivedFile[];
      replaced: ObservationFacts | null;
      sample: boolean;
    },
  ): Promise<ObservationId> {
    const { typed, files, replaced, sample } = given;
    const { observedOn, kind, seen, withdraws } = typed;
    const communes = await this.communes(tx, opened, observedOn);
    const commune = communes.find(({ id }) => id === typed.communeId);
    if (commune === undefined) throw new Refused({ code: 'commune-not-then', on: observedOn, field: 'communeId' });
    for (const file of files) await noteStoredFile(tx, file);
    const id = newId<'emulation-observation'>();
    const rows = await this.observations.insert(tx, {
      ...{ id, observedOn, kind, seen, withdraws, sample, commune, movementId: opened.movement.id },
      recordedAt: opened.now,
      byName: act.actor.name,
      byUnitName: act.actor.unitName,
      replacesId: replaced?.id ?? null,
      reason: replaced === null ? null : typed.reason,
    });
    if (rows === 0) throw new Refused({ code: 'observation-corrected' });
    const kept = files.map(({ sha256, name, kind: of, size }) => ({ id: newId(), sha256, name, kind: of, size }));
    if (kept.length > 0 || replaced !== null) await this.observations.addFiles(tx, id, kept, replaced?.id ?? null);
    await this.audit.record(tx, act, {
      act: replaced === null ? 'emulation.observe' : 'emulation.correct',
      subjectKind: 'emulation-observation',
      subjectId: id,
      contestId: act.actor.contestId,
      reason: replaced === null ? null : typed.reason,
      facts: {
        movement: opened.movement.name,
        commune: commune.name,
        day: observedOn,
        observed: kind,
        instead: replaced?.id ?? null,
        files: kept.length,
      },
    });
    return id;
  }
}
