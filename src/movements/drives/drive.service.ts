import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/audit.js';
import { Database } from '../../database/database.js';
import type { Reader, Tx } from '../../database/tx.js';
import type { Act, Actor } from '../../kernel/actor.js';
import type { Instant } from '../../kernel/instant.js';
import { newId, type UnitId } from '../../kernel/ids.js';
import { byLine } from '../../kernel/text-file.js';
import { obey, Refused } from '../../kernel/refusal.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import { sortKey } from '../../kernel/vietnamese/sort-key.js';
import { UnitReader } from '../../units/unit.reader.js';
import { MovementOpening } from '../movement.opening.js';
import { refuseToKeep } from '../movement.policy.js';
import type { DriveFacts, DriveId, DriveUnitFacts, DriveWords, IndicatorWords } from './drive.facts.js';
import { DriveOpening, type OpenedDrive } from './drive.opening.js';
import { refuseToEndBefore, refuseToReplaceUnits, refuseToReschedule } from './drive.policy.js';
import { DriveRepository, type NewDriveUnit } from './drive.repository.js';
import type { DriveTemplate } from './drive.templates.js';
import { ReportRepository } from './report.repository.js';
import { type Agency, placeAgencies, type ReadAgencies } from './unit.file.js';

/** What is written down of a new drive. */
export interface NewDrive extends DriveWords {
  scopeUnitId: UnitId;
  unitsOn: Day;
  indicators: readonly IndicatorWords[];
}

/** Drives: begun from a template, put right, and who reports in them. */
@Injectable()
export class DriveService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly units: UnitReader,
    private readonly movements: MovementOpening,
    private readonly opening: DriveOpening,
    private readonly drives: DriveRepository,
    private readonly reports: ReportRepository,
  ) {}

  /**
   * Begins a drive and answers its id. Where communes report, their list is taken now, as it was on the drive’s day; a list of agencies
   * comes later. Refuses `not-found` for who does not keep the movement, `drive-scope-empty`.
   */
  begin(
    act: Act,
    movementId: string,
    template: Pick<DriveTemplate, 'slug' | 'reporters' | 'keepsChecks' | 'keepsPledges'>,
    words: NewDrive,
    { sample = false } = {},
  ): Promise<DriveId> {
    return this.database.act(act, async (tx) => {
      const { reach, movement } = await this.movements.open(tx, act.actor, movementId, tx.now);
      obey(refuseToKeep(act.actor, reach, movement));
      const scopes = await this.movements.scopes(tx, movement, words.unitsOn);
      if (!scopes.some(({ id }) => id === words.scopeUnitId)) throw new Refused({ code: 'not-found' });
      const communes = await this.communesOf(tx, words);
      if (communes.length === 0) throw new Refused({ code: 'drive-scope-empty', on: words.unitsOn, field: 'unitsOn' });
      const id = newId<'drive'>();
      const { slug, reporters, keepsChecks, keepsPledges } = template;
      const made = { template: slug, reporters, keepsChecks, keepsPledges };
      const by = { madeAt: tx.now, madeByName: act.actor.name, sample };
      await this.drives.insert(tx, { ...words, ...made, ...by, id, movementId: movement.id });
      const indicators = words.indicators.map((one, ordinal) => ({ ...one, id: newId<'drive-indicator'>(), ordinal }));
      await this.drives.addIndicators(tx, id, indicators);
      if (template.reporters === 'communes') await this.drives.replaceUnits(tx, id, communes);
      await this.record(tx, act, 'drive.begin', { id, name: words.name }, { units: communes.length });
      return id;
    });
  }

  /**
   * Writes over what is said of a drive. Refuses `stale` when somebody was quicker, `drive-reported` when its beginning or rhythm would move
   * under figures that are there, and `drive-ends-before-reports` when it would end before they were due.
   */
  edit(
    act: Act,
    at: { id: string; version: number },
    words: DriveWords,
    indicators: readonly Pick<IndicatorWords, 'name' | 'target' | 'dueOn'>[],
  ): Promise<void> {
    return this.database.act(act, async (tx) => {
      const { drive } = await this.kept(tx, act, at.id);
      const isMoved =
        drive.rhythm !== words.rhythm || drive.dueWeekday !== words.dueWeekday || drive.startsOn !== words.startsOn;
      if (isMoved) obey(refuseToReschedule(await this.drives.hasReports(tx, drive.id)));
      if (words.endsOn < drive.endsOn) obey(refuseToEndBefore(await this.reports.lastDue(tx, drive.id), words.endsOn));
      if ((await this.drives.update(tx, drive.id, at.version, words)) === 0) throw new Refused({ code: 'stale' });
      const named = drive.indicators.flatMap((one, index) => {
        const typed = indicators[index];
        return typed === undefined ? [] : [{ ...typed, id: one.id }];
      });
      await this.drives.retarget(tx, drive.id, named);
      await this.record(tx, act, 'drive.edit', drive, { indicators: named.map(({ name }) => name) });
    });
  }

  /**
   * Lays the list of agencies that report, all or nothing; answers how many. What was wrong with rows before (`read`) is told together with what
   * is found here. Refuses `drive-reported` once there are figures, `drive-pledged` once
   * somebody pledged, and `figures-unreadable` never: rows with faults come back in `faults` and nothing is written.
   */
  layAgencies(
    act: Act,
    id: string,
    agencies: readonly Agency[],
    read: Pick<ReadAgencies, 'faulty' | 'faults'> = { faulty: [], faults: [] },
  ): Promise<{ added: number; faults: { line: number; message: string }[] }> {
    return this.database.act(act, async (tx) => {
      const { drive } = await this.kept(tx, act, id);
      obey(refuseToReschedule(await this.drives.hasReports(tx, drive.id)));
      obey(refuseToReplaceUnits(await this.drives.hasPledges(tx, drive.id)));
      const found = placeAgencies([...agencies, ...read.faulty], await this.communesOf(tx, drive));
      const { placed } = found;
      const faults = [...read.faults, ...found.faults].sort(byLine);
      if (faults.length === 0) await this.drives.replaceUnits(tx, drive.id, placed);
      await this.record(tx, act, 'drive.units', drive, {
        units: faults.length === 0 ? placed.length : 0,
        faults: faults.length,
      });
      return { added: placed.length, faults };
    });
  }

  /** The drive with everybody in it whom the actor reaches, in the order of the list, for rooms above. Refuses `not-found`. */
  async inFull(
    reader: Reader,
    actor: Actor,
    id: string,
    now: Instant,
  ): Promise<{ drive: DriveFacts; units: DriveUnitFacts[] }> {
    const { drive, reach } = await this.opening.open(reader, actor, id, now);
    const { units } = await this.drives.units(reader, drive.id, reach, { limit: 100_000, offset: 0 });
    return { drive, units };
  }

  private async kept(tx: Tx, act: Act, id: string): Promise<OpenedDrive> {
    const opened = await this.opening.open(tx, act.actor, id, tx.now);
    obey(refuseToKeep(act.actor, opened.reach, opened.movement));
    // Read anew once it is held: a report may have come in between.
    const drive = await this.drives.hold(tx, opened.drive.id);
    return drive === null ? opened : { ...opened, drive };
  }

  private async communesOf(
    tx: Tx,
    { scopeUnitId, unitsOn }: Pick<DriveFacts, 'scopeUnitId' | 'unitsOn'>,
  ): Promise<NewDriveUnit[]> {
    const communes = await this.units.communesWithin(tx, scopeUnitId, unitsOn);
    return communes.map((one, index) => ({
      id: newId<'drive-unit'>(),
      ordinal: index + 1,
      communeId: one.id,
      communeName: one.name,
      districtId: one.districtId,
      districtName: one.districtName,
      districtSortKey: one.districtSortKey,
      provinceId: one.provinceId,
      name: one.name,
      sortKey: sortKey(one.name),
      required: null,
      controllerName: null,
    }));
  }

  private record(
    tx: Tx,
    act: Act,
    deed: string,
    drive: Pick<DriveFacts, 'id' | 'name'>,
    facts: Record<string, unknown>,
  ): Promise<void> {
    return this.audit.record(tx, act, {
      act: deed,
      subjectKind: 'drive',
      subjectId: drive.id,
      contestId: act.actor.contestId,
      facts: { drive: drive.name, ...facts },
    });
  }
}
