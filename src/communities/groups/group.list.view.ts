import { paperLinks, type PaperLinks } from '../../documents/paper.answer.js';
import type { UnitId } from '../../kernel/ids.js';
import { formatDay, type Day } from '../../kernel/vietnamese/days.js';
import { formatInteger } from '../../kernel/vietnamese/numbers.js';
import { placeInSentence, tellPlace } from '../../kernel/vietnamese/places.js';
import { freshForm, type FormState } from '../../web/views/form-state.js';
import { type Paging, pagingOf } from '../../web/views/page.js';
import { withQuery } from '../../web/with-query.js';
import type { RegisterMenuView } from '../register.menu.js';
import { GROUP_KINDS } from './group.facts.js';
import { COUNT_DAYS, type GroupFilter, type GroupListRepository, type ListedGroup } from './group.list.repository.js';
import { groupPaths } from './group.paths.js';
import { type GroupQuery, queryText } from './group.query.js';
import { KIND_WORDS, PLATFORM_WORDS, SOURCE_WORDS } from './group.words.js';

export const GROUPS_A_PAGE = 50;
/** More communes than these are no list to choose from: choose a district first, or search. */
export const MOST_COMMUNES_OFFERED = 200;
const UNCOUNTED = `Chưa đếm trong ${COUNT_DAYS} ngày`;

export interface GroupListView {
  about: string;
  lead: string;
  menu: RegisterMenuView;
  createHref: string | null;
  importHref: string | null;
  gapsHref: string;
  papers: PaperLinks;
  figures: { value: string; label: string; href: string | null; note: string | null }[];
  form: FormState;
  action: string;
  chosen: { label: string; href: string }[];
  clearHref: string;
  districts: { value: string; label: string }[];
  communes: { value: string; label: string }[];
  villages: { value: string; label: string }[];
  kinds: { value: string; label: string }[];
  states: { value: string; label: string }[];
  doubles: { value: string; label: string }[];
  counts: { value: string; label: string }[];
  caption: string;
  /** Groups under the commune as it stands on the day; `heading` null where no commune has changed. */
  bands: { heading: string | null; rows: GroupRowView[] }[];
  paging: Paging | null;
  emptyText: string;
}

interface GroupRowView {
  name: string;
  href: string;
  platform: string;
  kind: string;
  place: string;
  village: string | null;
  owner: string | null;
  members: string | null;
  counted: string | null;
  isDoubled: boolean;
  sample: boolean;
  closed: string | null;
}

type Sums = Awaited<ReturnType<GroupListRepository['sums']>>;
type Places = Awaited<ReturnType<GroupListRepository['places']>>;

/** What the list is drawn from. */
export interface FoundGroups {
  rows: readonly ListedGroup[];
  sums: Sums;
  places: Places;
  villages: readonly { id: UnitId; name: string }[];
  day: Day;
  isKeeper: boolean;
  menu: RegisterMenuView;
}

/** The list of groups; a page beyond the last is the first, which the caller has seen to. */
export function toGroupList(unitName: string, query: GroupQuery, found: FoundGroups): GroupListView {
  const { rows, sums, places, day, isKeeper, menu } = found;
  const text = queryText(query);
  const at = (change: Record<string, string | null>): string =>
    withQuery(groupPaths.list, { ...text, trang: null, ...change });
  return {
    about: unitName,
    lead: query.on === null ? '' : `Xã, phường theo địa giới ngày ${formatDay(day)}.`,
    menu,
    createHref: isKeeper ? groupPaths.create : null,
    importHref: isKeeper ? groupPaths.import : null,
    gapsHref: withQuery(groupPaths.gaps, { huyen: query.filter.districtId, ngay: query.on }),
    papers: paperLinks(withQuery(groupPaths.annex, { ...text, trang: null })),
    figures: figuresOf(sums, at),
    form: freshForm(
      Object.fromEntries(
        Object.entries({ ...text, ngay: query.on === null ? '' : formatDay(query.on) }).map(([name, value]) => [
          name,
          value ?? '',
        ]),
      ),
    ),
    action: groupPaths.list,
    chosen: chosenOf(query.filter, found, at),
    clearHref: groupPaths.list,
    districts: places.districts.map(toOption),
    communes: places.communes.map(toOption),
    villages: found.villages.map(toOption),
    kinds: GROUP_KINDS.map((value) => ({ value, label: KIND_WORDS[value] })),
    states: [{ value: 'dung', label: 'Đã ngừng hoạt động' }],
    doubles: [{ value: '1', label: 'Trùng liên kết' }],
    counts: [{ value: 'chua', label: UNCOUNTED }],
    caption: `${formatInteger(sums.groups)} nhóm`,
    bands: bandsOf(rows),
    paging:
      sums.groups <= GROUPS_A_PAGE
        ? null
        : pagingOf({
            page: query.page,
            pageSize: GROUPS_A_PAGE,
            total: sums.groups,
            hrefOf: (page) => withQuery(groupPaths.list, { ...text, trang: page === 1 ? null : page }),
          }),
    emptyText: isNarrowed(query.filter)
      ? 'Không có nhóm nào khớp với bộ lọc.'
      : 'Sổ chưa có nhóm nào. Thêm từng nhóm, hoặc nhập cả danh sách từ tệp.',
  };
}

const toOption = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });

const isNarrowed = ({ state, doubledOnly, uncountedOnly, ...rest }: GroupFilter): boolean =>
  state === 'closed' || doubledOnly || uncountedOnly || Object.values(rest).some((value) => value !== null);

function figuresOf(sums: Sums, at: (change: Record<string, string | null>) => string): GroupListView['figures'] {
  return [
    {
      value: formatInteger(sums.groups),
      label: 'nhóm',
      href: null,
      note: `thuộc ${formatInteger(sums.communes)} xã, phường, thị trấn`,
    },
    {
      value: formatInteger(sums.members),
      label: 'thành viên',
      href: null,
      note: `theo số mới nhất của ${formatInteger(sums.counted)} nhóm`,
    },
    {
      value: formatInteger(sums.doubled),
      label: 'nhóm trùng liên kết',
      href: sums.doubled === 0 ? null : at({ trung: '1' }),
      note: null,
    },
  ];
}

function chosenOf(
  filter: GroupFilter,
  { places, villages }: FoundGroups,
  at: (change: Record<string, string | null>) => string,
): GroupListView['chosen'] {
  const nameOf = (list: readonly { id: string; name: string }[], id: string): string =>
    list.find((one) => one.id === id)?.name ?? 'Đơn vị đã chọn';
  return [
    ...(filter.text === null ? [] : [{ label: `“${filter.text}”`, href: at({ tim: null }) }]),
    ...(filter.districtId === null
      ? []
      : [{ label: nameOf(places.districts, filter.districtId), href: at({ huyen: null, xa: null, ban: null }) }]),
    ...(filter.communeId === null
      ? []
      : [{ label: nameOf(places.communes, filter.communeId), href: at({ xa: null, ban: null }) }]),
    ...(filter.villageId === null ? [] : [{ label: nameOf(villages, filter.villageId), href: at({ ban: null }) }]),
    ...(filter.kind === null ? [] : [{ label: KIND_WORDS[filter.kind], href: at({ loai: null }) }]),
    ...(filter.state === 'open' ? [] : [{ label: 'Đã ngừng hoạt động', href: at({ 'trang-thai': null }) }]),
    ...(filter.doubledOnly ? [{ label: 'Trùng liên kết', href: at({ trung: null }) }] : []),
    ...(filter.uncountedOnly ? [{ label: UNCOUNTED, href: at({ dem: null }) }] : []),
  ];
}

/** Rows come by the commune as it stands; a heading stands only where one of them was another then. */
function bandsOf(rows: readonly ListedGroup[]): GroupListView['bands'] {
  if (rows.every(({ nowId, communeId }) => nowId === communeId)) {
    return rows.length === 0 ? [] : [{ heading: null, rows: rows.map(toRow) }];
  }
  const bands = Map.groupBy(rows, ({ nowId }) => nowId);
  return [...bands.values()].map((band) => ({
    heading: `Nay là ${placeInSentence(band[0]?.nowName ?? '')}`,
    rows: band.map(toRow),
  }));
}

const toRow = (group: ListedGroup): GroupRowView => ({
  name: group.name,
  href: groupPaths.one(group.id),
  platform: PLATFORM_WORDS[group.platform],
  kind: KIND_WORDS[group.kind],
  place: tellPlace(group.communeName, group.districtName),
  village: group.villageName,
  owner: group.ownerName,
  members: group.members === null ? null : formatInteger(group.members),
  counted:
    group.countedOn === null || group.countSource === null
      ? null
      : `${formatDay(group.countedOn)}, ${SOURCE_WORDS[group.countSource].toLowerCase()}`,
  isDoubled: group.isDoubled,
  sample: group.sample,
  closed: group.closedOn === null ? null : `ngừng từ ${formatDay(group.closedOn)}`,
});
