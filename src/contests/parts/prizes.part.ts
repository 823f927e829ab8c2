import { filePoints } from '../../kernel/points.js';
import { formatInteger, formatMoney, formatPoints } from '../../kernel/vietnamese/numbers.js';
import { timesDong } from '../../kernel/money.js';
import { contestPaths, PARTS } from '../contest.paths.js';
import { plainCode } from '../plain-code.js';
import {
  deleteTier,
  insertTier,
  orderTiers,
  type PrizeTierRow,
  tierRows,
  updateTier,
} from '../prize-tier.repository.js';
import { costFacts } from './budget.part.js';
import { RECIPIENT_WORDS } from '../recipient-kind.js';
import { field } from './field-spec.js';
import { readRecipient, recipientField } from './recipient.field.js';
import type { RowPart } from './part.js';
import { TypedWords } from '../../web/typed-words.js';

type TierWords = Omit<PrizeTierRow, 'id' | 'code'>;

/** Beyond this, quantity times amount is a typing mistake and sums would need care. */
export const MOST_MONEY = 1_000_000_000_000;

/** Prize tiers, the highest first. */
export const PRIZES_PART: RowPart<PrizeTierRow, TierWords> = {
  path: PARTS.prizes,
  deed: 'contest.prize-tier',
  heading: 'Cơ cấu giải thưởng',
  lead: 'Từ giải cao nhất xuống. Không đủ điểm sàn thì giải để trống.',
  one: 'giải',
  links: ({ contest }) => [
    { href: contestPaths.part(contest.slug, PARTS.sidePrizes), label: 'Giải phụ và công nhận' },
    { href: contestPaths.part(contest.slug, PARTS.ceilings), label: 'Định mức tiền thưởng' },
    { href: contestPaths.part(contest.slug, PARTS.budget), label: 'Kinh phí giải thưởng' },
  ],
  note: ({ contest }) => (contest.sampleNotes === '' ? null : `Mẫu: ${contest.sampleNotes}`),
  facts: (reader, { contest }) => costFacts(reader, contest),
  columns: [
    { label: 'Giải', value: (tier) => tier.name },
    { label: 'Người nhận', value: ({ recipientKind }) => RECIPIENT_WORDS[recipientKind] },
    { label: 'Số lượng', value: (tier) => formatInteger(tier.quantity), isNumber: true },
    { label: 'Mức thưởng', value: (tier) => formatMoney(tier.amount), isNumber: true },
    { label: 'Thành tiền', value: (tier) => formatMoney(timesDong(tier.quantity, tier.amount)), isNumber: true },
    {
      label: 'Điểm sàn',
      value: (tier) => (tier.minimum === null ? 'Không' : formatPoints(tier.minimum)),
      isNumber: true,
    },
    {
      label: 'Giới hạn',
      value: ({ mostPercent }) => (mostPercent === null ? 'Không' : `${mostPercent}% hồ sơ xếp hạng`),
      isNumber: true,
    },
  ],
  nameOf: (tier) => tier.name,
  isOrdered: true,
  isEditable: true,
  rowLinks: () => [],
  rows: (reader, contest) => tierRows(reader, contest.id),
  fields: () =>
    Promise.resolve([
      field.text('name', 'Tên giải', { hint: 'Ví dụ Giải Nhất.', width: 'medium' }),
      recipientField(),
      field.number('quantity', 'Số lượng', { unit: 'giải' }),
      field.text('amount', 'Mức thưởng một giải', {
        hint: 'Số đồng, ví dụ 15.000.000. Ghi 0 nếu không có tiền.',
        width: 'medium',
      }),
      field.number('minimum', 'Điểm sàn', {
        unit: 'điểm',
        hint: 'Điểm thấp hơn thì không nhận giải này.',
        optional: true,
      }),
      field.number('mostPercent', 'Không quá tỷ lệ', {
        unit: '% số hồ sơ được xếp hạng',
        hint: 'Làm tròn xuống. Số giải thực trao là số nhỏ hơn giữa số lượng và tỷ lệ này.',
        optional: true,
      }),
    ]),
  wordsOf: (tier) => ({
    name: tier.name,
    quantity: String(tier.quantity),
    amount: formatInteger(tier.amount),
    minimum: tier.minimum === null ? '' : filePoints(tier.minimum).replace('.', ','),
    mostPercent: tier.mostPercent === null ? '' : String(tier.mostPercent),
    recipientKind: tier.recipientKind,
  }),
  read(body) {
    const words = new TypedWords(body);
    const tier = {
      name: words.line('name', { ask: 'Nhập tên giải.', max: 100, label: 'Tên giải' }),
      quantity: words.whole('quantity', { min: 0, max: 10_000, label: 'Số lượng' }),
      amount: words.money('amount', { label: 'Mức thưởng' }) ?? 0,
      minimum: words.points('minimum', { label: 'Điểm sàn', empty: null }),
      mostPercent: words.wholeOrNone('mostPercent', { min: 1, max: 100, label: 'Không quá tỷ lệ' }),
      recipientKind: readRecipient(words, body),
    };
    if (tier.amount > MOST_MONEY) words.fault('amount', 'Mức thưởng quá lớn. Kiểm tra lại số chữ số 0.', 0);
    return words.done(tier);
  },
  refuseToAdd: () => null,
  refuseToChange: () => null,
  refuseToRemove: () => null,
  refuseToReorder: () => null,
  async insert(tx, contest, tier, { id, order }) {
    const taken = (await tierRows(tx, contest.id)).map(({ code }) => code);
    await insertTier(tx, contest.id, { id, code: plainCode(tier.name, taken), ...tier }, order);
  },
  update: (tx, contest, { id, code }, tier) => updateTier(tx, contest.id, { id, code, ...tier }),
  remove: (tx, contest, { id }) => deleteTier(tx, contest.id, id),
  reorder: (tx, contest, ids) => orderTiers(tx, contest.id, ids),
};
