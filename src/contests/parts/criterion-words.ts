import { filePoints } from '../../kernel/points.js';
import { formatDecimal, formatPoints } from '../../kernel/vietnamese/numbers.js';
import type { CriterionFacts, CriterionGuidance } from '../contest.facts.js';
import { field, type FieldSpec } from './field-spec.js';
import type { Column, TypedValues } from './part.js';
import type { TypedWords } from '../../web/typed-words.js';

/** What an organiser says of one criterion, whether it is the contest's or one round's own. */
export type CriterionWords = Omit<CriterionFacts, 'id'>;

export const CRITERION_COLUMNS: readonly Column<CriterionFacts>[] = [
  { label: 'Ký hiệu', value: (criterion) => criterion.code },
  { label: 'Tiêu chí', value: (criterion) => criterion.title },
  { label: 'Tối đa', value: (criterion) => formatPoints(criterion.max), isNumber: true },
  { label: 'Bước', value: (criterion) => formatPoints(criterion.step), isNumber: true },
  { label: 'Hệ số', value: (criterion) => formatDecimal(criterion.weight), isNumber: true },
];

export const criterionFields = (): FieldSpec[] => [
  field.text('code', 'Ký hiệu', { hint: 'Chữ hoặc số, ví dụ A hoặc 1. In trên phiếu chấm.', width: 'short' }),
  field.textarea('title', 'Tiêu chí', { rows: 2, maxlength: 500 }),
  field.textarea('help', 'Hướng dẫn cho giám khảo', { rows: 3, optional: true, maxlength: 2000 }),
  field.textarea('low', 'Điểm thấp', {
    hint: 'Hồ sơ thế nào thì được ít điểm. Hiện bên ô điểm của giám khảo.',
    rows: 2,
    optional: true,
    maxlength: 500,
  }),
  field.textarea('middle', 'Điểm trung bình', { rows: 2, optional: true, maxlength: 500 }),
  field.textarea('high', 'Điểm cao', { rows: 2, optional: true, maxlength: 500 }),
  field.textarea('examples', 'Ví dụ kèm điểm', {
    hint: 'Mỗi dòng một ví dụ, ghi cả điểm: Nhóm 60 hộ, tuần nào cũng có tin: 34 điểm.',
    rows: 3,
    optional: true,
    maxlength: 2000,
  }),
  field.number('max', 'Điểm tối đa', { unit: 'điểm' }),
  field.number('step', 'Bước điểm', { unit: 'điểm', hint: 'Ví dụ 0,25: cho được 8; 8,25; 8,5.' }),
  field.number('weight', 'Hệ số', { hint: 'Thường là 1.' }),
];

export const wordsOfCriterion = (criterion: CriterionFacts): TypedValues => ({
  code: criterion.code,
  title: criterion.title,
  help: criterion.help,
  ...criterion.guidance,
  max: filePoints(criterion.max).replace('.', ','),
  step: filePoints(criterion.step).replace('.', ','),
  weight: criterion.weight.replace('.', ','),
});

/** The criterion's fields as typed; faults are left in `words`. */
export function readCriterion(words: TypedWords): CriterionWords {
  const code = words.line('code', { ask: 'Nhập ký hiệu tiêu chí, ví dụ A.', max: 12, label: 'Ký hiệu' });
  if (code !== '' && !/^[A-Za-z0-9]{1,12}$/.test(code)) {
    words.fault('code', 'Ký hiệu chỉ gồm chữ không dấu và số, ví dụ A hoặc 1.', '');
  }
  const title = words.text('title', { ask: 'Nhập tiêu chí.', max: 500, label: 'Tiêu chí' });
  const help = words.text('help', { max: 2000, label: 'Hướng dẫn' });
  const guidance: CriterionGuidance = {
    low: words.text('low', { max: 500, label: 'Điểm thấp' }),
    middle: words.text('middle', { max: 500, label: 'Điểm trung bình' }),
    high: words.text('high', { max: 500, label: 'Điểm cao' }),
    examples: words.text('examples', { max: 2000, label: 'Ví dụ kèm điểm' }),
  };
  const max = words.points('max', { label: 'Điểm tối đa' });
  const step = words.points('step', { label: 'Bước điểm' });
  if (max === 0) words.fault('max', 'Điểm tối đa phải lớn hơn 0.', 0);
  if (step === 0) words.fault('step', 'Bước điểm phải lớn hơn 0.', 0);
  if (max !== null && step !== null && step > 0 && max % step !== 0) {
    words.fault(
      'step',
      `Bước điểm phải chia hết điểm tối đa: ${formatPoints(max)} không chia hết cho ${formatPoints(step)}.`,
      0,
    );
  }
  const weight = words.weight('weight', { label: 'Hệ số' });
  return { code, title, help, guidance, max: max ?? 0, step: step ?? 0, weight };
}
