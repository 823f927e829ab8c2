import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/tx.js';
import type { Act } from '../kernel/actor.js';
import type { UnitId } from '../kernel/ids.js';
import { Refused } from '../kernel/refusal.js';
import { dayOf } from '../kernel/vietnamese/days.js';
import { tidyName } from '../kernel/vietnamese/fold.js';
import type { UnitFacts } from './unit.facts.js';
import { UnitImport } from './unit.import.js';
import { UnitReader } from './unit.reader.js';
import { UnitRepository } from './unit.repository.js';
import { VillageImport, type VillageReport } from './village.import.js';

/** What administrators do with units. Units of the national list themselves come with the platform and are not edited by hand. */
@Injectable()
export class UnitService {
  constructor(
    private readonly database: Database,
    private readonly reader: UnitReader,
    private readonly units: UnitRepository,
    private readonly villages: VillageImport,
    private readonly shipped: UnitImport,
    private readonly audit: Audit,
  ) {}

  /**
   * Enters the units that come with the platform, demonstration or not: without them nobody can be given a role in a commune. May
   * be asked at every start and by several processes at once: what is there stays as it is, and the log hears only of what is new.
   */
  async enterShipped(): Promise<void> {
    await this.database.transaction(async (tx) => {
      await tx.rows(`SELECT pg_advisory_xact_lock(hashtext('units that come with the platform'))`);
      const { units, successions, aliases } = await this.shipped.loadShipped(tx);
      if (units + successions + aliases === 0) return;
      const by = { name: 'Hệ thống', role: 'system', requestId: 'START' };
      await this.audit.recordSystem(tx, by, {
        act: 'unit.enter-shipped',
        subjectKind: 'unit',
        subjectId: 'shipped',
        facts: { units, successions, aliases },
      });
    });
  }

  /** Takes all villages of a file or none; refuses `village-file-faulty` with the number of faults. */
  async importVillages(act: Act, bytes: Uint8Array): Promise<VillageReport> {
    return this.database.act(act, async (tx) => {
      const report = await this.villages.importInto(tx, bytes);
      if (report.faults.length > 0) {
        throw new Refused({ code: 'village-file-faulty', field: 'csv', faults: report.faults.length });
      }
      await this.audit.record(tx, act, {
        act: 'unit.import-villages',
        subjectKind: 'unit',
        subjectId: 'villages',
        facts: factsOf(report),
      });
      return report;
    });
  }

  /** The same from the command line: with faults, or for a trial, nothing is written and the report says why. */
  async importFromCommandLine(bytes: Uint8Array, { dryRun }: { dryRun: boolean }): Promise<VillageReport> {
    if (dryRun) return this.villages.check(this.database.reader, bytes);
    return this.database.transaction(async (tx) => {
      const report = await this.villages.importInto(tx, bytes);
      if (report.faults.length > 0) return report;
      const by = { name: 'Dòng lệnh', role: 'system', requestId: 'CLI' };
      await this.audit.recordSystem(tx, by, {
        act: 'unit.import-villages',
        subjectKind: 'unit',
        subjectId: 'villages',
        facts: factsOf(report),
      });
      return report;
    });
  }

  /** Gives a unit another name under which it is found. Refuses `alias-already-there`. */
  async addAlias(act: Act, id: UnitId, typed: string): Promise<void> {
    await this.database.act(act, async (tx) => {
      const unit = await this.load(tx, id);
      const alias = tidyName(typed);
      const added = alias === unit.name ? 0 : await this.units.addAliases(tx, [{ unitId: id, alias }]);
      if (added === 0) throw new Refused({ code: 'alias-already-there', field: 'alias' });
      await this.audit.record(tx, act, {
        act: 'unit.add-alias',
        subjectKind: 'unit',
        subjectId: id,
        facts: { unit: unit.name, alias },
      });
    });
  }

  async removeAlias(act: Act, id: UnitId, alias: string): Promise<void> {
    await this.database.act(act, async (tx) => {
      const unit = await this.load(tx, id);
      if (!(await this.units.removeAlias(tx, id, alias))) throw new Refused({ code: 'not-found' });
      await this.audit.record(tx, act, {
        act: 'unit.remove-alias',
        subjectKind: 'unit',
        subjectId: id,
        facts: { unit: unit.name, alias },
      });
    });
  }

  /**
   * Adds an agency below a province or a commune, such as the department that vets dossiers where there is no district. It is there
   * from the day its parent is, so that contests of earlier days may name it. Refuses `unit-name-taken`.
   */
  async addOffice(act: Act, parentId: UnitId, typedName: string): Promise<UnitId> {
    return this.database.act(act, async (tx) => {
      const parent = await this.load(tx, parentId);
      if (parent.level !== 'province' && parent.level !== 'commune') throw new Refused({ code: 'not-found' });
      const name = tidyName(typedName);
      const siblings = await this.reader.children(tx, parentId, { on: null });
      if (siblings.some((one) => one.level === 'office' && one.name === name && one.validTo === null)) {
        throw new Refused({ code: 'unit-name-taken', field: 'name' });
      }
      const [id] = await this.units.add(tx, [
        {
          level: 'office',
          type: 'cơ quan',
          name,
          code: null,
          parentId,
          validFrom: parent.validFrom,
          validTo: null,
          sortOrder: 0,
          sample: false,
          note: `Ghi vào hệ thống ngày ${dayOf(tx.now)}`,
        },
      ]);
      await this.audit.record(tx, act, {
        act: 'unit.add-office',
        subjectKind: 'unit',
        subjectId: id as UnitId,
        facts: { name, parent: parent.name },
      });
      return id as UnitId;
    });
  }

  private async load(tx: Tx, id: UnitId): Promise<UnitFacts> {
    const unit = await this.reader.byId(tx, id);
    if (unit === null) throw new Refused({ code: 'not-found' });
    return unit;
  }
}

const factsOf = (report: VillageReport) => ({
  villages: report.villages,
  aliases: report.aliases,
  communes: report.communes.length,
});
