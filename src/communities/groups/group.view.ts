import { paperLinks, type PaperLinks } from '../../documents/paper.answer.js';
import { formatDateTime } from '../../kernel/vietnamese/dates.js';
import { formatDay, type Day } from '../../kernel/vietnamese/days.js';
import { formatInteger } from '../../kernel/vietnamese/numbers.js';
import { tellPlace } from '../../kernel/vietnamese/places.js';
import { qrDrawing } from '../../press/qr.js';
import type { BarChart } from '../../web/views/charts.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import { type Paging, pagingOf, type StatusWord } from '../../web/views/page.js';
import { withQuery } from '../../web/with-query.js';
import type { RegisterMenuView } from '../register.menu.js';
import { type CountFacts, type GroupFacts, type GroupPart, type RoleStanding, ROLE_STATES } from './group.facts.js';
import type { GroupPresentation } from './group.presentations.js';
import { groupPaths } from './group.paths.js';
import { KIND_WORDS, PART_WORDS, PLATFORM_WORDS, ROLE_STATE_WORDS, SOURCE_WORDS } from './group.words.js';
import { doubtOf, growthChart, type StandingCount } from './growth.js';

export const COUNTS_A_PAGE = 20;

/** The name of the field in which the state of a role is chosen. */
export const roleField = (roleId: string): string => `vai-tro-${roleId}`;

export interface GroupView {
  name: string;
  about: string;
  menu: RegisterMenuView;
  form: FormState;
  sample: boolean;
  changedText: string;
  closedText: string | null;
  version: number;
  editHref: string | null;
  closingHref: string | null;
  reopenAction: string | null;
  doubles: { name: string; communeName: string; href: string | null }[];
  facts: { label: string; value: string | null; valueHref: string | null }[];
  qr: { side: number; path: string } | null;
  qrLabel: string;
  qrText: string;
  /** The sheet that asks residents in; null where there is nothing to scan. */
  invitation: PaperLinks | null;
  chart: BarChart | null;
  countsCaption: string;
  counts: CountRowView[];
  canCount: boolean;
  countHref: string | null;
  paging: Paging | null;
  roles: { field: string; name: string; said: string; status: StatusWord }[];
  rolesAction: string | null;
  states: { value: string; label: string }[];
  entries: GroupPresentation[];
}

interface CountRowView {
  day: string;
  members: string;
  source: string;
  fileHref: string | null;
  remark: string | null;
  doubt: string | null;
  by: string;
  at: string;
  isReplaced: boolean;
  correctHref: string | null;
}

/** What a group's page is drawn from. */
export interface GroupAside {
  menu: RegisterMenuView;
  isKeeper: boolean;
  doubles: readonly { id: string; name: string; communeName: string; isWithin: boolean }[];
  counts: readonly CountFacts[];
  countsTotal: number;
  page: number;
  /** Newest first. */
  standing: readonly StandingCount[];
  roles: readonly RoleStanding[];
  entries: GroupPresentation[];
  /** The unit that the group's commune has become by today; null while it is still there. */
  nowName: string | null;
  today: Day;
  form: FormState | null;
}

export function toGroupView(group: GroupFacts, aside: GroupAside): GroupView {
  const { id, link } = group;
  const mayWrite = aside.isKeeper && group.closedOn === null;
  return {
    name: group.name,
    about: placeOf(group),
    menu: aside.menu,
    form: aside.form ?? freshForm(roleValues(aside.roles, aside.today)),
    sample: group.sample,
    changedText: `${group.changedByName} ghi lần cuối lúc ${formatDateTime(group.changedAt)}.`,
    closedText:
      group.closedOn === null
        ? null
        : `Nhóm đã ngừng hoạt động từ ngày ${formatDay(group.closedOn)}: ${group.closedReason ?? ''}`,
    version: group.version,
    editHref: mayWrite ? groupPaths.edit(id) : null,
    closingHref: mayWrite ? groupPaths.closing(id) : null,
    reopenAction: aside.isKeeper && group.closedOn !== null ? groupPaths.reopening(id) : null,
    doubles: aside.doubles.map(({ isWithin, ...one }) => ({
      name: isWithin ? one.name : 'một nhóm ngoài phạm vi quản lý của ông/bà',
      communeName: one.communeName,
      href: isWithin ? groupPaths.one(one.id) : null,
    })),
    facts: factsOf(group, aside.nowName),
    qr: link === null ? null : qrDrawing(link),
    qrLabel: `Mã QR vào nhóm ${group.name}`,
    qrText: 'Quét mã để vào nhóm.',
    invitation: link === null || group.closedOn !== null ? null : paperLinks(groupPaths.invitation(group.id)),
    chart: growthChart(aside.standing),
    countsCaption: `${formatInteger(aside.countsTotal)} lần ghi`,
    counts: aside.counts.map((count) => toCountRow(group, count, aside, mayWrite)),
    canCount: mayWrite,
    countHref: mayWrite ? groupPaths.counts(id) : null,
    paging:
      aside.countsTotal <= COUNTS_A_PAGE
        ? null
        : pagingOf({
            page: aside.page,
            pageSize: COUNTS_A_PAGE,
            total: aside.countsTotal,
            hrefOf: (page) => withQuery(groupPaths.one(id), { trang: page === 1 ? null : page }),
          }),
    roles: aside.roles.map((role) => ({
      field: roleField(role.roleId),
      name: role.name,
      said: sayRole(role),
      status: ROLE_STATE_WORDS[role.state],
    })),
    rolesAction: mayWrite ? groupPaths.roleSightings(id) : null,
    states: ROLE_STATES.map((value) => ({ value, label: ROLE_STATE_WORDS[value].word })),
    entries: aside.entries,
  };
}

export const placeOf = ({ villageName, communeName, districtName }: GroupFacts): string =>
  tellPlace(villageName, communeName, districtName);

/** The states as the form of roles starts with them. */
export const roleValues = (roles: readonly RoleStanding[], today: Day): FormState['values'] =>
  Object.fromEntries([
    ...roles.map(({ roleId, state }) => [roleField(roleId), state]),
    ['seenOn', formatDay(today)],
  ]) as FormState['values'];

function sayRole({ seenOn, recordedByName, source }: RoleStanding): string {
  const said =
    seenOn === null || recordedByName === null
      ? 'Chưa ai ghi.'
      : `${recordedByName} ghi theo danh sách ngày ${formatDay(seenOn)}.`;
  return source === '' ? said : `${said} Căn cứ: ${source}.`;
}

function factsOf(group: GroupFacts, nowName: string | null): GroupView['facts'] {
  const fact = (label: string, value: string | null, valueHref: string | null = null) => ({ label, value, valueHref });
  const people = (part: GroupPart): string | null =>
    group.people
      .filter((one) => one.part === part)
      .map(({ fullName, post }) => (post === '' ? fullName : `${fullName} (${post})`))
      .join('; ') || null;
  return [
    fact('Đơn vị', placeOf(group)),
    ...(nowName === null ? [] : [fact('Nay thuộc', nowName)]),
    fact('Loại nhóm', KIND_WORDS[group.kind]),
    fact('Nền tảng', PLATFORM_WORDS[group.platform]),
    fact('Liên kết', group.link, group.link),
    fact(PART_WORDS.owner, people('owner')),
    fact(PART_WORDS.deputy, people('deputy')),
    fact(PART_WORDS.admin, people('admin')),
    fact('Quyết định thành lập', sayDecision(group)),
    fact('Địa bàn', sayFigures(group)),
    ...(group.note === '' ? [] : [fact('Ghi chú', group.note)]),
  ];
}

export function sayDecision({ decisionNumber, decisionOn, decisionIssuer }: GroupFacts): string | null {
  const parts = [
    decisionNumber === '' ? null : `số ${decisionNumber}`,
    decisionOn === null ? null : `ngày ${formatDay(decisionOn)}`,
    decisionIssuer === '' ? null : `của ${decisionIssuer}`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : `Quyết định ${parts.join(' ')}`;
}

function sayFigures({ households, population, figuresOn }: GroupFacts): string | null {
  if (figuresOn === null) return null;
  const parts = [
    households === null ? null : `${formatInteger(households)} hộ`,
    population === null ? null : `${formatInteger(population)} người`,
  ].filter((part) => part !== null);
  return `${parts.join(', ')} (ngày ${formatDay(figuresOn)})`;
}

function toCountRow(
  group: GroupFacts,
  count: CountFacts,
  { counts, standing }: GroupAside,
  mayWrite: boolean,
): CountRowView {
  const before = standing.find(({ countedOn }) => countedOn < count.countedOn) ?? null;
  const replaced = counts.find(({ id }) => id === count.replacesId);
  return {
    day: formatDay(count.countedOn),
    members: formatInteger(count.members),
    source: SOURCE_WORDS[count.source],
    fileHref: count.file === null || count.file.isInfected ? null : groupPaths.countFile(group.id, count.id),
    remark: remarkOn(count, replaced),
    doubt: count.isReplaced ? null : doubtOf(count.members, { before, population: group.population }),
    by: count.recordedByName,
    at: formatDateTime(count.recordedAt),
    isReplaced: count.isReplaced,
    correctHref: mayWrite && !count.isReplaced ? groupPaths.correction(group.id, count.id) : null,
  };
}

function remarkOn(count: CountFacts, replaced: CountFacts | undefined): string | null {
  const corrects =
    count.replacesId === null
      ? null
      : replaced === undefined
        ? 'Đính chính một số đã ghi'
        : `Đính chính số ${formatInteger(replaced.members)} ngày ${formatDay(replaced.countedOn)}`;
  return (
    [
      count.isReplaced ? 'Đã được đính chính' : null,
      corrects,
      count.file?.isInfected ? 'Ảnh đã cách ly vì có mã độc' : null,
      count.note === '' ? null : count.note,
    ]
      .filter((part) => part !== null)
      .join('. ') || null
  );
}
