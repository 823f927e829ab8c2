import type { MemberColumnFacts } from '../contests/contest.facts.js';
import { formatDateTime } from '../kernel/vietnamese/dates.js';
import type { DifferenceRow } from '../web/views/difference.js';
import type { FormState } from '../web/views/form-state.js';
import { type Paging, pagingOf } from '../web/views/page.js';
import { entryPaths } from './entry.paths.js';
import { cellName } from './member.form.js';
import type { Member, PendingMembers, PendingRow } from './member.facts.js';
import type { MembersInFull } from './member.reader.js';
import { type CellRemark, checkMembers, sayCountDiffers, sayMember, sayRemark } from './member.rules.js';

/** A list as a table to read; `entries/_members` draws it. */
export interface MemberTableView {
  caption: string;
  heads: string[];
  rows: { place: number; name: string; cells: { label: string; value: string }[] }[];
  /** "Trên đây là 100 người đầu trong 430."; null when all are shown. */
  restText: string | null;
}

export interface PendingCellView {
  name: string;
  label: string;
  heading: string;
  value: string;
  inputmode: string;
  maxLength: number;
  fault: string | null;
  warning: string | null;
}

/** The copy that is being put right: the rows asked for, each cell an input with what is wrong beside it. */
export interface PendingView {
  sentence: string;
  keptText: string;
  remarks: string[];
  difference: string | null;
  faultsHeading: string;
  faults: { href: string; text: string }[];
  faultsLeftOut: number;
  filters: { label: string; href: string; current: boolean }[];
  heads: string[];
  rows: { line: number; cells: PendingCellView[] }[];
  paging: Paging | null;
  noneText: string;
  takeLabel: string;
  markedHref: string | null;
  dropAction: string;
  filter: string;
  page: number;
}

export interface MembersView {
  heading: string;
  about: string;
  form: FormState;
  action: string;
  version: number;
  lockedText: string | null;
  canChange: boolean;
  point: string | null;
  duty: string;
  /** "43 người, Lò Văn Bo lấy vào hồ sơ lúc 09:12, 20/11/2021. SHA-256 0a1b2c3d"; null while there is none. */
  listText: string | null;
  list: MemberTableView | null;
  listDifference: string | null;
  sheetHref: string;
  openAction: string;
  openLabel: string;
  removalHref: string | null;
  pending: PendingView | null;
  differences: DifferenceRow[];
  fileAction: string;
  templates: { href: string; label: string }[];
  filesHref: string;
  backHref: string;
  backLabel: string;
}

export const PENDING_FILTERS = ['loi', 'xem', 'tat-ca'] as const;
export type PendingFilter = (typeof PENDING_FILTERS)[number];
export const PENDING_PAGE_SIZE = 25;
const LISTED_FAULTS = 20;
const SHOWN_MEMBERS = 100;

/** The members as a table: the first hundred on a page; the whole is a sheet to fetch. */
export function toMemberTable(
  columns: readonly MemberColumnFacts[],
  members: readonly Member[],
  caption: string,
): MemberTableView {
  const nameColumn = columns.find(({ kind }) => kind === 'name');
  const others = columns.filter((column) => column !== nameColumn);
  return {
    caption,
    heads: [nameColumn, ...others].map((column) => column?.label ?? ''),
    rows: members.slice(0, SHOWN_MEMBERS).map((member, index) => ({
      place: index + 1,
      name: member[nameColumn?.code ?? ''] ?? '',
      cells: others.map((column) => ({ label: column.label, value: sayMember(column, member[column.code]) || '–' })),
    })),
    restText:
      members.length > SHOWN_MEMBERS
        ? `Trên đây là ${SHOWN_MEMBERS} người đầu trong ${members.length}. Tải tệp Excel để xem đủ.`
        : null,
  };
}

/** Which rows of the pending copy are shown: those with faults first, while there are any. */
export interface PendingQuery {
  filter: PendingFilter | null;
  page: number;
}

/** The pending copy as its page shows it; `typed` lays words over the rows that could not be saved (409). */
export function toPendingView(
  code: string,
  full: MembersInFull,
  pending: PendingMembers,
  query: PendingQuery,
  typed: FormState['values'] = {},
): PendingView {
  const { columns } = full.question.design;
  const { faults, warnings, members } = checkMembers({ columns }, pending.rows);
  const with_ = (remarks: readonly CellRemark[]): Set<number> => new Set(remarks.map(({ line }) => line));
  const [faulty, warned] = [with_(faults), with_(warnings)];
  const filter = query.filter ?? (faults.length > 0 ? 'loi' : 'tat-ca');
  const kinds: Readonly<Record<PendingFilter, (row: PendingRow) => boolean>> = {
    loi: ({ line }) => faulty.has(line),
    xem: ({ line }) => warned.has(line),
    'tat-ca': () => true,
  };
  const chosen = pending.rows.filter(kinds[filter]);
  const hrefOf = (loc: PendingFilter, page: number): string =>
    `${entryPaths.members(code)}?loc=${loc}${page > 1 ? `&trang=${page}` : ''}#dang-soat`;
  const paging = pagingOf({
    page: query.page,
    pageSize: PENDING_PAGE_SIZE,
    total: chosen.length,
    hrefOf: (page) => hrefOf(filter, page),
  });
  const shown = chosen.slice((paging.page - 1) * PENDING_PAGE_SIZE, paging.page * PENDING_PAGE_SIZE);
  const onPage = with_(shown.map(({ line }) => ({ line, column: '', text: '' })));
  const field = full.question.declaredField;
  return {
    sentence: `${members.length} người đúng, ${faulty.size} dòng có lỗi. Chưa lấy dòng nào vào hồ sơ.`,
    keptText: `${pending.changedByName} lưu lúc ${formatDateTime(pending.changedAt)}. Bản này được giữ lại khi rời trang hoặc đăng xuất; quá 30 ngày không ai sửa thì bị xóa.`,
    remarks: [...pending.remarks],
    difference: sayCountDiffers(members.length + faulty.size, field && { label: field.label, stored: full.declared }),
    faultsHeading: `Còn ${faults.length} chỗ cần sửa`,
    faults: faults.slice(0, LISTED_FAULTS).map((fault) => ({
      text: sayRemark(fault),
      href: onPage.has(fault.line) ? `#${inputId(fault)}` : hrefOf('loi', 1),
    })),
    faultsLeftOut: Math.max(0, faults.length - LISTED_FAULTS),
    filters: (
      [
        ['loi', `Có lỗi (${faulty.size})`],
        ['xem', `Nên xem lại (${warned.size})`],
        ['tat-ca', `Tất cả (${pending.rows.length})`],
      ] as const
    ).map(([loc, label]) => ({ label, href: hrefOf(loc, 1), current: loc === filter })),
    heads: columns.map(({ label }) => label),
    rows: shown.map((row) => ({
      line: row.line,
      cells: columns.map((column) => toCell(column, row, { faults, warnings, typed })),
    })),
    paging: paging.pages > 1 ? paging : null,
    noneText: 'Không có dòng nào ở mục này.',
    takeLabel: `Lấy ${members.length + faulty.size} người vào hồ sơ`,
    markedHref: faults.length > 0 ? entryPaths.membersMarked(code) : null,
    dropAction: entryPaths.membersDropping(code),
    filter,
    page: paging.page,
  };
}

function toCell(
  column: MemberColumnFacts,
  row: PendingRow,
  said: { faults: readonly CellRemark[]; warnings: readonly CellRemark[]; typed: FormState['values'] },
): PendingCellView {
  const isHere = ({ line, column: code }: CellRemark): boolean => line === row.line && code === column.code;
  const name = cellName(row.line, column.code);
  const mine = said.typed[name];
  const [fault, warning] = [said.faults.find(isHere), said.warnings.find(isHere)];
  return {
    name,
    label: `Dòng ${row.line}: ${column.label}`,
    heading: column.label,
    value: typeof mine === 'string' ? mine : (row.cells[column.code] ?? ''),
    inputmode: column.kind === 'phone' ? 'tel' : 'text',
    maxLength: 500,
    fault: fault === undefined ? null : sayRemark(fault),
    warning: warning === undefined ? null : sayRemark(warning),
  };
}

const inputId = ({ line, column }: CellRemark): string => `f-dong-${line}-${column}`;

/** What was typed beside what is saved, cell by cell, for a page that came too late. */
export function memberDifferences(
  columns: readonly MemberColumnFacts[],
  pending: PendingMembers | null,
  typed: FormState['values'],
): MembersView['differences'] {
  const rows = new Map((pending?.rows ?? []).map((row) => [row.line, row]));
  return Object.entries(typed).flatMap(([name, mine]) => {
    const [, line = '', code = ''] = /^dong\[(\d+)\]\[([a-z0-9-]+)\]$/.exec(name) ?? [];
    const column = columns.find((one) => one.code === code);
    if (column === undefined || typeof mine !== 'string') return [];
    const saved = rows.get(Number(line))?.cells[code] ?? '';
    return saved === mine.trim() ? [] : [{ label: `Dòng ${line}: ${column.label}`, mine, saved, differs: true }];
  });
}

/** How the list stands, in a sentence for its own people. */
export const sayList = ({ list }: MembersInFull): string | null =>
  list === null
    ? null
    : `${list.members.length} người. ${list.changedByName} lấy vào hồ sơ lúc ${formatDateTime(list.changedAt)}. SHA-256 ${list.sha256.slice(0, 8)}`;
