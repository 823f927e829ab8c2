import { formatDay } from '../../kernel/vietnamese/days.js';
import { formatInteger } from '../../kernel/vietnamese/numbers.js';
import type { FormSheet } from '../../press/form-workbook.js';
import type { Sheet } from '../../press/sheet.js';
import type { FormState } from '../../web/views/form-state.js';
import { EXAMPLE_MARK, GROUP_COLUMNS, type GroupColumn, MOST_ROWS } from './group.file.js';
import type { GroupReport } from './group.import.js';
import { groupPaths } from './group.paths.js';

/** Every fault of a file is named; so many of them stand on the page, more no one reads in one sitting. */
const MOST_SHOWN = 1000;

export interface GroupImportView {
  about: string;
  form: FormState;
  action: string;
  takingAction: string;
  backHref: string;
  templates: { xlsx: string; csv: string };
  mostRows: string;
  /** What checking found; null on the first page. */
  checked: {
    isClean: boolean;
    sentence: string;
    faults: { line: number; message: string }[];
    faultsLeftOut: number;
    warnings: { line: number; message: string }[];
    warningsLeftOut: number;
    communes: { name: string; districtName: string; groups: number; members: string }[];
    rows: string;
    countedOn: string;
    button: string;
  } | null;
}

/** The page of the import; `carried` are the rows as they were read, for taking them without the file. */
export function toImportView(
  about: string,
  form: FormState,
  checked: { report: GroupReport; carried: string; countedOn: string | null } | null,
): GroupImportView {
  return {
    about,
    form,
    action: groupPaths.import,
    takingAction: groupPaths.importTaking,
    backHref: groupPaths.list,
    templates: { xlsx: groupPaths.importTemplate('xlsx'), csv: groupPaths.importTemplate('csv') },
    mostRows: formatInteger(MOST_ROWS),
    checked: checked && {
      isClean: checked.report.faults.length === 0,
      sentence: sentenceOf(checked.report),
      faults: checked.report.faults.slice(0, MOST_SHOWN),
      faultsLeftOut: Math.max(0, checked.report.faults.length - MOST_SHOWN),
      warnings: checked.report.warnings.slice(0, MOST_SHOWN),
      warningsLeftOut: Math.max(0, checked.report.warnings.length - MOST_SHOWN),
      communes: checked.report.communes.map(({ name, districtName, groups, members }) => ({
        name,
        districtName: districtName ?? '–',
        groups,
        members: formatInteger(members),
      })),
      rows: checked.carried,
      countedOn: checked.countedOn === null ? '' : formatDay(checked.countedOn),
      button: `Nhập ${formatInteger(checked.report.rows)} dòng`,
    },
  };
}

export function sentenceOf({ rows, newGroups, knownGroups, counts, members, communes, faults }: GroupReport): string {
  if (faults.length > 0) {
    return `Có ${formatInteger(faults.length)} chỗ cần sửa, ${formatInteger(rows)} dòng đúng. Chưa ghi gì: nhập tất cả hoặc không nhập dòng nào.`;
  }
  const known = knownGroups === 0 ? '' : `, ${formatInteger(knownGroups)} nhóm đã có trong sổ`;
  const counted = counts === 0 ? '' : `; ${formatInteger(counts)} số đếm, tổng ${formatInteger(members)} thành viên`;
  return `Đã kiểm tra xong: ${formatInteger(newGroups)} nhóm mới${known}, của ${formatInteger(communes.length)} xã, phường, thị trấn${counted}. Chưa ghi gì.`;
}

const EXAMPLE: Partial<Record<GroupColumn, string>> = {
  unit: `${EXAMPLE_MARK} Xã Bản Bo`,
  village: 'Bản Nà Khum',
  name: 'Nhóm Zalo Bản Nà Khum',
  kind: 'Nhóm cộng đồng khu dân cư',
  platform: 'Zalo',
  link: 'https://zalo.me/g/abcxyz123',
  owner: 'Lò Văn Mẫu',
  ownerPost: 'Trưởng bản',
  members: '96',
  countedOn: '25/10/2021',
};
const NEEDED: ReadonlySet<GroupColumn> = new Set(['unit', 'name']);
const COLUMNS = Object.keys(GROUP_COLUMNS) as GroupColumn[];

/** The template: headings, one example row that is never taken, empty rows with hints. */
export const groupTemplate = (): FormSheet => ({
  name: 'Nhóm',
  heading: [],
  columns: COLUMNS.map((column) => ({
    header: GROUP_COLUMNS[column].header,
    width: GROUP_COLUMNS[column].width,
    hint: NEEDED.has(column) ? 'Bắt buộc.' : 'Không bắt buộc.',
    required: NEEDED.has(column),
    maxLength: 300,
  })),
  rows: [COLUMNS.map((column) => ({ text: EXAMPLE[column] ?? '', fault: null }))],
  emptyRows: 300,
});

export const groupTemplateTable = (): Sheet<null> => ({
  name: 'Nhóm',
  heading: [],
  columns: COLUMNS.map((column) => ({
    header: GROUP_COLUMNS[column].header,
    kind: 'text',
    width: GROUP_COLUMNS[column].width,
    value: () => EXAMPLE[column] ?? '',
  })),
  rows: [null],
  closing: null,
  footing: [],
  landscape: true,
});
