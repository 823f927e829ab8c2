import { field, type FieldSpec } from './field-spec.js';
import { readCode, readSlug } from './general.part.js';
import type { TypedWords } from '../../web/typed-words.js';

/** What every new contest is asked, made from a template or from a former one: where it is found, and by what code. */
export const addressFields = (): FieldSpec[] => [
  field.text('slug', 'Địa chỉ trên mạng', {
    hint: 'Chữ thường không dấu, số, gạch ngang, ví dụ zalo-lai-chau-2022.',
    width: 'medium',
  }),
  field.text('code', 'Mã cuộc thi', { hint: 'Đứng đầu mã hồ sơ, ví dụ ZALO22.', width: 'short' }),
];

const KINDS = {
  rehearsal: {
    label: 'Diễn tập',
    hint: 'Để tập dùng: đặt được giờ, có băng “Diễn tập” trên mọi trang, kết quả không có giá trị.',
  },
  real: { label: 'Cuộc thi thật', hint: 'Theo giờ thật. Không đổi thành diễn tập được và ngược lại.' },
} as const;
type NewKind = keyof typeof KINDS;

/** A rehearsal or the real thing; the kind that is rather meant stands first. */
export const kindField = (first: NewKind): FieldSpec => {
  const kinds: readonly NewKind[] = first === 'real' ? ['real', 'rehearsal'] : ['rehearsal', 'real'];
  return field.radios('kind', 'Loại', { options: kinds.map((value) => ({ value, ...KINDS[value] })) });
};

/** Name (null: that of the template or of the former contest), address and code. */
export function readIdentity(words: TypedWords): { name: string | null; slug: string; code: string } {
  const name = words.line('name', { max: 300, label: 'Tên cuộc thi' });
  return { name: name === '' ? null : name, slug: readSlug(words), code: readCode(words) };
}

export const readRehearsal = (words: TypedWords): boolean =>
  words.choice('kind', ['rehearsal', 'real'] as const, 'Chọn diễn tập hay cuộc thi thật.') === 'rehearsal';
