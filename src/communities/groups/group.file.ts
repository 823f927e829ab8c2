import { type LineFault, byLine } from '../../kernel/text-file.js';
import { parseDay, type Day } from '../../kernel/vietnamese/days.js';
import { fold, tidyName } from '../../kernel/vietnamese/fold.js';
import type { ReadRow, ReadTable } from '../../press/table.js';
import { GROUP_KINDS, type GroupKind, type GroupPerson } from './group.facts.js';
import { MOST_OF_A_PART, MOST_PEOPLE, NAME_LENGTH, peopleIn } from './group.form.js';
import { type Platform, PLATFORMS, readLink } from './group.link.js';
import { KIND_WORDS, PLATFORM_WORDS } from './group.words.js';

/** The columns of a file of groups: how our template heads them, what else they are called (folded), how wide they are. */
export const GROUP_COLUMNS = {
  unit: {
    header: 'Xã, phường, thị trấn',
    also: ['don vi', 'xa', 'ten xa', 'xa phuong', 'xa thi tran', 'cac xa thi tran'],
    width: 24,
  },
  village: { header: 'Thôn, bản', also: ['thon', 'ban', 'to dan pho', 'khu dan cu', 'thon ban to dan pho'], width: 22 },
  name: { header: 'Tên nhóm', also: ['nhom', 'ten nhom zalo', 'nhom zalo'], width: 34 },
  kind: { header: 'Loại nhóm', also: ['loai'], width: 20 },
  platform: { header: 'Nền tảng', also: ['ung dung'], width: 12 },
  link: { header: 'Liên kết', also: ['link', 'duong dan', 'lien ket nhom', 'lien ket vao nhom'], width: 30 },
  owner: { header: 'Trưởng nhóm', also: ['ho ten truong nhom'], width: 24 },
  ownerPost: { header: 'Chức vụ của trưởng nhóm', also: ['chuc vu', 'chuc vu truong nhom'], width: 22 },
  deputies: { header: 'Phó nhóm', also: ['cac pho nhom'], width: 24 },
  decisionNumber: { header: 'Số quyết định', also: ['quyet dinh', 'so ky hieu quyet dinh'], width: 16 },
  decisionOn: { header: 'Ngày quyết định', also: [], width: 14 },
  decisionIssuer: { header: 'Cơ quan ban hành', also: [], width: 22 },
  households: { header: 'Số hộ', also: ['so ho dan'], width: 10 },
  population: { header: 'Số dân', also: ['so nhan khau', 'nhan khau', 'dan so'], width: 10 },
  figuresOn: { header: 'Ngày của số hộ, số dân', also: ['ngay so lieu'], width: 14 },
  members: { header: 'Số thành viên', also: ['thanh vien', 'so luong thanh vien', 'so nguoi'], width: 14 },
  countedOn: { header: 'Ngày đếm', also: ['ngay', 'den ngay'], width: 14 },
  note: { header: 'Ghi chú', also: [], width: 24 },
} as const;
export type GroupColumn = keyof typeof GROUP_COLUMNS;
const COLUMNS = Object.keys(GROUP_COLUMNS) as GroupColumn[];

/** Rows of one file; a district has some hundred groups, a province some thousand. */
export const MOST_ROWS = 10_000;
/** Example rows of our template begin so, and are never taken for a group. */
export const EXAMPLE_MARK = 'Ví dụ:';
const HEADING_WITHIN_ROWS = 20;
const LONGEST_TEXT = 300;

/** A group as a row of a file has it, its words tidied; units are names still. */
export interface GroupRow {
  line: number;
  unit: string;
  village: string;
  name: string;
  kind: GroupKind;
  platform: Platform;
  link: string | null;
  decisionNumber: string;
  decisionOn: Day | null;
  decisionIssuer: string;
  people: GroupPerson[];
  households: number | null;
  population: number | null;
  figuresOn: Day | null;
  members: number | null;
  countedOn: Day | null;
  note: string;
}

export interface GroupFile {
  rows: GroupRow[];
  /** What must be mended before anything is taken, in the order of the file. */
  faults: LineFault[];
  /** What somebody should know. */
  warnings: LineFault[];
}

/**
 * Finds the groups in a file's tables: the first table with a row, among its first twenty, that heads a column of units and one of group
 * names. Columns are known by their heading, whatever their order, marks and case. Every row is read and every fault told with its line;
 * rows with a fault are not in `rows`. `countedOn` is the day of counts without one; `today` the last day that can have been. Pure:
 * whether the units exist is asked later.
 */
export function readGroupFile(tables: readonly ReadTable[], at: { countedOn: Day | null; today: Day }): GroupFile {
  for (const table of tables) {
    const place = table.rows
      .slice(0, HEADING_WITHIN_ROWS)
      .findIndex((row) => placeOf('unit', row) >= 0 && placeOf('name', row) >= 0);
    const heading = table.rows[place];
    if (heading !== undefined) return readRows(heading, table.rows.slice(place + 1), at);
  }
  const message = `chưa thấy dòng tiêu đề có cột “${GROUP_COLUMNS.unit.header}” và cột “${GROUP_COLUMNS.name.header}”. Dùng dòng tiêu đề như trong tệp mẫu.`;
  return { rows: [], faults: [{ line: tables[0]?.rows[0]?.line ?? 1, message }], warnings: [] };
}

const key = (text: string): string =>
  fold(text)
    .replace(/[.,:;()*/-]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

function placeOf(column: GroupColumn, { cells }: ReadRow): number {
  const { header, also } = GROUP_COLUMNS[column];
  const names = [key(header), ...also];
  return cells.findIndex(({ text }) => names.includes(key(text)));
}

/** Numbers of rows are nobody's data. */
const PASSED_OVER = new Set(['', 'stt', 'tt', 'so tt', 'so thu tu']);

function readRows(heading: ReadRow, rows: readonly ReadRow[], at: { countedOn: Day | null; today: Day }): GroupFile {
  const places = new Map(COLUMNS.map((column) => [column, placeOf(column, heading)]));
  const known = new Set(places.values());
  const file: GroupFile = {
    rows: [],
    faults: [],
    warnings: heading.cells.flatMap(({ text }, place) =>
      known.has(place) || PASSED_OVER.has(key(text))
        ? []
        : [{ line: heading.line, message: `cột “${tidyName(text)}” không có trong mẫu nên không lấy.` }],
    ),
  };
  for (const row of rows) {
    const cells = new Map([...places].map(([column, place]) => [column, tidyName(row.cells[place]?.text ?? '')]));
    if ([...cells.values()].every((text) => text === '') || isTotal(cells)) continue;
    if ([...cells.values()].some((text) => fold(text).startsWith(fold(EXAMPLE_MARK)))) {
      file.warnings.push({ line: row.line, message: 'là dòng ví dụ của mẫu nên không lấy.' });
      continue;
    }
    const read = new RowReading(row, cells, at);
    const found = read.group();
    if (read.faults.length === 0) file.rows.push(found);
    file.faults.push(...read.faults);
  }
  if (file.rows.length === 0 && file.faults.length === 0) {
    file.faults.push({ line: heading.line + 1, message: 'dưới dòng tiêu đề chưa có nhóm nào.' });
  }
  return { ...file, faults: file.faults.sort(byLine) };
}

/** A closing line of sums is no group. */
const isTotal = (cells: ReadonlyMap<GroupColumn, string>): boolean =>
  /^(tong( cong| so)?|cong)$/.test(key(cells.get('unit') ?? '')) && (cells.get('name') ?? '') === '';

/** One row while it is read: its faults are gathered, each with the row's line. */
class RowReading {
  readonly faults: LineFault[] = [];

  constructor(
    private readonly row: ReadRow,
    private readonly cells: ReadonlyMap<GroupColumn, string>,
    private readonly at: { countedOn: Day | null; today: Day },
  ) {
    if (row.cells.some(({ isUnreadable }) => isUnreadable))
      this.fail('có ô công thức chưa tính được. Ghi giá trị thay cho công thức.');
  }

  group(): GroupRow {
    const name = this.text('name', NAME_LENGTH);
    if (name === '') this.fail('chưa có tên nhóm.');
    const village = this.text('village', 100);
    const read = this.link();
    const households = this.whole('households');
    const population = this.whole('population');
    const hasFigures = households !== null || population !== null;
    const figuresOn = this.day('figuresOn');
    if (hasFigures && figuresOn === null && this.word('figuresOn') === '') {
      this.fail(`có số hộ hoặc số dân mà chưa có “${GROUP_COLUMNS.figuresOn.header}”.`);
    }
    const members = this.whole('members');
    const countedOn = this.day('countedOn') ?? (this.word('countedOn') === '' ? this.at.countedOn : null);
    if (members !== null && countedOn === null && this.word('countedOn') === '') {
      this.fail(
        'có số thành viên mà chưa có ngày đếm. Ghi ngày vào cột “Ngày đếm”, hoặc nhập một ngày chung cho cả tệp.',
      );
    }
    return {
      line: this.row.line,
      unit: this.text('unit', 100),
      village,
      name,
      kind: this.kind(name, village),
      platform: this.platform(read?.platform ?? null),
      link: read?.link ?? null,
      decisionNumber: this.text('decisionNumber', 60),
      decisionOn: this.day('decisionOn'),
      decisionIssuer: this.text('decisionIssuer', 200),
      people: this.people(),
      households,
      population,
      figuresOn: hasFigures ? figuresOn : null,
      members,
      countedOn: members === null ? null : countedOn,
      note: this.text('note', 500),
    };
  }

  private word(column: GroupColumn): string {
    return this.cells.get(column) ?? '';
  }

  private fail(message: string): void {
    this.faults.push({ line: this.row.line, message });
  }

  private text(column: GroupColumn, most: number): string {
    const word = this.word(column);
    if (word.length > most) this.fail(`cột “${GROUP_COLUMNS[column].header}” dài quá ${most} ký tự.`);
    return word;
  }

  private day(column: GroupColumn): Day | null {
    const word = this.word(column);
    if (word === '') return null;
    const day = parseDay(word);
    if (day === null) this.fail(`ngày “${word}” chưa đúng. Ghi như 16/09/2021.`);
    else if (day > this.at.today) this.fail(`ngày “${word}” chưa tới.`);
    return day;
  }

  /** "30", "1.200" and "30 thành viên" are numbers of people. */
  private whole(column: GroupColumn): number | null {
    const word = this.word(column);
    if (word === '') return null;
    const digits = /^(\d{1,3}(?:\.\d{3})+|\d{1,9})(?:\s+(?:thanh vien|nguoi|ho))?$/
      .exec(fold(word))?.[1]
      ?.replaceAll('.', '');
    const value = digits === undefined ? NaN : Number(digits);
    if (Number.isInteger(value) && value <= MOST_PEOPLE) return value;
    this.fail(`“${word}” ở cột “${GROUP_COLUMNS[column].header}” không phải số nguyên từ 0 đến ${MOST_PEOPLE}.`);
    return null;
  }

  private link(): ReturnType<typeof readLink> {
    const word = this.text('link', LONGEST_TEXT);
    if (word === '') return null;
    const read = readLink(word);
    if (read === null) this.fail(`liên kết “${word.slice(0, 60)}” chưa đúng. Ghi như https://zalo.me/g/abcxyz123.`);
    return read;
  }

  /** A group whose kind is not told: of a command centre when its name says so (S0: "TTCH Covid xã …"), else of residents. */
  private kind(name: string, village: string): GroupKind {
    const word = key(this.word('kind'));
    if (word === '')
      return village === '' && /\b(ttch|trung tam chi huy|chi dao|dieu hanh)\b/.test(fold(name))
        ? 'command'
        : 'residents';
    const found = GROUP_KINDS.find(
      (kind) => key(KIND_WORDS[kind]).includes(word) || word.includes(key(KIND_WORDS[kind])),
    );
    if (found === undefined)
      this.fail(`loại nhóm “${this.word('kind')}” chưa có. Các loại: ${Object.values(KIND_WORDS).join('; ')}.`);
    return found ?? 'residents';
  }

  private platform(shown: Platform | null): Platform {
    const word = key(this.word('platform'));
    const found =
      word === '' ? (shown ?? 'zalo') : PLATFORMS.find((one) => key(PLATFORM_WORDS[one]) === word || one === word);
    if (found === undefined) {
      this.fail(
        `nền tảng “${this.word('platform')}” chưa có. Các nền tảng: ${Object.values(PLATFORM_WORDS).join(', ')}.`,
      );
      return 'other';
    }
    if (shown !== null && shown !== 'other' && found !== shown) this.fail('liên kết không thuộc nền tảng đã ghi.');
    return found;
  }

  private people(): GroupPerson[] {
    const owner = this.text('owner', NAME_LENGTH);
    const deputies = peopleIn(this.word('deputies').replaceAll('|', '\n'), 'deputy');
    if (deputies.length > MOST_OF_A_PART) this.fail(`ghi nhiều nhất ${MOST_OF_A_PART} phó nhóm.`);
    if (
      deputies.some(
        ({ fullName, post }) => fullName === '' || fullName.length > NAME_LENGTH || post.length > NAME_LENGTH,
      )
    ) {
      this.fail('cột “Phó nhóm” ghi “họ tên; chức vụ”, nhiều người cách nhau bằng dấu |.');
    }
    const post = this.text('ownerPost', NAME_LENGTH);
    return [...(owner === '' ? [] : [{ part: 'owner' as const, fullName: owner, post }]), ...deputies];
  }
}
