import { formatInteger } from '../../kernel/vietnamese/numbers.js';
import type { FormSheet } from '../../press/form-workbook.js';
import type { Sheet } from '../../press/sheet.js';
import type { FormState } from '../../web/views/form-state.js';
import { EXAMPLE_MARK, HOUSEHOLD_COLUMNS, type HouseholdColumn, MOST_HOUSEHOLD_ROWS } from './household.file.js';
import type { HouseholdReport } from './household.import.js';
import type { TeamKind, TeamKindId } from './team.facts.js';
import { teamPaths } from './team.paths.js';

const EXAMPLE: Readonly<Record<HouseholdColumn, string>> = {
  unit: `${EXAMPLE_MARK} Xã Bản Bo`,
  village: 'Bản Nà Khum',
  head: 'Lò Văn Mẫu',
  address: 'Số 12',
  persons: '5',
  team: 'Tổ số 1',
};
const COLUMNS = Object.keys(HOUSEHOLD_COLUMNS) as HouseholdColumn[];

/** What looking at a file found; `carried` are its rows as they were read, for taking them without the file. */
export interface CheckedHouseholds {
  report: HouseholdReport;
  carried: string;
  kindId: TeamKindId;
}

/** The page of the import; every fault stands on it, however many there are. */
export function toHouseholdImport(
  about: string,
  form: FormState,
  kinds: readonly TeamKind[],
  checked: CheckedHouseholds | null,
) {
  return {
    about,
    form,
    kinds: kinds.map(({ id, name }) => ({ value: id, label: name })),
    action: teamPaths.import,
    takingAction: teamPaths.importTaking,
    backHref: teamPaths.list,
    templates: { xlsx: teamPaths.importTemplate('xlsx'), csv: teamPaths.importTemplate('csv') },
    mostRows: formatInteger(MOST_HOUSEHOLD_ROWS),
    checked: checked && {
      isClean: checked.report.faults.length === 0,
      sentence: sentenceOf(checked.report),
      faults: checked.report.faults,
      leftOut: 0,
      rows: checked.carried,
      kindId: checked.kindId,
      button: `Nhập ${formatInteger(checked.report.rows)} dòng`,
      villages: checked.report.villages.map(({ name, rows, added, assigned }) => ({
        name,
        rows: formatInteger(rows),
        added: formatInteger(added),
        assigned: formatInteger(assigned),
      })),
    },
  };
}

const sentenceOf = ({ faults, rows, added, assigned, unchanged }: HouseholdReport): string =>
  faults.length > 0
    ? `Có ${formatInteger(faults.length)} chỗ cần sửa, ${formatInteger(rows)} dòng đúng. Chưa ghi gì: nhập tất cả hoặc không nhập dòng nào.`
    : `Đã kiểm tra xong: ${formatInteger(added)} hộ mới, ${formatInteger(assigned)} hộ được giao cho tổ, ${formatInteger(unchanged)} hộ không đổi. Chưa ghi gì.`;

/** The template: headings, one example row that is never taken, empty rows with hints. */
export const householdTemplate = (): FormSheet => ({
  name: 'Hộ',
  heading: [],
  columns: COLUMNS.map((column) => ({
    header: HOUSEHOLD_COLUMNS[column].header,
    width: HOUSEHOLD_COLUMNS[column].width,
    hint: HOUSEHOLD_COLUMNS[column].needed ? 'Bắt buộc.' : 'Không bắt buộc.',
    required: HOUSEHOLD_COLUMNS[column].needed,
    maxLength: 200,
  })),
  rows: [COLUMNS.map((column) => ({ text: EXAMPLE[column], fault: null }))],
  emptyRows: 300,
});

export const householdTemplateTable = (): Sheet<null> => ({
  name: 'Hộ',
  heading: [],
  columns: COLUMNS.map((column) => ({
    header: HOUSEHOLD_COLUMNS[column].header,
    kind: 'text',
    width: HOUSEHOLD_COLUMNS[column].width,
    value: () => EXAMPLE[column],
  })),
  rows: [null],
  closing: null,
  footing: [],
  landscape: true,
});
