import { filePoints } from '../../kernel/points.js';
import { formatDecimal, formatPoints } from '../../kernel/vietnamese/numbers.js';
import type { Refusal } from '../../kernel/refusal.js';
import type { CriterionFacts } from '../contest.facts.js';
import { contestPaths, PARTS } from '../contest.paths.js';
import { ContestReader } from '../contest.reader.js';
import {
  deleteCriterion,
  insertCriterion,
  insertRubricVersion,
  orderCriteria,
  updateCriterion,
} from '../rubric.repository.js';
import { weightedMaximum } from '../rubric.sums.js';
import { field } from './field-spec.js';
import type { Desk, RowPart } from './part.js';
import { TypedWords } from './typed-words.js';

type CriterionWords = Omit<CriterionFacts, 'id'>;
const contests = new ContestReader();

/** Once a judge has scored against this version of the criteria, it stays as it is; a new version takes its place. */
const refuseOnceScored = ({ scores }: Pick<Desk, 'scores'>): Refusal | null =>
  scores === 0 ? null : { code: 'rubric-in-use', sheets: scores };

const refuseDoubleCode = (code: string, others: readonly CriterionFacts[]): Refusal | null =>
  others.some((other) => other.code === code) ? { code: 'criterion-code-taken', field: 'code' } : null;

/** The criteria of the newest version. */
export const CRITERIA_PART: RowPart<CriterionFacts, CriterionWords> = {
  path: PARTS.criteria,
  deed: 'contest.criterion',
  heading: 'Tiêu chí chấm',
  lead: 'Giám khảo cho điểm từng tiêu chí, từ 0 đến điểm tối đa, theo bước điểm.',
  one: 'tiêu chí',
  links: ({ contest, scores }) =>
    scores === 0 ? [] : [{ href: contestPaths.newRubric(contest.slug), label: 'Lập bản tiêu chí mới' }],
  note: ({ contest, scores }) =>
    scores > 0
      ? `Đã có ${scores} phiếu có điểm theo bản này nên không sửa được. Muốn đổi, lập bản tiêu chí mới.`
      : contest.sampleNotes === ''
        ? null
        : `Mẫu: ${contest.sampleNotes}`,
  async facts(reader, { contest }) {
    const rubric = await contests.currentRubric(reader, contest.id);
    if (rubric === null) return [];
    return [
      { label: 'Bản tiêu chí', value: `Số ${rubric.number}` },
      { label: 'Tổng điểm tối đa', value: `${formatDecimal(weightedMaximum(rubric.criteria))} điểm` },
    ];
  },
  columns: [
    { label: 'Ký hiệu', value: (criterion) => criterion.code },
    { label: 'Tiêu chí', value: (criterion) => criterion.title },
    { label: 'Tối đa', value: (criterion) => formatPoints(criterion.max), isNumber: true },
    { label: 'Bước', value: (criterion) => formatPoints(criterion.step), isNumber: true },
    { label: 'Hệ số', value: (criterion) => formatDecimal(criterion.weight), isNumber: true },
  ],
  nameOf: (criterion) => `${criterion.code}. ${criterion.title}`,
  isOrdered: true,
  isEditable: true,
  rowLinks: () => [],
  rows: async (reader, contest) => [...((await contests.currentRubric(reader, contest.id))?.criteria ?? [])],
  fields: () =>
    Promise.resolve([
      field.text('code', 'Ký hiệu', { hint: 'Chữ hoặc số, ví dụ A hoặc 1. In trên phiếu chấm.', width: 'short' }),
      field.textarea('title', 'Tiêu chí', { rows: 2, maxlength: 500 }),
      field.textarea('help', 'Hướng dẫn cho giám khảo', { rows: 3, optional: true, maxlength: 2000 }),
      field.number('max', 'Điểm tối đa', { unit: 'điểm' }),
      field.number('step', 'Bước điểm', { unit: 'điểm', hint: 'Ví dụ 0,25: cho được 8; 8,25; 8,5.' }),
      field.number('weight', 'Hệ số', { hint: 'Thường là 1.' }),
    ]),
  wordsOf: (criterion) => ({
    code: criterion.code,
    title: criterion.title,
    help: criterion.help,
    max: filePoints(criterion.max).replace('.', ','),
    step: filePoints(criterion.step).replace('.', ','),
    weight: criterion.weight.replace('.', ','),
  }),
  read(body) {
    const words = new TypedWords(body);
    const code = words.line('code', { ask: 'Nhập ký hiệu tiêu chí, ví dụ A.', max: 12, label: 'Ký hiệu' });
    if (code !== '' && !/^[A-Za-z0-9]{1,12}$/.test(code)) {
      words.fault('code', 'Ký hiệu chỉ gồm chữ không dấu và số, ví dụ A hoặc 1.', '');
    }
    const title = words.text('title', { ask: 'Nhập tiêu chí.', max: 500, label: 'Tiêu chí' });
    const help = words.text('help', { max: 2000, label: 'Hướng dẫn' });
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
    return words.done({
      code,
      title,
      help,
      max: max ?? 0,
      step: step ?? 0,
      weight: words.weight('weight', { label: 'Hệ số' }),
    });
  },
  refuseToAdd: (criterion, desk, rows) => refuseOnceScored(desk) ?? refuseDoubleCode(criterion.code, rows),
  refuseToChange: (row, criterion, desk, rows) =>
    refuseOnceScored(desk) ??
    refuseDoubleCode(
      criterion.code,
      rows.filter((other) => other.id !== row.id),
    ),
  refuseToRemove: (_row, desk) => refuseOnceScored(desk),
  refuseToReorder: (desk) => refuseOnceScored(desk),
  async insert(tx, contest, criterion, { id, order }) {
    const rubric = await contests.currentRubric(tx, contest.id);
    const versionId =
      rubric?.versionId ??
      (await insertRubricVersion(tx, contest.id, { number: 1, changeNote: '', inForceAt: contest.clockAt ?? tx.now }));
    await insertCriterion(tx, versionId, { id, ...criterion }, order);
  },
  update: (tx, contest, { id }, criterion) => updateCriterion(tx, contest.id, { id, ...criterion }),
  remove: (tx, contest, { id }) => deleteCriterion(tx, contest.id, id),
  reorder: (tx, contest, ids) => orderCriteria(tx, contest.id, ids),
};
