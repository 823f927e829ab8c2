import { Injectable } from '@nestjs/common';
import type { Reader } from '../database/tx.js';
import type { UnitId } from '../kernel/ids.js';
import { placeInSentence } from '../kernel/vietnamese/places.js';
import { UnitReader } from './unit.reader.js';

/** How an office signs its papers: a territory by its people's committee, a department below the committee it belongs to. */
export interface LetterHead {
  parent: string;
  organ: string;
  place: string;
  signs: string;
  /** Who writes, inside a sentence: “UBND huyện Tam Đường”. */
  sender: string;
}

const TYPE_WORD = /^(Tỉnh|Thành phố|Huyện|Thị xã|Xã|Phường|Thị trấn|Đặc khu)\s+/u;

/** The head of an office's papers, by the kind of unit (Decree 30/2020, appendix I; letters S1 and S2 show the first form). */
export function letterHeadOf(unit: { level: string; name: string; parentName: string | null }): LetterHead {
  const place = unit.name.replace(TYPE_WORD, '');
  if (unit.level === 'office') {
    const above = unit.parentName ?? '';
    return {
      parent: above === '' ? '' : `UBND ${above.toUpperCase()}`,
      organ: unit.name.toUpperCase(),
      place: above.replace(TYPE_WORD, '') || place,
      signs: 'THỦ TRƯỞNG CƠ QUAN',
      sender: unit.name,
    };
  }
  const sender = `UBND ${placeInSentence(unit.name)}`;
  return { parent: 'ỦY BAN NHÂN DÂN', organ: unit.name.toUpperCase(), place, signs: 'TM. ỦY BAN NHÂN DÂN', sender };
}

/** Finds what stands at the head of an office's papers. */
@Injectable()
export class LetterheadReader {
  constructor(private readonly units: UnitReader) {}

  /** The office's letterhead; `name` is its name in the contest's snapshot, which may be older than the unit's own. */
  async of(reader: Reader, { unitId, name }: { unitId: UnitId; name: string }): Promise<LetterHead> {
    const unit = await this.units.byId(reader, unitId);
    const parent = unit?.parentId ? await this.units.byId(reader, unit.parentId) : null;
    return letterHeadOf({ level: unit?.level ?? 'district', name, parentName: parent?.name ?? null });
  }
}
