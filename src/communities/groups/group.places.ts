import type { UnitId } from '../../kernel/ids.js';
import { type Day, formatDay } from '../../kernel/vietnamese/days.js';
import { fold, tidyName } from '../../kernel/vietnamese/fold.js';
import { sameNameKey } from '../../units/village.file.js';

/** A commune that rows of a file may name, with the other names it goes by. */
export interface PlaceableCommune {
  id: UnitId;
  name: string;
  type: string;
  districtName: string | null;
  validFrom: Day;
  validTo: Day | null;
  aliases: readonly string[];
}

const SHORT_TYPES: readonly (readonly [RegExp, string])[] = [
  [/^tt\.?\s+/iu, 'Thị trấn '],
  [/^(x|xã)\.?\s+/iu, 'Xã '],
  [/^(p|phường)\.?\s+/iu, 'Phường '],
];
const TYPE_WORD = /^(xã|phường|thị trấn|đặc khu)\s+/iu;

/** Spellings under which a typed name is looked up: whole, and without the type word. */
function keysOf(typed: string): string[] {
  const short = SHORT_TYPES.find(([pattern]) => pattern.test(typed));
  const name = tidyName(short === undefined ? typed : typed.replace(short[0], short[1]));
  return [...new Set([sameNameKey(name, ''), sameNameKey(name.replace(TYPE_WORD, ''), '')])];
}

/** Communes by every spelling of their names: tones count, the type word and the place of the tone do not. */
export class CommuneNames {
  private readonly byKey = new Map<string, PlaceableCommune[]>();

  constructor(private readonly communes: readonly PlaceableCommune[]) {
    for (const commune of communes) {
      for (const spelling of new Set([commune.name, ...commune.aliases].flatMap(keysOf))) {
        this.byKey.set(spelling, [...(this.byKey.get(spelling) ?? []), commune]);
      }
    }
  }

  /**
   * The commune that a name means on a day: of namesakes the one that is there on that day. A fault is a sentence: unknown (naming those
   * that differ in marks alone), or several of the name there at once.
   */
  find(typed: string, on: Day): { commune: PlaceableCommune } | { fault: string } {
    const named = [...new Set(keysOf(typed).flatMap((spelling) => this.byKey.get(spelling) ?? []))];
    if (named.length === 0) return { fault: `không có “${typed}” trong phạm vi của ông/bà.${this.nearTo(typed)}` };
    const there = named.filter(({ validFrom, validTo }) => validFrom <= on && (validTo === null || validTo > on));
    const [only, ...others] = there.length > 0 ? there : named;
    if (only !== undefined && others.length === 0) return { commune: only };
    const names = [only, ...others].map((one) => [one?.name, one?.districtName].filter(Boolean).join(', '));
    return { fault: `“${typed}” ngày ${formatDay(on)} có thể là ${names.join(' hoặc ')}. Nhập riêng từng đơn vị.` };
  }

  private nearTo(typed: string): string {
    const bare = fold(tidyName(typed).replace(TYPE_WORD, ''));
    const near = this.communes.filter(({ name }) => fold(name.replace(TYPE_WORD, '')) === bare).map(({ name }) => name);
    if (near.length === 0) return '';
    return ` Gần giống: ${[...new Set(near)].join(', ')}. Sửa lại tên, hoặc nhờ quản trị viên thêm tên khác cho đơn vị.`;
  }
}
