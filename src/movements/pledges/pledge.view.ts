import { maskedName } from '../../communities/teams/team.policy.js';
import { formatDateTime } from '../../kernel/vietnamese/dates.js';
import { formatDay } from '../../kernel/vietnamese/days.js';
import { formatInteger } from '../../kernel/vietnamese/numbers.js';
import { placeInSentence, tellPlace } from '../../kernel/vietnamese/places.js';
import { Page } from '../../web/answer.js';
import type { FormState } from '../../web/views/form-state.js';
import { type Breadcrumb, pagingOf, type StatusWord } from '../../web/views/page.js';
import { withQuery } from '../../web/with-query.js';
import type { OpenedDrive } from '../drives/drive.opening.js';
import { drivePaths, withChoices } from '../drives/drive.paths.js';
import { frameOfMovement } from '../movement.view.js';
import { LIST_FILTERS, type PledgeFilter } from './pledge.filter.js';
import type { PledgeCounts, PledgeFacts } from './pledge.facts.js';
import { OUTSIDE_STATUS, PLEDGE_STATUS_WORDS } from './pledge.moves.js';
import type { OpenedList } from './pledge.opening.js';
import { pledgePaths } from './pledge.paths.js';
import { OUTSIDE, type PlaceChoice, WHOLE_COMMUNE } from './pledge.places.js';

export const PLEDGES_A_PAGE = 50;
/** What stands where a name was erased. */
const ERASED = 'Đã xóa họ tên';
const OUTSIDE_NAME = 'Ngoài phạm vi';

/** Where a reader goes back to: communes have no page of a drive but its report. */
export const crumbOfDrive = ({ drive }: Pick<OpenedDrive, 'drive'>, isCommune: boolean): Breadcrumb => ({
  href: isCommune ? drivePaths.report(drive.id) : drivePaths.one(drive.id),
  label: drive.name,
});

export const statusOf = ({ state, communeId }: Pick<PledgeFacts, 'state' | 'communeId'>): StatusWord =>
  state === 'pledged' && communeId === null ? OUTSIDE_STATUS : PLEDGE_STATUS_WORDS[state];

/** "Xác nhận ngày 02/11/2021, Xã Bản Bo" or why not; null before the hamlet has spoken. */
export function sayWord({ word }: Pick<PledgeFacts, 'word'>): string | null {
  if (word === null) return null;
  const by = `${formatDay(word.saidOn)}, ${word.byName}`;
  return word.isMember || word.reason === '' ? by : `${by}: ${word.reason ?? ''}`;
}

/** "Đã vào nhóm 12, chờ xác nhận 7, không có trong nhóm 1, sống ngoài phạm vi 2": what is 0 is left out. */
export function sayStandings({ confirmed, waiting, absent, outside }: PledgeCounts): string {
  const parts = [
    ...(confirmed === 0 ? [] : [`đã vào nhóm ${formatInteger(confirmed)}`]),
    ...(waiting === 0 ? [] : [`chờ xác nhận ${formatInteger(waiting)}`]),
    ...(absent === 0 ? [] : [`không có trong nhóm ${formatInteger(absent)}`]),
    ...(outside === 0 ? [] : [`sống ngoài phạm vi ${formatInteger(outside)}`]),
  ];
  return parts.length === 0 ? '' : `: ${parts.join(', ')}`;
}

/** "Phải thực hiện 33 người. Đã cam kết 20: …": the figures with which the agency's report begins. */
export const sayCounts = (required: number | null, counts: PledgeCounts): string =>
  `${required === null ? '' : `Phải thực hiện ${formatInteger(required)} người. `}Đã cam kết ${formatInteger(counts.pledged)} người${sayStandings(counts)}.`;

const nameOf = (one: PledgeFacts, sees: boolean): string =>
  one.isErased ? ERASED : sees ? one.fullName : maskedName(one.fullName);
const placeOf = (one: PledgeFacts): string =>
  one.communeId === null ? OUTSIDE_NAME : tellPlace(one.villageName, one.communeName);

/** The list of an agency, with the form that adds somebody. */
export function pledgesPage(
  opened: OpenedList,
  given: {
    pledges: readonly PledgeFacts[];
    total: number;
    page: number;
    filter: PledgeFilter;
    counts: PledgeCounts;
    /** The form that adds somebody, in place of the list. */
    adding: { form: FormState; choice: PlaceChoice } | null;
    /** Does the reader keep the list? */
    keeps: boolean;
    sees: boolean;
    isCommune: boolean;
  },
): Page {
  const { drive, unit, movement } = opened;
  const { pledges, total, page, filter, adding, keeps, sees } = given;
  const list = pledgePaths.list(drive.id, unit.id);
  return new Page(
    'movements/pledges',
    {
      about: unit.name,
      lead: sayCounts(unit.required, given.counts),
      isSample: drive.sample || movement.sample,
      form: adding?.form ?? null,
      filterForm: { values: { loc: filter.value }, errors: {}, summary: [] },
      filters: LIST_FILTERS.map(({ value, label }) => ({ value, label })),
      action: list,
      rows: pledges.map((one) => ({
        name: nameOf(one, sees),
        post: sees && one.post !== '' ? one.post : null,
        place: sees ? placeOf(one) : (one.communeName ?? OUTSIDE_NAME),
        pledgedOn: formatDay(one.pledgedOn),
        status: statusOf(one),
        word: sees ? sayWord(one) : null,
        href: !keeps ? null : pledgePaths.one(drive.id, unit.id, one.id),
      })),
      caption: `${formatInteger(total)} người`,
      emptyText: filter.value === '' ? 'Chưa có ai trong danh sách.' : 'Không có ai như vậy trong danh sách.',
      paging:
        total <= PLEDGES_A_PAGE
          ? null
          : pagingOf({
              page,
              pageSize: PLEDGES_A_PAGE,
              total,
              hrefOf: (to) => withQuery(list, { loc: filter.value, trang: to === 1 ? null : to }),
            }),
      fields: adding === null ? null : fieldsOf(adding.choice),
      addHref: keeps ? `${list}?them=1` : null,
      importHref: !keeps ? null : pledgePaths.importing(drive.id, unit.id),
      reportHref: !keeps ? null : withChoices(drivePaths.report(drive.id), { 'don-vi': unit.id }),
      countsHref: pledgePaths.counts(drive.id),
      isMasked: !sees,
    },
    frameOfMovement(opened, crumbOfDrive(opened, given.isCommune), { href: null, label: 'Danh sách cam kết' }),
  );
}

/** What can be chosen of a place: communes, and below them the villages of the one that is chosen. */
function fieldsOf({ communes, commune, villages }: PlaceChoice) {
  const inCommune =
    commune !== null && villages.length === 0
      ? [{ value: WHOLE_COMMUNE, label: `${commune.name} (chưa có danh sách thôn, bản)` }]
      : villages.map(({ id, name }) => ({ value: id as string, label: name }));
  return {
    communes: communes.map(({ id, name, districtName }) => ({ value: id, label: tellPlace(name, districtName) })),
    places: [...inCommune, { value: OUTSIDE, label: 'Sống ngoài phạm vi' }],
    placeLabel: commune === null ? 'Thôn, bản nơi ở' : `Thôn, bản nơi ở (${placeInSentence(commune.name)})`,
  };
}

/** One person: the form that puts right, what has been, the way to take back. */
export function pledgePage(
  opened: OpenedList,
  pledge: PledgeFacts,
  given: {
    chain: readonly PledgeFacts[];
    /** Null: nothing may be put right any more. */
    editing: { form: FormState; choice: PlaceChoice; isSpoken: boolean } | null;
    mayWithdraw: boolean;
    isCommune: boolean;
  },
): Page {
  const { drive, unit } = opened;
  const { editing } = given;
  return new Page(
    'movements/pledge',
    {
      heading: pledge.isErased ? ERASED : pledge.fullName,
      about: unit.name,
      status: statusOf(pledge),
      form: editing?.form ?? null,
      version: pledge.version,
      action: pledgePaths.one(drive.id, unit.id, pledge.id),
      fields: editing === null ? null : fieldsOf(editing.choice),
      isSpoken: editing?.isSpoken ?? false,
      buttonLabel: editing?.isSpoken === true ? 'Ghi đính chính' : 'Lưu',
      withdrawalHref: given.mayWithdraw ? pledgePaths.withdrawal(drive.id, unit.id, pledge.id) : null,
      history: given.chain.map((one) => ({
        name: one.isErased ? ERASED : [one.fullName, one.post].filter((part) => part !== '').join(', '),
        place: placeOf(one),
        pledgedOn: formatDay(one.pledgedOn),
        status: statusOf(one),
        added: `${formatDateTime(one.addedAt)}, ${one.addedByName}`,
        word: sayWord(one),
        reason: one.reason === '' ? null : one.reason,
        withdrawn:
          one.withdrawnAt === null
            ? null
            : `${formatDateTime(one.withdrawnAt)}, ${one.withdrawnByName ?? ''}: ${one.withdrawnReason ?? ''}`,
      })),
      backHref: pledgePaths.list(drive.id, unit.id),
    },
    frameOfMovement(
      opened,
      crumbOfDrive(opened, given.isCommune),
      { href: pledgePaths.list(drive.id, unit.id), label: 'Danh sách cam kết' },
      { href: null, label: pledge.isErased ? ERASED : pledge.fullName },
    ),
  );
}

export function withdrawalPage(
  opened: OpenedList,
  pledge: PledgeFacts,
  { form, isCommune }: { form: FormState; isCommune: boolean },
): Page {
  const { drive, unit } = opened;
  const one = pledgePaths.one(drive.id, unit.id, pledge.id);
  return new Page(
    'movements/pledge-withdrawal',
    {
      about: unit.name,
      form,
      version: pledge.version,
      action: pledgePaths.withdrawal(drive.id, unit.id, pledge.id),
      facts: [
        { label: 'Họ và tên', value: pledge.fullName },
        { label: 'Chức vụ', value: pledge.post },
        { label: 'Nơi ở', value: placeOf(pledge) },
        { label: 'Trạng thái', value: statusOf(pledge).word },
      ],
      backHref: one,
    },
    frameOfMovement(
      opened,
      crumbOfDrive(opened, isCommune),
      { href: pledgePaths.list(drive.id, unit.id), label: 'Danh sách cam kết' },
      { href: one, label: pledge.fullName },
      { href: null, label: 'Rút khỏi danh sách' },
    ),
  );
}
