import type { ContestFacts } from '../../contests/contest.facts.js';
import { RECIPIENT_KINDS, RECIPIENT_WORDS } from '../../contests/recipient-kind.js';
import type { AwardLine } from '../award.facts.js';

/** One place of a paper that an organiser may word. `lines`: one thing a line (a basis, a recipient). */
export interface PaperField {
  name: string;
  label: string;
  hint: string;
  kind: 'line' | 'text' | 'lines';
  required: boolean;
}

/** The words of a paper by field, each as typed; `lines` parted by line breaks. They are text and nothing else. */
export type PaperWords = Readonly<Record<string, string>>;

/** What the usual words speak of. */
export type PaperContest = Pick<ContestFacts, 'name' | 'noun' | 'organiserName'>;

/** What the usual words go by: the contest, and who is on its list. */
export interface PaperSubject {
  contest: PaperContest;
  lines: readonly Pick<AwardLine, 'recipientKind'>[];
}

/** "tập thể, cá nhân": the kinds of those on the list, always in this order; before there is one, groups. */
export function sayRecipients(lines: PaperSubject['lines']): string {
  const found = RECIPIENT_KINDS.filter((kind) => lines.some(({ recipientKind }) => recipientKind === kind));
  return (found.length === 0 ? (['collective'] as const) : found)
    .map((kind) => RECIPIENT_WORDS[kind].toLowerCase())
    .join(', ');
}

const field = (name: string, label: string, hint = '', kind: PaperField['kind'] = 'line'): PaperField => ({
  name,
  label,
  hint,
  kind,
  required: false,
});
const needed = (one: PaperField): PaperField => ({ ...one, required: true });

/** The fields that papers share, called the same on every page. */
export const FIELDS = {
  parent: field('parent', 'Cơ quan chủ quản', 'In hoa, trên tên cơ quan ban hành; để trống nếu không có.', 'text'),
  organ: needed(field('organ', 'Cơ quan ban hành', 'In hoa đậm ở góc trái.', 'text')),
  symbol: needed(field('symbol', 'Ký hiệu', 'Sau số văn bản, ví dụ QĐ-UBND.')),
  place: needed(field('place', 'Địa danh', 'Trước ngày tháng, ví dụ Lai Châu.')),
  subject: needed(field('subject', 'Trích yếu', '', 'text')),
  authority: needed(field('authority', 'Thẩm quyền ban hành', 'In hoa đậm, trên các căn cứ.')),
  addressees: needed(field('addressees', 'Kính gửi', 'Mỗi nơi một dòng.', 'lines')),
  bases: field('bases', 'Căn cứ', 'Mỗi căn cứ một dòng; dấu “;” và “.” cuối dòng tự có.', 'lines'),
  opening: field('opening', 'Lời mở đầu', '', 'text'),
  closing: field('closing', 'Lời kết', '', 'text'),
  attached: field('attached', 'Hồ sơ kèm theo', 'Mỗi văn bản một dòng.', 'lines'),
  recipients: field('recipients', 'Nơi nhận', 'Mỗi nơi một dòng.', 'lines'),
  powers: needed(
    field('powers', 'Quyền hạn, chức vụ người ký', 'Mỗi dòng một cấp, ví dụ KT. CHỦ TỊCH rồi PHÓ CHỦ TỊCH.', 'lines'),
  ),
  signer: field('signer', 'Họ tên người ký', 'Để trống nếu ghi khi ký.'),
  annexTo: field('annexTo', 'Dòng “Kèm theo”', 'In nghiêng dưới tên danh sách.', 'text'),
} as const;
export { field, needed };

/** "UBND tỉnh Lai Châu" in full: "Ủy ban nhân dân tỉnh Lai Châu"; other organisers as they are called. */
export const inFull = (organiserName: string): string => organiserName.replace(/^UBND\s+/u, 'Ủy ban nhân dân ');

/** The same as the head of a paper: the committee's name above, its territory below. */
export const asHead = (organiserName: string): string =>
  inFull(organiserName)
    .toUpperCase()
    .replace(/^ỦY BAN NHÂN DÂN /u, 'ỦY BAN NHÂN DÂN\n');

/** "Lai Châu" of "UBND tỉnh Lai Châu". */
export const placeOf = (organiserName: string): string =>
  organiserName.replace(/^(UBND|Ủy ban nhân dân)\s+(tỉnh|huyện|thành phố|thị xã|xã|phường|thị trấn)\s+/u, '');

/** What may be worded on a list of the committee's own, which goes along with another paper. */
export const COMMITTEE_FIELDS: readonly PaperField[] = [
  FIELDS.parent,
  FIELDS.organ,
  FIELDS.symbol,
  FIELDS.place,
  FIELDS.annexTo,
  FIELDS.recipients,
  FIELDS.powers,
  FIELDS.signer,
];
/** The usual words of such a list; `annexTo` names the paper that it goes along with, if any. */
export const usualOfCommittee = (
  contest: PaperContest,
  { symbol, annexTo }: { symbol: string; annexTo: string },
): PaperWords => ({
  parent: asHead(contest.organiserName),
  organ: `BAN TỔ CHỨC ${contest.noun.toUpperCase()}`,
  symbol,
  place: placeOf(contest.organiserName),
  annexTo,
  recipients: '',
  powers: 'TM. BAN TỔ CHỨC\nTRƯỞNG BAN',
  signer: '',
});

/** The things of a `lines` field. */
export const linesOf = (words: PaperWords, name: string): string[] =>
  (words[name] ?? '')
    .split('\n')
    .map((one) => one.trim())
    .filter((one) => one !== '');

export const wordOf = (words: PaperWords, name: string): string => (words[name] ?? '').trim();
