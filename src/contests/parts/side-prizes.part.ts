import { filePoints } from '../../kernel/points.js';
import { formatInteger, formatMoney } from '../../kernel/vietnamese/numbers.js';
import { SIDE_PRIZE_BASES, type SidePrizeBasis } from '../side-prize.facts.js';
import { contestPaths, PARTS } from '../contest.paths.js';
import { sayPrizeBasis } from '../contest.words.js';
import { plainCode } from '../plain-code.js';
import {
  deleteSidePrize,
  insertSidePrize,
  orderSidePrizes,
  sidePrizeRows,
  type SidePrizeRow,
  updateSidePrize,
} from '../side-prize.repository.js';
import { costFacts } from './budget.part.js';
import { RECIPIENT_WORDS } from '../recipient-kind.js';
import { field } from './field-spec.js';
import { readRecipient, recipientField } from './recipient.field.js';
import type { RowPart } from './part.js';
import { MOST_MONEY } from './prizes.part.js';
import { TypedWords } from '../../web/typed-words.js';

type SidePrizeWords = Omit<SidePrizeRow, 'id' | 'code'>;

/** The colon keeps these codes apart from those of tiers, with which they share the lists. */
const PREFIX = 'phu:';

const BASES: Readonly<Record<SidePrizeBasis, { label: string; hint: string }>> = {
  criterion: {
    label: 'Điểm trung bình một tiêu chí cao nhất',
    hint: 'Bằng nhau ở ranh giới thì Ban Tổ chức chọn, ghi lý do.',
  },
  choice: {
    label: 'Ban Tổ chức chọn',
    hint: 'Chọn trong các hồ sơ được xếp hạng, ghi lý do khi lập danh sách.',
  },
  floor: {
    label: 'Công nhận mọi hồ sơ đạt điểm sàn',
    hint: 'Không xếp hạng, không giới hạn số lượng.',
  },
};

/** Prizes beside the tiers, and recognition without a rank. */
export const SIDE_PRIZES_PART: RowPart<SidePrizeRow, SidePrizeWords> = {
  path: PARTS.sidePrizes,
  deed: 'contest.side-prize',
  heading: 'Giải phụ và công nhận',
  lead: 'Trao ngoài các hạng giải, vào cùng danh sách, quyết định và danh sách chi tiền.',
  one: 'giải phụ',
  links: ({ contest }) => [
    { href: contestPaths.part(contest.slug, PARTS.prizes), label: 'Cơ cấu giải thưởng' },
    { href: contestPaths.part(contest.slug, PARTS.budget), label: 'Kinh phí giải thưởng' },
  ],
  note: () => null,
  facts: (reader, { contest }) => costFacts(reader, contest),
  columns: [
    { label: 'Tên', value: (prize) => prize.name },
    { label: 'Người nhận', value: ({ recipientKind }) => RECIPIENT_WORDS[recipientKind] },
    { label: 'Căn cứ', value: sayPrizeBasis },
    {
      label: 'Số lượng',
      value: ({ quantity }) => (quantity === null ? 'Không giới hạn' : formatInteger(quantity)),
      isNumber: true,
    },
    { label: 'Mức thưởng', value: (prize) => formatMoney(prize.amount), isNumber: true },
    { label: 'Hồ sơ đã có giải', value: ({ besideRank }) => (besideRank ? 'Vẫn được nhận' : 'Không nhận') },
  ],
  nameOf: (prize) => prize.name,
  isOrdered: true,
  isEditable: true,
  rowLinks: () => [],
  rows: (reader, contest) => sidePrizeRows(reader, contest.id),
  fields: () =>
    Promise.resolve([
      field.text('name', 'Tên', {
        hint: 'Ví dụ: Giải phụ Tổ trưởng nhiệt tình; Công nhận nhóm hoạt động hiệu quả.',
      }),
      recipientField(),
      field.radios('basis', 'Căn cứ trao', {
        options: SIDE_PRIZE_BASES.map((value) => ({ value, ...BASES[value] })),
      }),
      field.text('criterion', 'Tiêu chí', {
        hint: 'Ký hiệu, ví dụ B; cuộc thi cộng điểm nhiều vòng ghi cả số vòng: 1.B. Chỉ ghi khi trao theo tiêu chí.',
        width: 'short',
        optional: true,
      }),
      field.number('minimum', 'Điểm sàn', {
        unit: 'điểm',
        hint: 'Chỉ ghi khi công nhận theo điểm sàn.',
        optional: true,
      }),
      field.number('quantity', 'Số lượng', {
        unit: 'giải',
        hint: 'Để trống khi công nhận theo điểm sàn.',
        optional: true,
      }),
      field.text('amount', 'Mức thưởng', {
        hint: 'Số đồng cho mỗi hồ sơ, ví dụ 750.000. Ghi 0 nếu không có tiền.',
        width: 'medium',
      }),
      field.tick('besideRank', 'Hồ sơ đã có giải chính vẫn được nhận'),
    ]),
  wordsOf: (prize) => ({
    name: prize.name,
    basis: prize.basis,
    criterion: prize.criterion ?? '',
    minimum: prize.minimum === null ? '' : filePoints(prize.minimum).replace('.', ','),
    quantity: prize.quantity === null ? '' : String(prize.quantity),
    amount: formatInteger(prize.amount),
    besideRank: prize.besideRank ? '1' : '',
    recipientKind: prize.recipientKind,
  }),
  read(body) {
    const words = new TypedWords(body);
    const name = words.line('name', { ask: 'Nhập tên.', max: 100, label: 'Tên' });
    const basis = words.choice('basis', SIDE_PRIZE_BASES, 'Chọn căn cứ trao.');
    const criterion = words.line('criterion', {
      max: 20,
      label: 'Tiêu chí',
      ...(basis === 'criterion' ? { ask: 'Nhập ký hiệu tiêu chí, ví dụ B.' } : {}),
    });
    const minimum = words.points('minimum', { label: 'Điểm sàn', ...(basis === 'floor' ? {} : { empty: null }) });
    const prize = {
      name,
      basis,
      criterion: basis === 'criterion' ? criterion : null,
      minimum: basis === 'floor' ? minimum : null,
      quantity: basis === 'floor' ? null : words.whole('quantity', { min: 1, max: 10_000, label: 'Số lượng' }),
      amount: words.money('amount', { label: 'Mức thưởng' }) ?? 0,
      besideRank: words.tick('besideRank'),
      recipientKind: readRecipient(words, body),
    };
    if (prize.amount > MOST_MONEY) words.fault('amount', 'Mức thưởng quá lớn. Kiểm tra lại số chữ số 0.', 0);
    return words.done(prize);
  },
  refuseToAdd: () => null,
  refuseToChange: () => null,
  refuseToRemove: () => null,
  refuseToReorder: () => null,
  async insert(tx, contest, prize, { id, order }) {
    const taken = (await sidePrizeRows(tx, contest.id)).map(({ code }) => code.slice(PREFIX.length));
    await insertSidePrize(tx, contest.id, { id, code: PREFIX + plainCode(prize.name, taken), ...prize }, order);
  },
  update: (tx, contest, { id, code }, prize) => updateSidePrize(tx, contest.id, { id, code, ...prize }),
  remove: (tx, contest, { id }) => deleteSidePrize(tx, contest.id, id),
  reorder: (tx, contest, ids) => orderSidePrizes(tx, contest.id, ids),
};
