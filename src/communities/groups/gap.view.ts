import { formatDay, type Day } from '../../kernel/vietnamese/days.js';
import { formatInteger } from '../../kernel/vietnamese/numbers.js';
import { anySheet, type AnySheet } from '../../press/sheet.js';
import { freshForm, type FormState } from '../../web/views/form-state.js';
import { type Paging, pagingOf, type StatusWord } from '../../web/views/page.js';
import { withQuery } from '../../web/with-query.js';
import type { RegisterMenuView } from '../register.menu.js';
import type { CommuneGaps, Gap } from './gap.repository.js';
import { GROUP_KINDS } from './group.facts.js';
import { groupPaths } from './group.paths.js';
import { type GroupQuery, queryText } from './group.query.js';
import { KIND_WORDS, ROLE_STATE_WORDS } from './group.words.js';

export const COMMUNES_A_PAGE = 50;

export interface GapView {
  about: string;
  lead: string;
  menu: RegisterMenuView;
  listHref: string;
  rolesHref: string | null;
  sheetHref: string;
  form: FormState;
  action: string;
  clearHref: string;
  districts: { value: string; label: string }[];
  kinds: { value: string; label: string }[];
  findings: string[];
  caption: string;
  rows: {
    commune: string;
    district: string | null;
    former: string | null;
    groups: string;
    status: StatusWord;
    present: string;
    absent: string;
    unknown: string;
    gaps: { group: string; href: string; absent: string | null; unknown: string | null }[];
    /** Groups of which nobody has said anything: named together, and what is asked of them is said once. */
    unseen: { group: string; href: string }[];
  }[];
  paging: Paging | null;
}

/** What the list is drawn from; `districts` are those of the reach. */
export interface FoundGaps {
  rows: readonly CommuneGaps[];
  lacking: { communes: number; roles: readonly { name: string; lacking: number }[] };
  districts: readonly { id: string; name: string }[];
  day: Day;
  menu: RegisterMenuView;
  rolesHref: string | null;
}

export function toGapView(unitName: string, query: GroupQuery, found: FoundGaps): GapView {
  const text = { huyen: query.filter.districtId, loai: query.filter.kind, ngay: query.on };
  const total = found.rows[0]?.total ?? 0;
  return {
    about: unitName,
    lead: `Tính đến ngày ${formatDay(found.day)}; xã, phường theo địa giới ngày này.`,
    menu: found.menu,
    listHref: groupPaths.list,
    rolesHref: found.rolesHref,
    sheetHref: withQuery(groupPaths.gapsSheet, text),
    form: freshForm({
      huyen: text.huyen ?? '',
      loai: text.loai ?? '',
      ngay: query.on === null ? '' : formatDay(query.on),
    }),
    action: groupPaths.gaps,
    clearHref: groupPaths.gaps,
    districts: found.districts.map(({ id, name }) => ({ value: id, label: name })),
    kinds: GROUP_KINDS.map((value) => ({ value, label: KIND_WORDS[value] })),
    findings: findingsOf(found.lacking),
    caption: `${formatInteger(total)} xã, phường, thị trấn`,
    rows: found.rows.map(toRow),
    paging:
      total <= COMMUNES_A_PAGE
        ? null
        : pagingOf({
            page: query.page,
            pageSize: COMMUNES_A_PAGE,
            total,
            hrefOf: (page) =>
              withQuery(groupPaths.gaps, { ...queryText(query), ...text, trang: page === 1 ? null : page }),
          }),
  };
}

/** One sentence a role: of how many communes it is known to be missing. */
export const findingsOf = ({ communes, roles }: FoundGaps['lacking']): string[] =>
  roles.map(({ name, lacking }) =>
    lacking === 0
      ? `${name}: chưa xã nào ghi là thiếu.`
      : `${name}: thiếu ở ${formatInteger(lacking)}/${formatInteger(communes)} xã, phường, thị trấn có nhóm.`,
  );

const toRow = (one: CommuneGaps): GapView['rows'][number] => ({
  commune: one.communeName,
  district: one.districtName,
  former: one.formerNames.length === 0 ? null : `gồm nhóm của ${one.formerNames.join(', ')} trước đây`,
  groups: formatInteger(one.groups),
  status: statusOf(one),
  present: formatInteger(one.present),
  absent: formatInteger(one.absent),
  unknown: formatInteger(one.unknown),
  ...gapsOf(one.gaps),
});

function gapsOf(all: readonly Gap[]): Pick<GapView['rows'][number], 'gaps' | 'unseen'> {
  const groups = [...Map.groupBy(all, ({ groupId }) => groupId)];
  const isUnseen = (gaps: readonly Gap[]): boolean => gaps.every(({ seenOn }) => seenOn === null);
  const link = (groupId: string, gaps: readonly Gap[]) => ({
    group: gaps[0]?.groupName ?? '',
    href: groupPaths.one(groupId),
  });
  return {
    gaps: groups.flatMap(([groupId, gaps]) =>
      isUnseen(gaps)
        ? []
        : [{ ...link(groupId, gaps), absent: sayRoles(gaps, 'absent'), unknown: sayRoles(gaps, 'unknown') }],
    ),
    unseen: groups.flatMap(([groupId, gaps]) => (isUnseen(gaps) ? [link(groupId, gaps)] : [])),
  };
}

function statusOf({ groups, present, absent, unknown }: CommuneGaps): StatusWord {
  if (groups === 0) return { word: 'Chưa có nhóm', tone: 'danger' };
  if (absent > 0) return { word: 'Còn thiếu', tone: 'danger' };
  if (unknown > 0) return { word: 'Chưa rõ', tone: 'warning' };
  return present > 0 ? { word: 'Đủ', tone: 'success' } : { word: 'Không yêu cầu', tone: 'neutral' };
}

/** "Tổ trưởng Tổ liên gia (Lò Thị Thắm ghi ngày 24/11/2021)"; null when there is no role of that state. */
const sayRoles = (gaps: readonly Gap[], state: Gap['state']): string | null =>
  gaps
    .filter((gap) => gap.state === state)
    .map(({ roleName, seenOn, recordedByName }) =>
      seenOn === null || recordedByName === null ? roleName : `${roleName} (${recordedByName}, ${formatDay(seenOn)})`,
    )
    .join('; ') || null;

interface SheetRow {
  commune: CommuneGaps;
  gap: Gap | null;
}

/** The same as a sheet: a row for each missing role, and one for each commune without a group. */
export function toGapSheet(rows: readonly CommuneGaps[], heading: readonly string[]): AnySheet {
  const lines = rows.flatMap((commune): SheetRow[] =>
    commune.groups === 0 ? [{ commune, gap: null }] : commune.gaps.map((gap) => ({ commune, gap })),
  );
  return anySheet<SheetRow>({
    name: 'Vai trò còn thiếu',
    heading,
    columns: [
      { header: 'Xã, phường, thị trấn', kind: 'text', width: 24, value: ({ commune }) => commune.communeName },
      { header: 'Huyện, thành phố', kind: 'text', width: 20, value: ({ commune }) => commune.districtName },
      { header: 'Xã khi lập nhóm', kind: 'text', width: 24, value: ({ gap }) => gap?.communeName ?? null },
      { header: 'Nhóm', kind: 'text', width: 36, value: ({ gap }) => gap?.groupName ?? 'Chưa có nhóm nào' },
      { header: 'Vai trò', kind: 'text', width: 32, value: ({ gap }) => gap?.roleName ?? null },
      {
        header: 'Tình trạng',
        kind: 'text',
        width: 14,
        value: ({ gap }) => (gap === null ? null : ROLE_STATE_WORDS[gap.state].word),
      },
      {
        header: 'Theo danh sách ngày',
        kind: 'text',
        width: 16,
        value: ({ gap }) => (gap === null || gap.seenOn === null ? null : formatDay(gap.seenOn)),
      },
      { header: 'Người ghi', kind: 'text', width: 24, value: ({ gap }) => gap?.recordedByName ?? null },
    ],
    rows: lines,
    closing: null,
    footing: [],
    landscape: true,
  });
}
