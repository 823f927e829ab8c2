import { amountInWords } from '../../kernel/vietnamese/amount-in-words.js';
import { formatDecimal, formatInteger, formatMoney } from '../../kernel/vietnamese/numbers.js';
import { type Block, bold, italic, line, paragraph, type Table, type TableRow } from '../../press/paper.js';
import type { AwardLineKind } from '../award.facts.js';
import type { CashTallies } from '../award.tallies.js';
import type { AwardPaperFacts } from './paper.facts.js';
import { linesOf, type PaperWords, wordOf } from './paper.fields.js';

/**
 * The recorded decisions that changed how many prizes there are: "Chuyển chỉ tiêu: bớt 1 Giải Nhất, thêm 2 Giải Ba (12/BB-BTC); lý do: …", "Không trao Giải Nhất;
 * lý do: …". Whom prizes went to is the list's to say. Empty without any.
 */
export const changedPrizes = (decisions: AwardPaperFacts['decisions']): string[] =>
  decisions
    .filter(({ kind }) => kind === 'shift' || kind === 'withhold')
    .map(({ what, reason }) => `${what}; lý do: ${reason.trim().replace(/[.;]+$/u, '')}`);

/** The head of a paper on awards as it is worded; number and day are the clerk's. */
export const headOf = (words: PaperWords, { warnings }: Pick<AwardPaperFacts, 'warnings'>): Block[] => [
  ...warningsOf(warnings),
  {
    kind: 'letterhead',
    parent: wordOf(words, 'parent') === '' ? null : wordOf(words, 'parent'),
    organ: wordOf(words, 'organ'),
    number: { value: null, symbol: wordOf(words, 'symbol') },
    subject: null,
    issued: { place: wordOf(words, 'place'), on: null },
  },
];

/** What keeps a rehearsal's paper from being taken for a real one. */
export const warningsOf = (warnings: readonly string[]): Block[] => warnings.map((one) => line([bold(one)], 'center'));

/** Bases in italics, one a paragraph, each ended by ";", the last by "." (Decree 30/2020, appendix I, II.6). */
export const basesOf = (words: PaperWords): Block[] => {
  const bases = linesOf(words, 'bases').map((one) => one.replace(/[;.,]+$/u, ''));
  return bases.map((one, i) => paragraph([italic(`${one}${i === bases.length - 1 ? '.' : ';'}`)]));
};

/** Who signs, and who is sent the paper. Names in a list end with ";", the last one with ".". */
export function signedBy(words: PaperWords): Block {
  const recipients = linesOf(words, 'recipients').map((one) => one.replace(/[;.,]+$/u, ''));
  const signer = wordOf(words, 'signer');
  return {
    kind: 'signatures',
    recipients: recipients.map((one, i) => `${one}${i === recipients.length - 1 ? '.' : ';'}`),
    columns: [{ powers: linesOf(words, 'powers'), note: null, name: signer === '' ? null : signer }],
  };
}

/** "Kính gửi: …": one on the line, several below one another, each ended by ";", the last by "." */
export function addressedTo(words: PaperWords): Block[] {
  const all = linesOf(words, 'addressees').map((one) => one.replace(/[;.,]+$/u, ''));
  if (all.length === 1) return [line(`Kính gửi: ${all[0] ?? ''}.`, 'center')];
  return [
    line('Kính gửi:', 'left'),
    { kind: 'lines', lines: all.map((one, i) => `${one}${i === all.length - 1 ? '.' : ';'}`) },
  ];
}

/**
 * "3 giải: 1 Giải Nhất, 2 Giải Nhì; 4 Công nhận nhóm hiệu quả; hình thức khen thưởng: 2 Giấy khen": best first. Who is recognised without a rank, or has a
 * reward form, has no prize (giải) and is not counted as one: DOMAIN §2.2 R5 and §3 keep recognition and reward forms apart from prizes.
 */
export function sayAwards({ byTier }: Pick<CashTallies, 'byTier'>): string {
  const of = (...kinds: AwardLineKind[]) => byTier.filter(({ kind }) => kinds.includes(kind));
  const listed = (all: CashTallies['byTier']): string =>
    all.map(({ name, count }) => `${formatInteger(count)} ${name}`).join(', ');
  const [prizes, recognised, forms] = [of('rank', 'side'), of('recognition'), of('reward')];
  const count = prizes.reduce((sum, one) => sum + one.count, 0);
  return [
    ...(count === 0 ? [] : [`${formatInteger(count)} giải: ${listed(prizes)}`]),
    ...(recognised.length === 0 ? [] : [`công nhận: ${listed(recognised)}`]),
    ...(forms.length === 0 ? [] : [`hình thức khen thưởng: ${listed(forms)}`]),
  ].join('; ');
}

/** "45.000.000 đồng (Bằng chữ: Bốn mươi lăm triệu đồng)": one wording for every paper. */
export const saySum = ({ total }: Pick<CashTallies, 'total'>): string => `${formatMoney(total)} (${inWords(total)})`;
export const inWords = (total: number): string => `Bằng chữ: ${amountInWords(total)}`;
export const wordsLine = ({ total }: Pick<CashTallies, 'total'>): Block =>
  line([italic(`(${inWords(total)})`)], 'left');

/** Tiers with what they come to. */
export const tierTable = ({ byTier, count, total }: CashTallies): Table => ({
  kind: 'table',
  columns: [
    { head: 'STT', share: 1.2, align: 'center' },
    {
      head: byTier.some(({ kind }) => kind === 'reward') ? 'Giải, hình thức khen thưởng' : 'Giải thưởng',
      share: 5,
      align: 'left',
    },
    { head: 'Số lượng', share: 2, align: 'right' },
    { head: 'Số tiền (đồng)', share: 3, align: 'right' },
  ],
  rows: byTier.map((tier, i) => [String(i + 1), tier.name, formatInteger(tier.count), formatInteger(tier.amount)]),
  closing: { label: 'Tổng cộng', span: 2, rest: [formatInteger(count), formatInteger(total)] },
});

/** How wide the column of prizes is: as given for “Giải Khuyến khích”, twice that for the long names that prizes beside the tiers have. */
export const prizeShare = (lines: AwardPaperFacts['lines'], usual: number): number =>
  lines.some(({ tierName }) => tierName.length > 20) ? 2 * usual : usual;

/** Notes of a few words stand in a narrow column; how a reward was reckoned needs twice that. */
const noteShare = (lines: AwardPaperFacts['lines']): number => (lines.some(({ note }) => note.length > 30) ? 5.4 : 2.7);

/** Everybody awarded, tier by tier with its subtotal (DOMAIN §4.2): ten columns, so the sheet lies on its side. */
export function awardTable({ lines, tallies }: Pick<AwardPaperFacts, 'lines' | 'tallies'>): Table {
  const rows = tallies.byTier.flatMap((tier): TableRow[] => [
    { label: `${tier.name} (${formatInteger(tier.count)})`, span: 7, rest: ['', formatInteger(tier.amount), ''] },
    ...lines
      .filter(({ tierCode }) => tierCode === tier.code)
      .map((one) => [
        String(one.position),
        one.title,
        one.villageName,
        one.communeName,
        one.districtName ?? '',
        one.representative,
        one.tierName,
        formatDecimal(one.score),
        formatInteger(one.amount),
        one.note,
      ]),
  ]);
  return {
    kind: 'table',
    columns: [
      { head: 'STT', share: 1.5, align: 'center' },
      { head: 'Tên nhóm', share: 6, align: 'left' },
      { head: 'Bản', share: 3.2, align: 'left' },
      { head: 'Xã', share: 3, align: 'left' },
      { head: 'Huyện', share: 3, align: 'left' },
      { head: 'Đại diện', share: 3.4, align: 'left' },
      { head: 'Giải', share: prizeShare(lines, 2.6), align: 'left' },
      { head: 'Điểm', share: 1.7, align: 'right' },
      { head: 'Số tiền (đồng)', share: 3.6, align: 'right' },
      { head: 'Ghi chú', share: noteShare(lines), align: 'left' },
    ],
    rows,
    closing: { label: 'Tổng cộng', span: 7, rest: ['', formatInteger(tallies.total), ''] },
  };
}
