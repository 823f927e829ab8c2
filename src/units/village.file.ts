import { CsvError, parse } from 'csv-parse/sync';
import { type LineFault, byLine, readUtf8 } from '../kernel/text-file.js';
import { bareUnitName } from '../kernel/vietnamese/collate.js';
import { type Day, parseDay } from '../kernel/vietnamese/days.js';
import { fold, tidyName } from '../kernel/vietnamese/fold.js';
import { looksLikeOldFont } from './old-fonts.js';

/** One village as a file has it, its words tidied: NFC, single spaces, the name with its type word. */
export interface VillageRow {
  line: number;
  parentCode: string;
  type: string;
  /** "Bản Nà Khum" */
  name: string;
  aliases: string[];
  validFrom: Day;
  /** "mẫu" marks a made-up village. */
  note: string | null;
}

export interface VillageFile {
  rows: VillageRow[];
  /** What must be mended before anything is taken, in the order of the file. */
  faults: LineFault[];
  /** What somebody should look at. */
  warnings: LineFault[];
}

const COLUMNS = ['parent_code', 'type', 'name', 'alias', 'valid_from', 'note'] as const;
const REQUIRED: ReadonlySet<string> = new Set(['parent_code', 'type', 'name', 'valid_from']);
type Column = (typeof COLUMNS)[number];

const TYPES: ReadonlySet<string> = new Set([
  'bản',
  'thôn',
  'tổ dân phố',
  'khu phố',
  'khu dân cư',
  'tiểu khu',
  'khóm',
  'xóm',
  'ấp',
  'buôn',
  'làng',
  'khu',
  'sóc',
  'phum',
  'tổ',
  'điểm dân cư',
]);
const MOST_ROWS = 20_000;
const LONGEST_NAME = 100;

/**
 * Reads a CSV file of villages: UTF-8, a header with `parent_code,type,name,alias,valid_from,note` in any order (alias and note may
 * be missing), comma or semicolon between fields, days as 2021-01-01 or 01/01/2021, several aliases with "|" between them.
 * Every row is read; every fault is told with its line, header 1. Rows with a fault are not in `rows`. Pure: whether communes
 * exist is asked later.
 */
export function readVillageFile(bytes: Uint8Array): VillageFile {
  const none = (line: number, message: string): VillageFile => ({
    rows: [],
    faults: [{ line, message }],
    warnings: [],
  });
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return none(1, 'tệp lưu kiểu Unicode 16 bit. Trong Excel chọn “Lưu thành”, loại “CSV UTF-8”.');
  }
  const read = readUtf8(bytes);
  if ('fault' in read) {
    return none(read.fault.line, 'có ký tự không đúng bảng mã UTF-8. Trong Excel chọn “Lưu thành”, loại “CSV UTF-8”.');
  }
  const faults: LineFault[] = [];
  const [header, ...records] = splitRecords(read.text, faults);
  if (header === undefined) return none(1, 'tệp không có dòng nào.');
  const places = readHeader(header, faults);
  if (records.length > MOST_ROWS)
    faults.push({ line: MOST_ROWS + 2, message: `tệp có hơn ${MOST_ROWS} dòng. Chia thành nhiều tệp.` });
  if (places === null || records.length > MOST_ROWS) return { rows: [], faults: faults.sort(byLine), warnings: [] };
  if (records.length === 0 && faults.length === 0)
    faults.push({ line: 2, message: 'chưa có thôn, bản nào dưới dòng tiêu đề.' });
  const rows: VillageRow[] = [];
  const warnings: LineFault[] = [];
  for (const record of records) {
    const row = readRow(record, places, header.fields.length, faults);
    if (row === null) continue;
    rows.push(row);
    if ([row.name, ...row.aliases].some(looksLikeOldFont)) {
      warnings.push({
        line: row.line,
        message: `tên “${row.name}” có thể gõ bằng phông cũ (TCVN3 hoặc VNI). Đổi sang Unicode rồi nhập.`,
      });
    }
  }
  return { rows, faults: faults.sort(byLine), warnings };
}

interface CsvRecord {
  fields: string[];
  line: number;
}

function splitRecords(text: string, faults: LineFault[]): CsvRecord[] {
  const firstLine = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  const records = parse(text, {
    bom: true,
    delimiter: firstLine.includes(';') && !firstLine.includes(',') ? ';' : ',',
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error: CsvError | undefined) => {
      const line = error !== undefined && typeof error['lines'] === 'number' ? error['lines'] : 1;
      faults.push({ line, message: 'dấu ngoặc kép mở, đóng không khớp.' });
    },
  }) as unknown as { record: string[]; info: { lines: number } }[];
  return records
    .map(({ record, info }) => ({ fields: record.map(tidyName), line: info.lines }))
    .filter(({ fields }) => fields.some((field) => field !== ''));
}

function readHeader({ fields, line }: CsvRecord, faults: LineFault[]): ReadonlyMap<Column, number> | null {
  const before = faults.length;
  const names = fields.map((field) => field.toLowerCase());
  for (const column of COLUMNS) {
    if (REQUIRED.has(column) && !names.includes(column)) faults.push({ line, message: `thiếu cột “${column}”.` });
    if (names.filter((name) => name === column).length > 1)
      faults.push({ line, message: `cột “${column}” có hai lần.` });
  }
  for (const name of names) {
    if (!(COLUMNS as readonly string[]).includes(name))
      faults.push({ line, message: `cột “${name}” không có trong mẫu. Các cột: ${COLUMNS.join(', ')}.` });
  }
  return faults.length > before
    ? null
    : new Map(COLUMNS.flatMap((column) => (names.includes(column) ? [[column, names.indexOf(column)]] : [])));
}

function readRow(
  record: CsvRecord,
  places: ReadonlyMap<Column, number>,
  width: number,
  faults: LineFault[],
): VillageRow | null {
  const { fields, line } = record;
  const before = faults.length;
  const fail = (message: string): void => void faults.push({ line, message });
  if (fields.length !== width) {
    fail(`có ${fields.length} ô, dòng tiêu đề có ${width}. Ô có dấu phân cách bên trong cần đặt trong ngoặc kép.`);
    return null;
  }
  const word = (column: Column): string => fields[places.get(column) ?? -1] ?? '';
  const type = word('type').toLowerCase();
  const validFrom = parseDay(word('valid_from'));
  if (!/^\d{5}$/.test(word('parent_code'))) {
    fail(`mã xã “${word('parent_code')}” không đủ 5 chữ số. Giữ số 0 ở đầu (định dạng cột là văn bản).`);
  }
  if (!TYPES.has(type)) fail(`loại “${word('type')}” chưa có. Các loại: ${[...TYPES].join(', ')}.`);
  if (word('name') === '') fail('chưa có tên.');
  else if (word('name').length > LONGEST_NAME) fail(`tên dài quá ${LONGEST_NAME} ký tự.`);
  else if (!/\p{L}|\p{N}/u.test(word('name'))) fail(`tên “${word('name')}” không có chữ.`);
  if (validFrom === null) fail(`ngày “${word('valid_from')}” chưa đúng. Ghi như 2021-01-01 hoặc 01/01/2021.`);
  if (faults.length > before || validFrom === null) return null;
  const name = withTypeWord(word('name'), type);
  const aliases = word('alias')
    .split('|')
    .map(tidyName)
    .filter((alias) => alias !== '' && alias !== name);
  return { line, parentCode: word('parent_code'), type, name, aliases, validFrom, note: word('note') || null };
}

/** "Nà Khum" of type "bản" is kept as "Bản Nà Khum": lists show names as people say them. */
function withTypeWord(name: string, type: string): string {
  if (bareUnitName(name, type) !== name) return name;
  return `${type.slice(0, 1).toUpperCase()}${type.slice(1)} ${name}`;
}

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;

/**
 * Equal for two spellings of one name: case does not count, nor the letter that the tone stands on (Hoà, Hòa), nor the type word.
 * The tones themselves count: Bản Nà Van and Bản Nà Ván are two villages.
 */
export const sameNameKey = (name: string, type: string): string =>
  bareUnitName(name, type)
    .toLowerCase()
    .split(' ')
    .map((word) => {
      const signs = word.normalize('NFD');
      return signs.replace(TONES, '') + (signs.match(TONES)?.join('') ?? '');
    })
    .join(' ');

/** Equal for names that differ in marks at most: two such in one commune are worth a second look. */
export const likeNameKey = (name: string, type: string): string => fold(bareUnitName(name, type));
