import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { PLEDGE_FILE_COLUMNS } from '../movements/pledges/pledge.file.js';
import { type PledgeFigures, PledgeFigureReader } from '../movements/pledges/pledge.figures.js';
import { PledgeImport } from '../movements/pledges/pledge.import.js';
import { ResidentService } from '../movements/pledges/resident.service.js';
import type { DriveFacts, DriveUnitFacts } from '../movements/drives/drive.facts.js';
import type { Day } from '../kernel/vietnamese/days.js';
import { Clock } from '../kernel/clock.js';
import { EMPTY_CELL, type ReadTable } from '../press/table.js';
import type { Cast } from './demonstration.people.js';
import {
  CONFIRMED_IN_WEEK,
  FOUND_PERCENT,
  LISTED_IN_WEEK,
  NOT_FOUND_REASON,
  type SamplePledge,
  samplePledges,
} from './materials/pledges.js';

/** The communes that look into the groups of their hamlets. */
const LOOKERS = ['xa', 'xa2'];

/** The sample lists of who pledged to join the group where they live, and what two communes say of them. */
@Injectable()
export class PledgeActs {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly importing: PledgeImport,
    private readonly residents: ResidentService,
    private readonly counts: PledgeFigureReader,
  ) {}

  /** What happens in a week of the drive; `day` is the day by the contest's clock. */
  async week(
    cast: Cast,
    { drive, units }: { drive: DriveFacts; units: readonly DriveUnitFacts[] },
    { number, day }: { number: number; day: Day },
  ): Promise<void> {
    if (!drive.keepsPledges) return;
    if (number === LISTED_IN_WEEK) await this.list(cast, drive, units);
    if (number === CONFIRMED_IN_WEEK) for (const commune of LOOKERS) await this.look(cast, drive, { commune, day });
  }

  /** What the agencies that keep a list report in a week, by unit: counted from it once it is there, some of them before. */
  async figures(
    { drive, units }: { drive: DriveFacts; units: readonly DriveUnitFacts[] },
    { number, day }: { number: number; day: Day },
  ): Promise<ReadonlyMap<string, PledgeFigures>> {
    const found = new Map<string, PledgeFigures>();
    if (!drive.keepsPledges) return found;
    for (const { agency, rows } of samplePledges()) {
      const unit = units.find(({ name }) => name === agency);
      if (unit === undefined) continue;
      const before = { pledged: Math.floor((rows.length * (number + 1)) / (LISTED_IN_WEEK + 2)), confirmed: 0 };
      const { reader } = this.database;
      found.set(unit.id, number < LISTED_IN_WEEK ? before : await this.counts.ofUnit(reader, unit.id, day));
    }
    return found;
  }

  private async list(cast: Cast, drive: DriveFacts, units: readonly DriveUnitFacts[]): Promise<void> {
    for (const { agency, by, rows } of samplePledges()) {
      const unit = units.find(({ name }) => name === agency);
      if (unit === undefined) throw new Error(`the sample drive lacks ${agency}`);
      await this.importing.take(cast.by(by), { driveId: drive.id, unitId: unit.id }, [tableOf(rows)]);
    }
  }

  /** Some are found in their group, one is not, the others wait. */
  private async look(cast: Cast, drive: DriveFacts, { commune, day }: { commune: string; day: Day }): Promise<void> {
    const act = cast.by(commune);
    const waiting = await this.residents.waiting(this.database.reader, act.actor, drive.id, this.clock.now());
    const found = waiting.slice(0, Math.floor((waiting.length * FOUND_PERCENT) / 100));
    const [missing] = waiting.slice(found.length);
    await this.residents.speak(act, drive.id, found, { isMember: true, saidOn: day, reason: '' });
    if (missing === undefined) return;
    await this.residents.speak(act, drive.id, [missing], { isMember: false, saidOn: day, reason: NOT_FOUND_REASON });
  }
}

function tableOf(rows: readonly SamplePledge[]): ReadTable {
  const { name, post, commune, village, pledgedOn } = PLEDGE_FILE_COLUMNS;
  const heads = [name, post, commune, village, pledgedOn].map(({ header }) => header as string);
  const texts = rows.map((one) => [one.fullName, one.post, one.commune, one.village, one.pledgedOn]);
  return {
    name: '',
    rows: [heads, ...texts].map((cells, index) => ({
      line: index + 1,
      cells: cells.map((text) => ({ ...EMPTY_CELL, text })),
    })),
  };
}
