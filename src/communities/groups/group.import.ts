import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/audit.js';
import { Database } from '../../database/database.js';
import type { Reader } from '../../database/tx.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { newId } from '../../kernel/ids.js';
import { Refused } from '../../kernel/refusal.js';
import { type LineFault, byLine } from '../../kernel/text-file.js';
import { type Day, formatDay } from '../../kernel/vietnamese/days.js';
import { compareUnitNames } from '../../kernel/vietnamese/collate.js';
import { formatInteger } from '../../kernel/vietnamese/numbers.js';
import type { ReadTable } from '../../press/table.js';
import { CommunityReach } from '../community.reach.js';
import { CountRepository } from './count.repository.js';
import { readGroupFile } from './group.file.js';
import { GroupRepository } from './group.repository.js';
import { doubtOf } from './growth.js';
import { meetKnown, nameVillages, place, type Placed } from './import.placing.js';
import { GroupImportRepository } from './import.repository.js';

/** What a file would bring, or has brought. With one fault or more nothing is taken. */
export interface GroupReport {
  /** Rows in order. */
  rows: number;
  newGroups: number;
  knownGroups: number;
  counts: number;
  /** Sum of the counts that the file brings. */
  members: number;
  communes: { name: string; districtName: string | null; groups: number; members: number }[];
  faults: LineFault[];
  warnings: LineFault[];
}

/** A file as it was read, and what is said for all its rows. */
export interface HandedIn {
  tables: readonly ReadTable[];
  /** The day of counts without one of their own. */
  countedOn: Day | null;
  today: Day;
  /** The groups are made up: those of a demonstration. */
  sample: boolean;
}

/** Groups and counts from a file (`group.file.ts`): every row is checked first, against the file and against what is stored; then all or nothing. */
@Injectable()
export class GroupImport {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly reach: CommunityReach,
    private readonly stored: GroupImportRepository,
    private readonly groups: GroupRepository,
    private readonly counts: CountRepository,
  ) {}

  /** Reads and checks, and writes nothing. */
  async check(reader: Reader, actor: Actor, file: HandedIn): Promise<GroupReport> {
    return (await this.plan(reader, actor, file)).report;
  }

  /**
   * Reads, checks and writes. A row whose group is in the register already adds its count alone. Refuses `group-file-faulty` with nothing
   * written. Two imports at one moment come after one another.
   */
  take(act: Act, file: HandedIn): Promise<GroupReport> {
    return this.database.act(act, async (tx) => {
      await tx.rows(`SELECT pg_advisory_xact_lock(hashtext('import of community groups'))`);
      const { report, placed } = await this.plan(tx, act.actor, file);
      if (report.faults.length > 0) throw new Refused({ code: 'group-file-faulty', faults: report.faults.length });
      const added = placed.filter(({ known }) => known === null);
      await this.groups.insert(
        tx,
        added.map(({ row, commune, villageId, id }) => ({
          ...row,
          id,
          communeId: commune.id,
          villageId,
          sample: file.sample,
          listOrder: row.line,
        })),
        act.actor.name,
      );
      const counted = placed.flatMap(({ id, members, row }) =>
        members === null || row.countedOn === null
          ? []
          : [
              {
                id: newId(),
                groupId: id,
                countedOn: row.countedOn,
                members,
                source: 'import' as const,
                file: null,
                note: '',
                replacesId: null,
              },
            ],
      );
      if (counted.length > 0) await this.counts.insert(tx, counted, act.actor.name);
      await this.audit.record(tx, act, {
        act: 'community-group.import',
        subjectKind: 'unit',
        subjectId: act.actor.unitId ?? 'units',
        facts: { lines: report.rows, groups: added.length, counts: counted.length },
      });
      return report;
    });
  }

  private async plan(
    reader: Reader,
    actor: Actor,
    handed: HandedIn,
  ): Promise<{ report: GroupReport; placed: Placed[] }> {
    const file = readGroupFile(handed.tables, handed);
    const faults = [...file.faults];
    const warnings = [...file.warnings];
    const communes = await this.stored.communes(reader, await this.reach.of(reader, actor));
    const placed = place(file.rows, communes, { actor, today: handed.today }, faults);
    const communeIds = [...new Set(placed.map(({ commune }) => commune.id))];
    nameVillages(placed, await this.stored.villages(reader, communeIds), faults);
    meetKnown(placed, await this.stored.groups(reader, communeIds), faults);
    await this.weighCounts(reader, placed, faults, warnings);
    await this.findDoubledLinks(reader, placed, warnings);
    const faulty = new Set(faults.map(({ line }) => line));
    const good = placed.filter(({ row }) => !faulty.has(row.line));
    return {
      placed,
      report: { ...sumUp(good), faults: faults.sort(byLine), warnings: warnings.sort(byLine) },
    };
  }

  /** A count that is there already is left out; another number for the same day has to be put right on the group's page. */
  private async weighCounts(
    reader: Reader,
    placed: readonly Placed[],
    faults: LineFault[],
    warnings: LineFault[],
  ): Promise<void> {
    const asked = placed.flatMap(({ id, known, row }) =>
      known === null || row.countedOn === null ? [] : [{ groupId: id, on: row.countedOn }],
    );
    const stored = new Map(
      (asked.length === 0 ? [] : await this.stored.counts(reader, asked)).map((one) => [
        `${one.groupId} ${one.on}`,
        one,
      ]),
    );
    for (const one of placed) {
      const { row, known } = one;
      if (row.members === null || row.countedOn === null) continue;
      const there = stored.get(`${one.id} ${row.countedOn}`);
      if (there?.same === row.members) {
        one.members = null;
        warnings.push({
          line: row.line,
          message: `số của “${row.name}” ngày ${formatDay(row.countedOn)} đã có trong sổ nên không ghi lại.`,
        });
        continue;
      }
      if (there !== undefined && there.same !== null) {
        faults.push({
          line: row.line,
          message: `“${row.name}” ngày ${formatDay(row.countedOn)} sổ đã ghi ${formatInteger(there.same)} thành viên, tệp ghi ${formatInteger(row.members)}. Đính chính ở trang của nhóm, hoặc bỏ dòng này.`,
        });
        continue;
      }
      const before =
        there === undefined || there.before === null || there.beforeOn === null
          ? null
          : { members: there.before, countedOn: there.beforeOn };
      const doubt = doubtOf(row.members, { before, population: row.population ?? known?.population ?? null });
      if (doubt !== null)
        warnings.push({
          line: row.line,
          message: `${formatInteger(row.members)} thành viên của “${row.name}” ${doubt}.`,
        });
    }
  }

  private async findDoubledLinks(reader: Reader, placed: readonly Placed[], warnings: LineFault[]): Promise<void> {
    const linked = placed.flatMap((one) => (one.row.link === null ? [] : [{ ...one, link: one.row.link }]));
    const claimed = new Map(
      (
        await this.stored.links(
          reader,
          linked.map(({ link }) => link),
        )
      ).map((one) => [one.link, one]),
    );
    const seen = new Map<string, number>();
    for (const { link, row, id } of linked) {
      const [line, stored] = [seen.get(link), claimed.get(link)];
      if (line !== undefined) warnings.push({ line: row.line, message: `liên kết trùng với dòng ${line}.` });
      else if (stored !== undefined && stored.groupId !== id) {
        warnings.push({ line: row.line, message: `liên kết đã khai cho một nhóm của ${stored.communeName}.` });
      }
      seen.set(link, line ?? row.line);
    }
  }
}

function sumUp(good: readonly Placed[]): Omit<GroupReport, 'faults' | 'warnings'> {
  const counted = good.filter(({ members }) => members !== null);
  const sum = (placed: readonly Placed[]): number => placed.reduce((total, { row }) => total + (row.members ?? 0), 0);
  return {
    rows: good.length,
    newGroups: good.filter(({ known }) => known === null).length,
    knownGroups: good.filter(({ known }) => known !== null).length,
    counts: counted.length,
    members: sum(counted),
    communes: [...Map.groupBy(good, ({ commune }) => commune.id).values()]
      .map((placed) => ({ commune: (placed[0] as Placed).commune, groups: placed.length, members: sum(placed) }))
      .sort((a, b) => compareUnitNames(a.commune.name, b.commune.name))
      .map(({ commune, groups, members }) => ({
        name: commune.name,
        districtName: commune.districtName,
        groups,
        members,
      })),
  };
}
