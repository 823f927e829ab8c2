import type { Reader } from '../../database/tx.js';
import { Refused } from '../../kernel/refusal.js';
import { formatDay } from '../../kernel/vietnamese/days.js';
import { formatInteger, formatMoney } from '../../kernel/vietnamese/numbers.js';
import type { ContestId } from '../../kernel/ids.js';
import { contestPaths, PARTS } from '../contest.paths.js';
import { sayPaper } from '../prize-money.js';
import {
  deleteCeiling,
  knownCeilings,
  orderMoneyRows,
  ceilingRows,
  type PrizeCeilingRow,
  writeCeiling,
} from '../prize-money.repository.js';
import { tierRows } from '../prize-tier.repository.js';
import { sidePrizeRows } from '../side-prize.repository.js';
import { field } from './field-spec.js';
import type { RowPart } from './part.js';
import { MOST_MONEY } from './prizes.part.js';
import { TypedWords } from '../../web/typed-words.js';

/** A ceiling with the name of its prize, for the table. */
type NamedCeiling = PrizeCeilingRow & { prizeName: string };
/** As typed; `known` names a paper that the platform knows, whose words then count where nothing else was typed. */
type CeilingWords = Omit<PrizeCeilingRow, 'id' | 'amount'> & { amount: number | null; known: string };

async function prizesOf(reader: Reader, contestId: ContestId): Promise<{ value: string; label: string }[]> {
  const prizes = [...(await tierRows(reader, contestId)), ...(await sidePrizeRows(reader, contestId))];
  return prizes.map(({ code, name, amount }) => ({ value: code, label: `${name}: ${formatMoney(amount)}` }));
}

const span = ({ inForceFrom, inForceUntil }: PrizeCeilingRow): string =>
  [
    inForceFrom === null ? null : `từ ${formatDay(inForceFrom)}`,
    inForceUntil === null ? null : `đến ${formatDay(inForceUntil)}`,
  ]
    .filter((words) => words !== null)
    .join(' ') || 'Không ghi';

/** The most that papers let prizes be. They warn: whether a paper applies to this contest is the organisers' to say. */
export const CEILINGS_PART: RowPart<NamedCeiling, CeilingWords> = {
  path: PARTS.ceilings,
  deed: 'contest.prize-ceiling',
  heading: 'Định mức tiền thưởng',
  lead: 'Mức trần của từng giải theo văn bản. Giải cao hơn mức trần được cảnh báo, không bị chặn.',
  one: 'định mức',
  links: ({ contest }) => [{ href: contestPaths.part(contest.slug, PARTS.prizes), label: 'Cơ cấu giải thưởng' }],
  note: () => null,
  facts: () => Promise.resolve([]),
  columns: [
    { label: 'Giải', value: ({ prizeName }) => prizeName },
    { label: 'Mức trần', value: ({ amount }) => formatMoney(amount), isNumber: true },
    { label: 'Văn bản', value: sayPaper },
    { label: 'Hiệu lực', value: span },
  ],
  nameOf: ({ prizeName, document }) => `${prizeName} (${document})`,
  isOrdered: true,
  isEditable: true,
  rowLinks: () => [],
  async rows(reader, contest) {
    const names = new Map((await prizesOf(reader, contest.id)).map(({ value, label }) => [value, label]));
    return (await ceilingRows(reader, contest.id)).map((ceiling) => ({
      ...ceiling,
      prizeName: (names.get(ceiling.prize) ?? 'Giải không còn').replace(/: [^:]*$/, ''),
    }));
  },
  async fields(reader, { contest }, row) {
    const known = await knownCeilings(reader);
    return [
      field.select('prize', 'Giải', { blank: 'Chọn giải', options: await prizesOf(reader, contest.id) }),
      ...(row === null
        ? [
            field.select('known', 'Lấy theo văn bản đã biết', {
              hint: 'Chỉ chọn khi văn bản áp dụng cho cuộc thi này. Không chọn thì nhập các ô dưới.',
              blank: 'Không chọn',
              optional: true,
              options: known.map(({ code, label, amount, document }) => ({
                value: code,
                label: `${label}: ${formatMoney(amount)} (${document})`,
              })),
            }),
          ]
        : []),
      field.text('amount', 'Mức trần', { hint: 'Số đồng, ví dụ 15.000.000.', width: 'medium', optional: row === null }),
      field.text('document', 'Văn bản', { hint: 'Số, ký hiệu.', optional: row === null }),
      field.text('article', 'Điều, khoản', { width: 'medium', optional: true }),
      field.text('inForceFrom', 'Có hiệu lực từ ngày', { hint: 'Ví dụ 06/10/2023.', width: 'medium', optional: true }),
      field.text('inForceUntil', 'Đến hết ngày', {
        hint: 'Để trống nếu còn hiệu lực.',
        width: 'medium',
        optional: true,
      }),
    ];
  },
  wordsOf: (ceiling) => ({
    prize: ceiling.prize,
    amount: formatInteger(ceiling.amount),
    document: ceiling.document,
    article: ceiling.article,
    inForceFrom: ceiling.inForceFrom === null ? '' : formatDay(ceiling.inForceFrom),
    inForceUntil: ceiling.inForceUntil === null ? '' : formatDay(ceiling.inForceUntil),
  }),
  read(body) {
    const words = new TypedWords(body);
    const known = words.line('known', { max: 60, label: 'Văn bản đã biết' });
    const isKnown = known !== '';
    const ceiling = {
      known,
      prize: words.line('prize', { ask: 'Chọn giải.', max: 80, label: 'Giải' }),
      amount: words.money('amount', { label: 'Mức trần', ...(isKnown ? { empty: null } : {}) }),
      document: words.line('document', {
        max: 120,
        label: 'Văn bản',
        ...(isKnown ? {} : { ask: 'Ghi số, ký hiệu văn bản.' }),
      }),
      article: words.line('article', { max: 60, label: 'Điều, khoản' }),
      inForceFrom: words.day('inForceFrom', 'Có hiệu lực từ ngày'),
      inForceUntil: words.day('inForceUntil', 'Đến hết ngày'),
    };
    const { amount, inForceFrom, inForceUntil } = ceiling;
    if ((amount ?? 0) > MOST_MONEY) words.fault('amount', 'Mức trần quá lớn. Kiểm tra lại số chữ số 0.', 0);
    if (inForceFrom !== null && inForceUntil !== null && inForceUntil < inForceFrom)
      words.fault('inForceUntil', 'Đến hết ngày: nhập ngày không trước ngày có hiệu lực.', null);
    return words.done(ceiling);
  },
  refuseToAdd: () => null,
  refuseToChange: () => null,
  refuseToRemove: () => null,
  refuseToReorder: () => null,
  async insert(tx, contest, { known: code, ...typed }, { id, order }) {
    const known = code === '' ? null : (await knownCeilings(tx)).find((one) => one.code === code);
    if (known === undefined) throw new Refused({ code: 'ceiling-unknown', field: 'known' });
    const ceiling = {
      ...typed,
      id,
      amount: typed.amount ?? known?.amount ?? 0,
      document: typed.document || (known?.document ?? ''),
      article: typed.article || (known?.article ?? ''),
      inForceFrom: typed.inForceFrom ?? known?.inForceFrom ?? null,
      inForceUntil: typed.inForceUntil ?? known?.inForceUntil ?? null,
    };
    await writeCeiling(tx, contest.id, ceiling, order);
  },
  update: (tx, contest, row, { known: _, ...typed }) =>
    writeCeiling(tx, contest.id, { ...typed, id: row.id, amount: typed.amount ?? row.amount }, 0),
  remove: (tx, contest, { id }) => deleteCeiling(tx, contest.id, id),
  reorder: (tx, contest, ids) => orderMoneyRows(tx, 'prize_ceilings', contest.id, ids),
};
