import { formatInteger, formatMoney } from '../../kernel/vietnamese/numbers.js';
import { contestPaths, PARTS } from '../contest.paths.js';
import {
  type BudgetSourceRow,
  deleteSource,
  orderMoneyRows,
  sourceRows,
  writeSource,
} from '../prize-money.repository.js';
import { costFacts } from './budget.part.js';
import { field } from './field-spec.js';
import type { RowPart } from './part.js';
import { MOST_MONEY } from './prizes.part.js';
import { TypedWords } from '../../web/typed-words.js';

/** Where prize money comes from. The contest's budget is the sum of its sources, as soon as there are any. */
export const BUDGET_SOURCES_PART: RowPart<BudgetSourceRow, Omit<BudgetSourceRow, 'id'>> = {
  path: PARTS.budgetSources,
  deed: 'contest.budget-source',
  heading: 'Nguồn kinh phí',
  lead: 'Khi có nguồn, kinh phí giải thưởng là tổng các nguồn.',
  one: 'nguồn kinh phí',
  links: ({ contest }) => [
    { href: contestPaths.part(contest.slug, PARTS.prizes), label: 'Cơ cấu giải thưởng' },
    { href: contestPaths.part(contest.slug, PARTS.budget), label: 'Kinh phí giải thưởng' },
  ],
  note: () => null,
  facts: (reader, { contest }) => costFacts(reader, contest),
  columns: [
    { label: 'Nguồn', value: ({ name }) => name },
    { label: 'Số tiền', value: ({ amount }) => formatMoney(amount), isNumber: true },
    { label: 'Văn bản', value: ({ documentNumber }) => documentNumber || 'Chưa có' },
  ],
  nameOf: ({ name }) => name,
  isOrdered: true,
  isEditable: true,
  rowLinks: () => [],
  rows: (reader, contest) => sourceRows(reader, contest.id),
  fields: () =>
    Promise.resolve([
      field.text('name', 'Nguồn', { hint: 'Ví dụ: Ngân sách tỉnh; kinh phí của Sở; xã hội hóa.' }),
      field.text('amount', 'Số tiền', { hint: 'Số đồng, ví dụ 60.000.000.', width: 'medium' }),
      field.text('documentNumber', 'Văn bản giao hoặc cam kết', {
        hint: 'Số, ký hiệu, ngày.',
        width: 'medium',
        optional: true,
      }),
    ]),
  wordsOf: ({ name, amount, documentNumber }) => ({ name, amount: formatInteger(amount), documentNumber }),
  read(body) {
    const words = new TypedWords(body);
    const source = {
      name: words.line('name', { ask: 'Ghi tên nguồn.', max: 120, label: 'Nguồn' }),
      amount: words.money('amount', { label: 'Số tiền' }) ?? 0,
      documentNumber: words.line('documentNumber', { max: 120, label: 'Văn bản' }),
    };
    if (source.amount > MOST_MONEY) words.fault('amount', 'Số tiền quá lớn. Kiểm tra lại số chữ số 0.', 0);
    return words.done(source);
  },
  refuseToAdd: () => null,
  refuseToChange: () => null,
  refuseToRemove: () => null,
  refuseToReorder: () => null,
  insert: (tx, contest, source, { id, order }) => writeSource(tx, contest.id, { id, ...source }, order),
  update: (tx, contest, { id }, source) => writeSource(tx, contest.id, { id, ...source }, 0),
  remove: (tx, contest, { id }) => deleteSource(tx, contest.id, id),
  reorder: (tx, contest, ids) => orderMoneyRows(tx, 'budget_sources', contest.id, ids),
};
