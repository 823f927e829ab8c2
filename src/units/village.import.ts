import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../database/tx.js';
import type { UnitId } from '../kernel/ids.js';
import { type LineFault, byLine } from '../kernel/text-file.js';
import { type Day, formatDay } from '../kernel/vietnamese/days.js';
import { compareUnitNames } from '../kernel/vietnamese/collate.js';
import { fold } from '../kernel/vietnamese/fold.js';
import { UnitRepository } from './unit.repository.js';
import { type VillageRow, likeNameKey, readVillageFile, sameNameKey } from './village.file.js';

/** What a file would bring, or has brought. With one fault or more nothing is taken. */
export interface VillageReport {
  /** Villages in the file that are in order. */
  villages: number;
  aliases: number;
  /** How many villages each commune gets, by district and name. */
  communes: { name: string; districtName: string | null; villages: number }[];
  faults: LineFault[];
  warnings: LineFault[];
}

interface Commune {
  id: UnitId;
  code: string;
  name: string;
  districtName: string | null;
  validFrom: Day;
  validTo: Day | null;
}

interface KnownVillage {
  parentId: UnitId;
  type: string;
  name: string;
  validTo: Day | null;
}

type Placed = VillageRow & { commune: Commune };

/** Villages from a CSV file (`village.file.ts`): every row is checked first, against the file and against what is stored; then all or nothing. */
@Injectable()
export class VillageImport {
  constructor(private readonly units: UnitRepository) {}

  /** Reads and checks, and writes nothing. */
  async check(reader: Reader, bytes: Uint8Array): Promise<VillageReport> {
    return (await this.plan(reader, bytes)).report;
  }

  /** Reads, checks and, when there is no fault, writes. The caller records the act. Two imports at one moment come after one another. */
  async importInto(tx: Tx, bytes: Uint8Array): Promise<VillageReport> {
    await tx.rows(`SELECT pg_advisory_xact_lock(hashtext('import of villages'))`);
    const { report, placed } = await this.plan(tx, bytes);
    if (report.faults.length > 0) return report;
    const ids = await this.units.add(
      tx,
      placed.map(({ type, name, commune, validFrom, note }, index) => ({
        level: 'village',
        type,
        name,
        code: null,
        parentId: commune.id,
        validFrom,
        // The village's next incarnation belongs to the commune's successor.
        validTo: commune.validTo,
        sortOrder: index + 1,
        sample: note !== null && fold(note) === 'mau',
        note,
      })),
    );
    await this.units.addAliases(
      tx,
      placed.flatMap(({ aliases }, index) => aliases.map((alias) => ({ unitId: ids[index] as UnitId, alias }))),
    );
    return report;
  }

  private async plan(reader: Reader, bytes: Uint8Array): Promise<{ report: VillageReport; placed: Placed[] }> {
    const file = readVillageFile(bytes);
    const faults = [...file.faults];
    const warnings = [...file.warnings];
    const communes = await this.communesOf(reader, file.rows);
    const placed = file.rows.flatMap((row) => {
      const commune = findCommune(row, communes.get(row.parentCode) ?? [], faults);
      return commune === null ? [] : [{ ...row, commune }];
    });
    const known = await this.villagesOf(reader, placed);
    findDoubles(placed, known, faults, warnings);
    const faulty = new Set(faults.map(({ line }) => line));
    const report = {
      villages: placed.filter(({ line }) => !faulty.has(line)).length,
      aliases: placed.reduce((sum, { aliases }) => sum + aliases.length, 0),
      communes: countByCommune(placed),
      faults: faults.sort(byLine),
      warnings: warnings.sort(byLine),
    };
    return { report, placed };
  }

  private async communesOf(reader: Reader, rows: readonly VillageRow[]): Promise<Map<string, Commune[]>> {
    const found = await reader.rows<Commune>(
      `SELECT u.id, u.code, u.name, d.name AS "districtName", u.valid_from AS "validFrom", u.valid_to AS "validTo"
         FROM units u LEFT JOIN units d ON d.id = u.parent_id AND d.level = 'district'
        WHERE u.level = 'commune' AND u.code = ANY($1::text[]) ORDER BY u.valid_from`,
      [[...new Set(rows.map(({ parentCode }) => parentCode))]],
    );
    return Map.groupBy(found, ({ code }) => code);
  }

  private async villagesOf(reader: Reader, placed: readonly Placed[]): Promise<KnownVillage[]> {
    return reader.rows<KnownVillage>(
      `SELECT parent_id AS "parentId", type, name, valid_to AS "validTo" FROM units WHERE level = 'village' AND parent_id = ANY($1::uuid[])`,
      [[...new Set(placed.map(({ commune }) => commune.id))]],
    );
  }
}

/** The commune that carried the code on the village's first day. Our record of a commune may begin later than the village: then its first one. */
function findCommune(row: VillageRow, communes: readonly Commune[], faults: LineFault[]): Commune | null {
  const { line, parentCode, validFrom } = row;
  const there = communes.find((one) => one.validFrom <= validFrom && (one.validTo === null || one.validTo > validFrom));
  if (there !== undefined) return there;
  const [first] = communes;
  if (first === undefined) {
    faults.push({ line, message: `không có xã, phường, thị trấn nào mang mã ${parentCode}.` });
    return null;
  }
  // Nothing is known of the years before our record begins; the village may well be older than it.
  if (validFrom < first.validFrom) return first;
  const was = communes
    .map((one) => `${one.name}${one.validTo === null ? '' : ` trước ngày ${formatDay(one.validTo)}`}`)
    .join('; ');
  faults.push({
    line,
    message: `ngày ${formatDay(validFrom)} không có xã nào mang mã ${parentCode} (mã này là của ${was}).`,
  });
  return null;
}

function findDoubles(
  placed: readonly Placed[],
  known: readonly KnownVillage[],
  faults: LineFault[],
  warnings: LineFault[],
): void {
  const seen = new Map<string, string>();
  const alike = new Map<string, string>();
  const place = (parentId: string, key: string): string => `${parentId} ${key}`;
  for (const village of known) {
    seen.set(
      place(village.parentId, sameNameKey(village.name, village.type)),
      `đã có trong hệ thống (“${village.name}”)`,
    );
    alike.set(
      place(village.parentId, likeNameKey(village.name, village.type)),
      `“${village.name}” đã có trong hệ thống`,
    );
  }
  for (const { line, name, type, commune } of placed) {
    const [same, like] = [place(commune.id, sameNameKey(name, type)), place(commune.id, likeNameKey(name, type))];
    const double = seen.get(same);
    const near = alike.get(like);
    if (double !== undefined) faults.push({ line, message: `“${name}” của ${commune.name} ${double}.` });
    else if (near !== undefined)
      warnings.push({ line, message: `“${name}” của ${commune.name} gần giống ${near}. Xem có phải một không.` });
    if (double === undefined) seen.set(same, `đã có ở dòng ${line}`);
    if (near === undefined) alike.set(like, `“${name}” ở dòng ${line}`);
  }
}

function countByCommune(placed: readonly Placed[]): VillageReport['communes'] {
  return [...Map.groupBy(placed, ({ commune }) => commune.id).values()]
    .map((villages) => ({ commune: (villages[0] as Placed).commune, villages: villages.length }))
    .sort(
      (a, b) =>
        compareUnitNames(a.commune.districtName ?? '', b.commune.districtName ?? '') ||
        compareUnitNames(a.commune.name, b.commune.name),
    )
    .map(({ commune, villages }) => ({ name: commune.name, districtName: commune.districtName, villages }));
}
