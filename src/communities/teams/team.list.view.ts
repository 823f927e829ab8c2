import { formatDay, type Day } from '../../kernel/vietnamese/days.js';
import { formatInteger } from '../../kernel/vietnamese/numbers.js';
import { placeInSentence, tellPlace } from '../../kernel/vietnamese/places.js';
import { freshForm } from '../../web/views/form-state.js';
import { pagingOf } from '../../web/views/page.js';
import { withQuery } from '../../web/with-query.js';
import type { RegisterMenuView } from '../register.menu.js';
import { TEAM_STATES, type TeamKind } from './team.facts.js';
import { teamFaults } from './team.faults.js';
import type { ListedTeam } from './team.list.repository.js';
import { TEAM_STATE_WORDS } from './team.moves.js';
import { teamPaths } from './team.paths.js';
import { type TeamQuery, teamQueryText } from './team.query.js';

export const TEAMS_A_PAGE = 50;
/** More communes than these are no list to choose from: choose a district first. */
export const MOST_COMMUNES_OFFERED = 200;

export interface Places {
  districts: readonly { id: string; name: string }[];
  communes: readonly { id: string; name: string }[];
}

const toOption = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });

/** What a filter's form holds and offers. */
export function filterOf(query: TeamQuery, places: Places, kinds: readonly TeamKind[]) {
  const text = { ...teamQueryText(query), ngay: query.on === null ? null : formatDay(query.on) };
  return {
    form: freshForm(Object.fromEntries(Object.entries(text).map(([name, value]) => [name, value ?? '']))),
    districts: places.districts.map(toOption),
    communes: places.communes.map(toOption),
    kinds: kinds.map(toOption),
  };
}

export function toTeamList(
  unitName: string,
  query: TeamQuery,
  found: {
    rows: readonly ListedTeam[];
    places: Places;
    kinds: readonly TeamKind[];
    day: Day;
    keeps: boolean;
    /** May read names of households, and so take lists of them out. */
    sees: boolean;
    setsKinds: boolean;
    menu: RegisterMenuView;
  },
) {
  const { rows, places, kinds, keeps, sees, menu } = found;
  const { filter } = query;
  const text = { ...teamQueryText(query), trang: null };
  const at = (change: Record<string, null>): string => withQuery(teamPaths.list, { ...text, ...change });
  const total = rows[0]?.total ?? 0;
  const nameIn = (list: readonly { id: string; name: string }[], id: string): string =>
    list.find((one) => one.id === id)?.name ?? 'Đơn vị đã chọn';
  const chosen = [
    ...(filter.text === null ? [] : [{ label: `“${filter.text}”`, href: at({ tim: null }) }]),
    ...(filter.districtId === null
      ? []
      : [{ label: nameIn(places.districts, filter.districtId), href: at({ huyen: null, xa: null }) }]),
    ...(filter.communeId === null
      ? []
      : [{ label: nameIn(places.communes, filter.communeId), href: at({ xa: null }) }]),
    ...(filter.kindId === null ? [] : [{ label: nameIn(kinds, filter.kindId), href: at({ loai: null }) }]),
    ...(filter.state === null
      ? []
      : [{ label: TEAM_STATE_WORDS[filter.state].word, href: at({ 'trang-thai': null }) }]),
    ...(filter.faultyOnly ? [{ label: 'Ngoài quy định', href: at({ sai: null }) }] : []),
  ];
  return {
    about: unitName,
    lead: query.on === null ? '' : `Xã, phường theo địa giới ngày ${formatDay(found.day)}.`,
    menu,
    createHref: keeps ? teamPaths.create : null,
    importHref: keeps ? teamPaths.import : null,
    exportHref: sees
      ? withQuery(teamPaths.householdLists, { huyen: filter.districtId, xa: filter.communeId, loai: filter.kindId })
      : null,
    trainingHref: keeps ? teamPaths.jointTraining : null,
    coverageHref: withQuery(teamPaths.coverage, {
      huyen: filter.districtId,
      xa: filter.communeId,
      loai: filter.kindId,
      ngay: query.on,
    }),
    kindsHref: teamPaths.kinds,
    ...filterOf(query, places, kinds),
    states: TEAM_STATES.map((value) => ({ value, label: TEAM_STATE_WORDS[value].word })),
    faulty: [{ value: '1', label: 'Ngoài quy định' }],
    action: teamPaths.list,
    chosen,
    clearHref: teamPaths.list,
    caption: `${formatInteger(total)} tổ`,
    bands: bandsOf(rows),
    paging:
      total <= TEAMS_A_PAGE
        ? null
        : pagingOf({
            page: query.page,
            pageSize: TEAMS_A_PAGE,
            total,
            hrefOf: (page) => withQuery(teamPaths.list, { ...text, trang: page === 1 ? null : page }),
          }),
    emptyText: chosen.length > 0 ? 'Không có tổ nào khớp với bộ lọc.' : 'Sổ chưa có tổ nào.',
    emptyHref: keeps && chosen.length === 0 ? teamPaths.create : null,
  };
}

/** Rows come by the commune as it stands; a heading stands only where one of them was another then. */
function bandsOf(rows: readonly ListedTeam[]) {
  if (rows.every(({ nowId, communeId }) => nowId === communeId))
    return rows.length === 0 ? [] : [{ heading: null, rows: rows.map(toRow) }];
  return [...Map.groupBy(rows, ({ nowId }) => nowId).values()].map((band) => ({
    heading: `Nay là ${placeInSentence(band[0]?.nowName ?? '')}`,
    rows: band.map(toRow),
  }));
}

const toRow = (team: ListedTeam) => ({
  name: team.name,
  href: teamPaths.one(team.id),
  kind: team.kindName,
  village: team.villageName,
  place: tellPlace(team.communeName, team.districtName),
  members: formatInteger(team.members),
  households: formatInteger(team.households),
  status: TEAM_STATE_WORDS[team.state],
  faults: team.state === 'dissolved' ? [] : teamFaults(team, team.bounds),
  sample: team.sample,
});
