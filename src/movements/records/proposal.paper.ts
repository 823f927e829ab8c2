import { inQuotes } from '../../kernel/vietnamese/quotes.js';
import { amountInWords } from '../../kernel/vietnamese/amount-in-words.js';
import { sumDong } from '../../kernel/money.js';
import { formatDay } from '../../kernel/vietnamese/days.js';
import { formatInteger, formatMoney } from '../../kernel/vietnamese/numbers.js';
import { type Block, italic, line, type Paper, paragraph, type Table, type TableRow } from '../../press/paper.js';
import type { LetterHead } from '../../units/letterhead.reader.js';
import { NOMINEE_KINDS, NOMINEE_WORDS, type PricedNominee } from './proposal.facts.js';
import type { OpenedProposal } from './proposal.service.js';

export const NO_NORM = 'Chưa có định mức';

/** What is proposed comes to, and for how many of it no norm is known. */
export function sumOf(nominees: readonly PricedNominee[]): { total: number; unpriced: number } {
  const known = nominees.flatMap(({ price }) => (price === null ? [] : [price]));
  return { total: sumDong(known), unpriced: nominees.length - known.length };
}

/** "2.980.000 đồng (Bằng chữ: …); 1 trường hợp chưa có định mức": digits and words, or that no norm is known. */
export function saySum(nominees: readonly PricedNominee[]): string {
  const { total, unpriced } = sumOf(nominees);
  if (unpriced === nominees.length) return NO_NORM.toLowerCase();
  const known = `${formatMoney(total)} (Bằng chữ: ${amountInWords(total)})`;
  return unpriced === 0 ? known : `${known}; ${unpriced} trường hợp chưa có định mức`;
}

/** "2 cá nhân, 1 tổ chức": kinds that nobody is nominated of are left out. */
export const sayKinds = (nominees: readonly Pick<PricedNominee, 'kind'>[]): string =>
  NOMINEE_KINDS.flatMap((kind) => {
    const count = nominees.filter((one) => one.kind === kind).length;
    return count === 0 ? [] : [`${count} ${NOMINEE_WORDS[kind].toLowerCase()}`];
  }).join(', ');

const headBlock = (head: LetterHead, symbol: string | null, { proposal }: OpenedProposal): Block => ({
  kind: 'letterhead',
  parent: head.parent === '' ? null : head.parent,
  organ: head.organ,
  number: symbol === null ? null : { value: proposal.submissionNumber?.split('/')[0] ?? null, symbol },
  subject: null,
  issued: { place: head.place, on: null },
});
const sampleLine = ({ proposal }: OpenedProposal): Block[] =>
  proposal.sample ? [line([italic('Số liệu mẫu, đặt ra để thử.')], 'center')] : [];
/** Behind the letter's number: what the clerk typed with it, or the usual. */
export const letterSymbol = ({ proposal }: OpenedProposal): string =>
  proposal.submissionNumber?.split('/').slice(1).join('/') || 'TTr-UBND';

/** Who is nominated for what, kind by kind; eight columns, so the sheet lies on its side. */
export function nomineeTable(nominees: readonly PricedNominee[]): Table {
  let number = 0;
  const rows = NOMINEE_KINDS.flatMap((kind): TableRow[] => {
    const ofKind = nominees.filter((one) => one.kind === kind);
    if (ofKind.length === 0) return [];
    return [
      { label: `${NOMINEE_WORDS[kind]} (${ofKind.length})`, span: 7, rest: [''] },
      ...ofKind.map((one): TableRow => {
        number += 1;
        return [
          String(number),
          one.name,
          one.post,
          one.communeName ?? '',
          one.districtName ?? '',
          one.achievements,
          one.formName,
          one.price === null ? NO_NORM : formatInteger(one.price),
        ];
      }),
    ];
  });
  const { total, unpriced } = sumOf(nominees);
  return {
    kind: 'table',
    columns: [
      { head: 'STT', share: 1.1, align: 'center' },
      { head: 'Họ tên, tên tập thể', share: 3.6, align: 'left' },
      { head: 'Chức vụ, địa chỉ', share: 3, align: 'left' },
      { head: 'Xã', share: 2.4, align: 'left' },
      { head: 'Huyện', share: 2.4, align: 'left' },
      { head: 'Tóm tắt thành tích', share: 8, align: 'left' },
      { head: 'Hình thức đề nghị', share: 3, align: 'left' },
      { head: 'Tiền thưởng (đồng)', share: 2.4, align: 'right' },
    ],
    rows,
    closing: {
      label: 'Tổng cộng',
      span: 7,
      rest: [unpriced === nominees.length ? NO_NORM : formatInteger(total)],
    },
  };
}

/** The list as a paper of its own, to go with the letter. */
export function toNomineeList(opened: OpenedProposal, nominees: readonly PricedNominee[], head: LetterHead): Paper {
  const { proposal, movement, now } = opened;
  const number = proposal.submissionNumber ?? '……';
  const day = proposal.submissionDatedOn === null ? '……' : formatDay(proposal.submissionDatedOn);
  return {
    title: `Danh sách đề nghị khen thưởng ${proposal.title}`,
    madeAt: now,
    landscape: true,
    framed: false,
    foot: null,
    blocks: [
      headBlock(head, null, opened),
      { kind: 'title', text: 'DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG', subject: proposal.title },
      line([italic(`(Kèm theo Tờ trình số ${number} ngày ${day})`)], 'center'),
      ...sampleLine(opened),
      line(`Phong trào: ${movement.name}`, 'left'),
      nomineeTable(nominees),
      line(
        [italic(`Tiền thưởng theo định mức của ngày ${formatDay(proposal.proposedOn)}: ${saySum(nominees)}.`)],
        'left',
      ),
      { kind: 'signatures', recipients: [], columns: [{ powers: [head.signs], note: null, name: null }] },
    ],
  };
}

export const LETTER_RECIPIENTS: readonly string[] = ['Như trên;', 'Lưu: VT.'];

/** What the letter is about, as its title and the register say it. */
export const letterSubject = ({ proposal }: OpenedProposal): string => `Về việc đề nghị khen thưởng ${proposal.title}`;

/** The letter that takes a proposal to whoever decides (Decree 30/2020, form 1.4). Number and day are the clerk's. */
export function toProposalLetter(opened: OpenedProposal, nominees: readonly PricedNominee[], head: LetterHead): Paper {
  const { proposal, movement, now } = opened;
  const bases = proposal.grounds
    .split('\n')
    .map((one) => one.trim().replace(/[;.,]+$/u, ''))
    .filter((one) => one !== '');
  const forms = [...Map.groupBy(nominees, ({ formName }) => formName)];
  return {
    title: `Tờ trình đề nghị khen thưởng ${proposal.title}`,
    madeAt: now,
    landscape: false,
    framed: false,
    foot: null,
    blocks: [
      headBlock(head, letterSymbol(opened), opened),
      { kind: 'title', text: 'TỜ TRÌNH', subject: letterSubject(opened) },
      line(`Kính gửi: ${proposal.addressee}.`, 'center'),
      ...bases.map((one, i) => paragraph([italic(`${one}${i === bases.length - 1 ? '.' : ';'}`)])),
      ...sampleLine(opened),
      paragraph(
        `Qua theo dõi việc thực hiện phong trào thi đua ${inQuotes(movement.name)}, ${head.sender} đề nghị xem xét khen thưởng ${sayKinds(nominees)} có thành tích, như sau:`,
      ),
      {
        kind: 'lines',
        lines: forms.map(([name, given], i) => `${name}: ${sayKinds(given)}${i === forms.length - 1 ? '.' : ';'}`),
      },
      paragraph(`Tiền thưởng theo định mức của ngày ${formatDay(proposal.proposedOn)}: ${saySum(nominees)}.`),
      paragraph('Đề nghị này dựa trên việc theo dõi thi đua, tách khỏi giải thưởng của cuộc thi.'),
      paragraph('(Có danh sách kèm theo nêu thành tích của từng trường hợp).'),
      paragraph(`Kính trình ${proposal.addressee} xem xét, quyết định./.`),
      {
        kind: 'signatures',
        recipients: LETTER_RECIPIENTS,
        columns: [{ powers: [head.signs], note: null, name: null }],
      },
    ],
  };
}

/** Letter and list as one paper, the list on sheets of its own that lie on their side: what is signed and sent stays together. */
export function toLetterWithList(opened: OpenedProposal, nominees: readonly PricedNominee[], head: LetterHead): Paper {
  const letter = toProposalLetter(opened, nominees, head);
  const list = toNomineeList(opened, nominees, head);
  return { ...letter, blocks: [...letter.blocks, { kind: 'new-sheet', landscape: list.landscape }, ...list.blocks] };
}
