import { Injectable } from '@nestjs/common';
import type { GroupFacts } from '../communities/groups/group.facts.js';
import { GROUP_COLUMNS, type GroupColumn } from '../communities/groups/group.file.js';
import { GroupImport } from '../communities/groups/group.import.js';
import { GroupReader } from '../communities/groups/group.reader.js';
import { RoleService } from '../communities/groups/role.service.js';
import { Database } from '../database/database.js';
import type { Act } from '../kernel/actor.js';
import { EMPTY_CELL, type ReadTable } from '../press/table.js';
import type { Cast } from './demonstration.people.js';
import { type SampleGroup, sampleGroups, sampleRoles } from './materials/groups.js';
import { SIN_HO_DISTRICT, TAM_DUONG_DISTRICT } from './materials/villages.js';

const HEADS: readonly GroupColumn[] = [
  'unit',
  'village',
  'name',
  'link',
  'owner',
  'ownerPost',
  'households',
  'figuresOn',
  'members',
  'countedOn',
];
const FIGURES_ON = '01/10/2021';
/** The day after the last count. */
const LOOKED_ON = '2021-12-07';

/** What fills the register of groups before the contest begins: each district hands in its list, and then a count every week. */
@Injectable()
export class RegisterActs {
  constructor(
    private readonly database: Database,
    private readonly importing: GroupImport,
    private readonly roles: RoleService,
    private readonly groups: GroupReader,
  ) {}

  /** Enters the sample groups once: later loads find them there, as they find the villages. Answers how many were entered. */
  async enter(cast: Cast): Promise<number> {
    if (await this.groups.hasSamples(this.database.reader)) return 0;
    let entered = 0;
    for (const district of [TAM_DUONG_DISTRICT, SIN_HO_DISTRICT]) {
      const own = sampleGroups().filter(({ village }) => village.districtCode === district);
      entered += await this.handIn(cast.for(district), own);
    }
    for (const group of sampleGroups()) await this.lookWhoIsIn(cast, group);
    return entered;
  }

  private async handIn(act: Act, groups: readonly SampleGroup[]): Promise<number> {
    const days = [...new Set(groups.flatMap(({ counts }) => counts.map(({ day }) => day)))].sort(byDay);
    const { newGroups } = await this.take(
      act,
      groups.map((group) => rowOf(group, null)),
    );
    for (const day of days) {
      const counted = groups.flatMap((group) => {
        const count = group.counts.find((one) => one.day === day);
        return count === undefined ? [] : [rowOf(group, count)];
      });
      await this.take(act, counted);
    }
    return newGroups;
  }

  private async take(act: Act, rows: readonly Partial<Record<GroupColumn, string>>[]) {
    return this.importing.take(act, { tables: [tableOf(rows)], countedOn: null, today: LOOKED_ON, sample: true });
  }

  private async lookWhoIsIn(cast: Cast, group: SampleGroup): Promise<void> {
    const found = sampleRoles(group);
    if (found === null) return;
    const act = cast.for(group.village.communeCode);
    const stored = await this.groups.named(
      this.database.reader,
      act.actor.unitId as GroupFacts['communeId'],
      group.name,
    );
    if (stored === null) throw new Error(`the sample group ${group.name} was never entered`);
    const asked = await this.roles.askedOf(this.database.reader, stored);
    const states = new Map(
      asked.flatMap(({ roleId }, place) => (found[place] === undefined ? [] : [[roleId, found[place]]])),
    );
    await this.roles.see(act, stored.id, { seenOn: LOOKED_ON, states });
  }
}

const byDay = (a: string, b: string): number =>
  a.split('/').reverse().join() < b.split('/').reverse().join() ? -1 : 1;

const rowOf = (
  { village, ...group }: SampleGroup,
  count: SampleGroup['counts'][number] | null,
): Partial<Record<GroupColumn, string>> => ({
  unit: village.communeName,
  village: village.name,
  name: group.name,
  link: group.link,
  owner: group.owner,
  ownerPost: group.ownerPost,
  households: String(group.households),
  figuresOn: FIGURES_ON,
  members: count === null ? '' : String(count.members),
  countedOn: count?.day ?? '',
});

const tableOf = (rows: readonly Partial<Record<GroupColumn, string>>[]): ReadTable => ({
  name: '',
  rows: [
    HEADS.map((column) => GROUP_COLUMNS[column].header),
    ...rows.map((row) => HEADS.map((column) => row[column] ?? '')),
  ].map((texts, index) => ({ line: index + 1, cells: texts.map((text) => ({ ...EMPTY_CELL, text })) })),
});
