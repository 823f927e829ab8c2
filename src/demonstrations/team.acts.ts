import { Injectable } from '@nestjs/common';
import { HOUSEHOLD_COLUMNS, type HouseholdColumn } from '../communities/teams/household.file.js';
import { HouseholdImport } from '../communities/teams/household.import.js';
import { TrainingService } from '../communities/teams/training.service.js';
import type { TeamId, TeamKindId } from '../communities/teams/team.facts.js';
import { TeamReader } from '../communities/teams/team.reader.js';
import { TeamService } from '../communities/teams/team.service.js';
import { Database } from '../database/database.js';
import type { Act } from '../kernel/actor.js';
import { Refused } from '../kernel/refusal.js';
import type { UnitId } from '../kernel/ids.js';
import { EMPTY_CELL, type ReadTable } from '../press/table.js';
import { UnitReader } from '../units/unit.reader.js';
import type { Cast } from './demonstration.people.js';
import { type SampleTeam, sampleTeams } from './materials/teams.js';

const KIND = 'Tổ Covid cộng đồng';
const DECISION = { number: '01/QĐ-UBND (mẫu)', on: '2021-10-27', despite: '', version: 1 };
const TRAINING = {
  heldOn: '2021-10-30',
  topic: 'Nhiệm vụ của tổ, an toàn khi đến từng hộ (mẫu)',
  place: 'Nhà văn hóa xã',
  taughtBy: 'Trạm Y tế xã (mẫu)',
};
const ENTERED_ON = '2021-11-20';
const HEADS: readonly HouseholdColumn[] = ['village', 'head', 'address', 'persons', 'team'];

/** What fills the register of teams before the contest begins: two communes enter teams and lists of households, some of them at fault. */
@Injectable()
export class TeamActs {
  constructor(
    private readonly database: Database,
    private readonly units: UnitReader,
    private readonly teams: TeamService,
    private readonly reader: TeamReader,
    private readonly importing: HouseholdImport,
    private readonly trainings: TrainingService,
  ) {}

  /** Enters the sample teams once: later loads find them there, as they find the villages. */
  async enter(cast: Cast): Promise<void> {
    const { reader } = this.database;
    if (await this.reader.hasSamples(reader)) return;
    const kindId = await this.reader.kind(reader, KIND);
    for (const [code, own] of Map.groupBy(sampleTeams(), ({ village }) => village.communeCode))
      await this.enterOf(cast.for(code), own, kindId);
  }

  private async enterOf(act: Act, own: readonly SampleTeam[], kindId: TeamKindId): Promise<void> {
    const communeId = act.actor.unitId as UnitId;
    const villages = await this.units.children(this.database.reader, communeId, { on: null });
    const idOf = new Map(villages.map(({ id, name }) => [name, id]));
    const founded = [];
    for (const { village, name, members, heads, isFounded } of own.filter((team) => team.heads.length > 0)) {
      const id = await this.teams.add(
        act,
        communeId,
        {
          ...{ kindId, villageId: idOf.get(village.name) ?? null, name, decisionNumber: '', decisionOn: null },
          members: members.map((one) => ({ ...one, id: null, phone: '' })),
        },
        { sample: true },
      );
      if (isFounded && heads.length > 0) founded.push(id);
    }
    const file = { tables: [tableOf(own)], kindId, today: ENTERED_ON, sample: true };
    const { faults } = await this.importing.take(act, file);
    if (faults.length > 0) throw new Refused({ code: 'household-file-faulty', faults: faults.length });
    for (const [place, id] of founded.entries()) {
      await this.teams.found(act, id, DECISION);
      // Of every second team all but the last member have been trained.
      if (place % 2 === 0) await this.train(act, id);
    }
  }

  private async train(act: Act, id: TeamId): Promise<void> {
    const members = await this.reader.members(this.database.reader, id);
    const attended = members.slice(0, -1).map((one) => one.id);
    await this.trainings.record(act, id, { ...TRAINING, attended });
  }
}

function tableOf(own: readonly SampleTeam[]): ReadTable {
  const rows = own.flatMap(({ village, name, heads, without }) => [
    ...heads.map((head, index) => [village.name, head, `Nhà số ${index + 1}`, String(2 + (index % 5)), name]),
    ...without.map((head, index) => [village.name, head, `Nhà số ${heads.length + index + 1}`, '3', '']),
  ]);
  return {
    name: '',
    rows: [HEADS.map((column) => HOUSEHOLD_COLUMNS[column].header as string), ...rows].map((texts, index) => ({
      line: index + 1,
      cells: texts.map((text) => ({ ...EMPTY_CELL, text })),
    })),
  };
}
