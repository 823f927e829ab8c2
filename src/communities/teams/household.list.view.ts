import { formatDay, type Day } from '../../kernel/vietnamese/days.js';
import { formatInteger } from '../../kernel/vietnamese/numbers.js';
import type { CellValue, Sheet } from '../../press/sheet.js';
import { withQuery } from '../../web/with-query.js';
import { HOUSEHOLD_COLUMNS, type HouseholdColumn, NO_VILLAGE } from './household.file.js';
import type { CommuneOfHouseholds, ListedHousehold } from './household.list.repository.js';
import type { TeamKind } from './team.facts.js';
import { filterOf, type Places } from './team.list.view.js';
import { teamPaths } from './team.paths.js';
import { type TeamQuery, teamQueryText } from './team.query.js';

/** The page that offers a commune's list: how many households it has, and a button for each kind of file. */
export function toHouseholdLists(
  about: string,
  query: TeamQuery,
  found: {
    places: Places;
    kinds: readonly TeamKind[];
    of: (CommuneOfHouseholds & { communeName: string; kindName: string }) | null;
    figures: { households: number; without: number } | null;
  },
) {
  const { places, kinds, of, figures } = found;
  const kindId = of?.kindId ?? query.filter.kindId;
  const filter = { ...query.filter, kindId };
  const text = { ...teamQueryText({ ...query, filter }), trang: null, tim: null, 'trang-thai': null, sai: null };
  return {
    about,
    ...filterOf({ ...query, filter }, places, kinds),
    action: teamPaths.householdLists,
    chosen:
      of === null || figures === null
        ? null
        : {
            heading: `${of.communeName}, ${of.kindName}`,
            figures: `${formatInteger(figures.households)} hộ trong sổ, ${formatInteger(figures.without)} hộ chưa có tổ loại này.`,
            isEmpty: figures.households === 0,
            workbookAction: withQuery(teamPaths.householdListsFile('xlsx'), text),
            csvAction: withQuery(teamPaths.householdListsFile('csv'), text),
          },
    emptyText: 'Chọn xã, phường hoặc thị trấn để xuất danh sách hộ.',
    backHref: teamPaths.list,
  };
}

/** A list of households in the columns that the import reads: a file that was taken out comes in again as it is. */
export function householdSheet(
  rows: readonly ListedHousehold[],
  of: { unitName: string; title: string; on: Day },
): Sheet<ListedHousehold> {
  const values: Record<HouseholdColumn, (row: ListedHousehold) => CellValue> = {
    unit: ({ communeName }) => communeName,
    village: ({ villageName }) => villageName ?? NO_VILLAGE,
    head: ({ headName }) => headName,
    address: ({ address }) => address,
    persons: ({ persons }) => persons,
    team: ({ teamName }) => teamName ?? '',
  };
  return {
    name: 'Hộ',
    heading: [of.unitName, `${of.title}, ngày ${formatDay(of.on)}`],
    columns: (Object.keys(HOUSEHOLD_COLUMNS) as HouseholdColumn[]).map((column) => ({
      header: HOUSEHOLD_COLUMNS[column].header,
      kind: column === 'persons' ? 'number' : 'text',
      width: HOUSEHOLD_COLUMNS[column].width,
      value: values[column],
    })),
    rows,
    closing: null,
    footing: [],
    landscape: true,
  };
}
