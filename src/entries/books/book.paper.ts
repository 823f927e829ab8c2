import type { ContestFacts } from '../../contests/contest.facts.js';
import type { Instant } from '../../kernel/instant.js';
import { formatDateTime } from '../../kernel/vietnamese/dates.js';
import {} from '../../kernel/vietnamese/places.js';
import { tellPlace } from '../../kernel/vietnamese/places.js';
import { type Block, italic, line, type Paper } from '../../press/paper.js';
import type { DossierView } from '../dossier.view.js';
import type { EntryFacts } from '../entry.facts.js';
import { ENTRY_STATUS_WORDS } from '../entry.moves.js';

/** A file as the cover lists it; `leftOut` says why it is not among the pages. */
export interface BookFile {
  slot: string;
  name: string;
  kindWord: string;
  pages: number | null;
  leftOut: string | null;
}

/** Whose book it is, and what the commune wrote. */
export interface BookEntry {
  entry: EntryFacts;
  contest: Pick<ContestFacts, 'name' | 'noun' | 'organiserName' | 'rehearsal'>;
  madeAt: Instant;
  answers: DossierView['answers'];
  /** Lists of members, by number alone. */
  members: readonly { slot: string; text: string }[];
}

/** The cover of a dossier's book: whose it is, what the commune wrote, what follows page after page, and what could not become pages. */
export function toBookCover(
  { entry, contest, madeAt, answers, members }: BookEntry,
  files: readonly BookFile[],
): Paper {
  const taken = files.filter(({ leftOut }) => leftOut === null);
  const left = files.filter(({ leftOut }) => leftOut !== null);
  const blocks: Block[] = [
    ...(contest.rehearsal
      ? [line([{ text: 'DIỄN TẬP – KHÔNG CÓ GIÁ TRỊ', bold: true, italic: false }], 'center')]
      : []),
    {
      kind: 'letterhead',
      parent: contest.organiserName.toUpperCase(),
      organ: `BAN TỔ CHỨC ${contest.noun.toUpperCase()}`,
      number: null,
      subject: null,
      issued: null,
    },
    { kind: 'title', text: 'HỒ SƠ DỰ THI', subject: contest.name },
    {
      kind: 'facts',
      rows: [
        { label: 'Mã hồ sơ', value: entry.code },
        { label: 'Đơn vị dự thi', value: tellPlace(entry.villageName, entry.communeName, entry.districtName) },
        { label: 'Nhận lúc', value: entry.submittedAt === null ? null : formatDateTime(entry.submittedAt) },
        { label: 'Tình trạng', value: ENTRY_STATUS_WORDS[entry.state].word },
        ...members.map(({ slot, text }) => ({ label: slot, value: text })),
        ...answers.filter(({ isLong }) => !isLong).map(({ label, text }) => ({ label, value: text })),
      ],
    },
    ...answers
      .filter(({ isLong }) => isLong)
      .flatMap(({ label, text }): Block[] => [
        { kind: 'heading', text: label },
        ...(text ?? 'Không ghi.')
          .split(/\n+/)
          .filter((words) => words.trim() !== '')
          .map((words): Block => ({ kind: 'paragraph', text: words, align: 'justify', indent: true })),
      ]),
    { kind: 'heading', text: 'Thành phần hồ sơ' },
    taken.length === 0
      ? line('Không có tệp nào gộp được thành trang.', 'left')
      : {
          kind: 'table',
          columns: [
            { head: 'TT', share: 1, align: 'center' },
            { head: 'Mục', share: 4, align: 'left' },
            { head: 'Tệp', share: 6, align: 'left' },
            { head: 'Số trang', share: 1.6, align: 'right' },
          ],
          rows: taken.map(({ slot, name, pages }, index) => [String(index + 1), slot, name, String(pages ?? '')]),
          closing: [
            '',
            'Tổng cộng',
            `${taken.length} tệp`,
            String(taken.reduce((sum, { pages }) => sum + (pages ?? 0), 0)),
          ],
        },
    ...(left.length === 0 ? [] : leftOutBlocks(left)),
    line([italic(`Hệ thống gộp từ các tệp đã nhận, lúc ${formatDateTime(madeAt)}.`)], 'left'),
  ];
  return { title: `Hồ sơ ${entry.code}`, madeAt, landscape: false, framed: false, blocks, foot: null };
}

const leftOutBlocks = (left: readonly BookFile[]): Block[] => [
  { kind: 'heading', text: 'Tệp không gộp được thành trang' },
  {
    kind: 'table',
    columns: [
      { head: 'Mục', share: 4, align: 'left' },
      { head: 'Tệp', share: 5, align: 'left' },
      { head: 'Loại', share: 2, align: 'left' },
      { head: 'Vì sao', share: 3, align: 'left' },
    ],
    rows: left.map(({ slot, name, kindWord, leftOut }) => [slot, name, kindWord, leftOut ?? '']),
    closing: null,
  },
];
