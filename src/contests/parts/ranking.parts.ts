import { formatDecimal } from '../../kernel/vietnamese/numbers.js';
import type { RankingPart } from '../contest.facts.js';
import { field, type FieldSpec } from './field-spec.js';
import type { TypedWords } from '../../web/typed-words.js';

/** As many weighted parts as the form offers; more are unheard of. */
const OFFERED = [1, 2, 3] as const;
const fieldOf = (part: number, key: 'Name' | 'Weight' | 'Criteria' | 'Judges' | 'Drop'): string => `part${part}${key}`;

/** Hints stand with the first part alone: the others ask the same again. */
export const partFields = (): FieldSpec[] =>
  OFFERED.flatMap((part) => {
    const hint = (words: string): string | null => (part === 1 ? words : null);
    return [
      field.text(fieldOf(part, 'Name'), `Phần ${part}: tên`, {
        hint: hint('Ví dụ: Hồ sơ. Để trống các phần không dùng.'),
        optional: true,
      }),
      field.text(fieldOf(part, 'Weight'), `Phần ${part}: hệ số`, {
        hint: hint('Ví dụ 0,4. Điểm của hồ sơ là tổng của hệ số × điểm từng phần, không chia cho tổng hệ số.'),
        width: 'short',
        optional: true,
      }),
      field.text(fieldOf(part, 'Criteria'), `Phần ${part}: tiêu chí`, {
        hint: hint('Ký hiệu, cách nhau bằng dấu phẩy: A, B. Để trống là mọi tiêu chí.'),
        optional: true,
      }),
      field.text(fieldOf(part, 'Judges'), `Phần ${part}: giám khảo`, {
        hint: hint('Mã trong hội đồng, cách nhau bằng dấu phẩy: GK1, GK2. Để trống là mọi giám khảo.'),
        optional: true,
      }),
      field.number(fieldOf(part, 'Drop'), `Phần ${part}: số điểm cao nhất và thấp nhất bỏ đi`, {
        hint: hint('Để trống hoặc ghi 0 là tính mọi điểm.'),
        optional: true,
      }),
    ];
  });

/** The parts as the form's fields show them. */
export const partWords = (parts: readonly RankingPart[]): Record<string, string> =>
  Object.fromEntries(
    OFFERED.flatMap((part) => {
      const own = parts[part - 1];
      return [
        [fieldOf(part, 'Name'), own?.name ?? ''],
        [fieldOf(part, 'Weight'), own === undefined ? '' : formatDecimal(own.weight)],
        [fieldOf(part, 'Criteria'), own?.criteria.join(', ') ?? ''],
        [fieldOf(part, 'Judges'), own?.judges.join(', ') ?? ''],
        [fieldOf(part, 'Drop'), own === undefined || own.drop === 0 ? '' : String(own.drop)],
      ];
    }),
  );

/** The parts that have a name. Anything else beside an empty name is a fault, and so are no parts at all, or points counted twice. */
export function readParts(words: TypedWords): RankingPart[] {
  const parts: RankingPart[] = [];
  for (const part of OFFERED) {
    const label = `Phần ${part}`;
    const line = (key: Parameters<typeof fieldOf>[1], max: number, what: string): string =>
      words.line(fieldOf(part, key), { max, label: `${label}, ${what}` });
    const name = line('Name', 60, 'tên');
    const criteria = codesOf(line('Criteria', 200, 'tiêu chí'));
    const judges = codesOf(line('Judges', 400, 'giám khảo').toUpperCase());
    const [weight, dropped] = [line('Weight', 12, 'hệ số'), line('Drop', 3, 'số điểm bỏ đi')];
    if (name === '') {
      if (criteria.length + judges.length > 0 || weight + dropped !== '')
        words.fault(fieldOf(part, 'Name'), `${label}: ghi tên, hoặc để trống cả phần.`, null);
      continue;
    }
    const same = parts.find((other) => overlap(other.criteria, criteria) && overlap(other.judges, judges));
    if (parts.some((other) => other.name === name)) {
      words.fault(fieldOf(part, 'Name'), `Đã có phần tên “${name}”. Ghi tên khác.`, null);
    } else if (same !== undefined) {
      const text = `Phần “${name}” và “${same.name}” cùng lấy điểm của một giám khảo ở một tiêu chí: điểm bị tính hai lần. Chia lại tiêu chí hoặc giám khảo.`;
      words.fault(fieldOf(part, 'Criteria'), text, null);
    }
    parts.push({
      name,
      weight: words.weight(fieldOf(part, 'Weight'), { label: `${label}, hệ số` }),
      criteria,
      judges,
      drop:
        dropped === '' ? 0 : words.whole(fieldOf(part, 'Drop'), { min: 0, max: 9, label: `${label}, số điểm bỏ đi` }),
    });
  }
  if (parts.length > 0) return parts;
  return words.fault(fieldOf(1, 'Name'), 'Tính theo nhiều phần có hệ số: ghi ít nhất một phần.', parts);
}

const codesOf = (line: string): string[] => [...new Set(line.split(/[,;\s]+/).filter((code) => code !== ''))];

/** Whether two lists of codes have one in common; an empty one is all there are. */
const overlap = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === 0 || b.length === 0 || a.some((code) => b.includes(code));
