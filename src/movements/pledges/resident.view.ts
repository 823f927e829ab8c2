import type { RegisterMenuView } from '../../communities/register.menu.js';
import { formatDay } from '../../kernel/vietnamese/days.js';
import { formatInteger } from '../../kernel/vietnamese/numbers.js';
import { Page } from '../../web/answer.js';
import type { FormState } from '../../web/views/form-state.js';
import { pagingOf, type StatusWord } from '../../web/views/page.js';
import { withQuery } from '../../web/with-query.js';
import { frameOfMovement } from '../movement.view.js';
import { type PledgeFilter, RESIDENT_FILTERS } from './pledge.filter.js';
import { pickedText } from './pledge.form.js';
import type { PledgeFacts } from './pledge.facts.js';
import { PLEDGE_MOVES } from './pledge.moves.js';
import type { OpenedResidence } from './pledge.opening.js';
import { pledgePaths } from './pledge.paths.js';
import { PLEDGES_A_PAGE, sayWord, statusOf } from './pledge.view.js';
import type { HamletCount, ResidenceDrive } from './resident.repository.js';

const NO_VILLAGE = 'Chưa rõ thôn, bản';
const ALL_SPOKEN: StatusWord = { word: 'Đã xác nhận hết', tone: 'success' };

/** The drives in which people of a commune pledged, to speak of each; for an office those of its tree, in numbers. */
export const residencePage = (
  drives: readonly ResidenceDrive[],
  { about, menu, isCommune }: { about: string; menu: RegisterMenuView; isCommune: boolean },
): Page =>
  new Page('movements/residence', {
    about,
    menu,
    lead: `Cán bộ, viên chức đang sống ${isCommune ? 'ở xã' : 'trên địa bàn'} đã cam kết vào nhóm của thôn, bản.`,
    emptyText: `Chưa có ai sống ${isCommune ? 'ở xã' : 'trên địa bàn'} cam kết vào nhóm của thôn, bản.`,
    drives: drives.map(({ driveId, driveName, waiting, confirmed, absent }) => ({
      label: driveName,
      href: isCommune ? pledgePaths.residents(driveId) : `${pledgePaths.counts(driveId)}?theo=noi-o`,
      hint: `Đã vào nhóm ${formatInteger(confirmed)}, không có trong nhóm ${formatInteger(absent)}, chờ xác nhận ${formatInteger(waiting)}.`,
      status: waiting === 0 ? ALL_SPOKEN : { word: `Chờ ${formatInteger(waiting)}`, tone: 'info' as const },
    })),
  });

/** Those who live in the commune, hamlet by hamlet, to be ticked. */
export function residentsPage(
  opened: OpenedResidence,
  given: {
    pledges: readonly PledgeFacts[];
    total: number;
    page: number;
    filter: PledgeFilter;
    villageId: string;
    hamlets: readonly HamletCount[];
    form: FormState;
    about: string;
  },
): Page {
  const { drive, movement } = opened;
  const { pledges, total, page, filter, villageId, hamlets, form } = given;
  const at = (choices: Record<string, string | number | null>): string =>
    withQuery(pledgePaths.residents(drive.id), { loc: filter.value, ban: villageId, ...choices });
  const waiting = hamlets.reduce((sum, one) => sum + one.waiting, 0);
  const ticked = new Set([form.values['chon'] ?? []].flat());
  return new Page(
    'movements/residents',
    {
      about: given.about,
      lead: `${drive.name}. ${waiting === 0 ? 'Không còn ai chờ xác nhận.' : `Còn ${formatInteger(waiting)} người chờ xác nhận.`}`,
      isSample: drive.sample || movement.sample,
      form,
      filterForm: { values: { loc: filter.value, ban: villageId }, errors: {}, summary: [] },
      filters: RESIDENT_FILTERS.map(({ value, label }) => ({ value, label })),
      villages: hamlets.flatMap(({ id, name, waiting: those }) =>
        id === null ? [] : [{ value: id, label: those === 0 ? (name ?? '') : `${name ?? ''} (chờ ${those})` }],
      ),
      action: at({ trang: page === 1 ? null : page }),
      todayText: formatDay(opened.today),
      filterAction: pledgePaths.residents(drive.id),
      caption: `${formatInteger(total)} người`,
      bands: [...Map.groupBy(pledges, (one) => one.villageName ?? NO_VILLAGE)].map(([heading, those]) => ({
        heading,
        rows: those.map((one) => ({
          id: one.id,
          picked: pickedText(one),
          isTicked: ticked.has(pickedText(one)),
          isErased: one.isErased,
          name: one.isErased ? 'Đã xóa họ tên' : one.fullName,
          post: one.post === '' ? null : one.post,
          agency: one.unitName,
          pledgedOn: formatDay(one.pledgedOn),
          status: statusOf(one),
          word: sayWord(one),
          mayConfirm: !one.isErased && (PLEDGE_MOVES.confirm.from as readonly string[]).includes(one.state),
        })),
      })),
      emptyText: filter.value === 'cho' ? 'Không có ai chờ xác nhận.' : 'Không có ai như vậy.',
      paging:
        total <= PLEDGES_A_PAGE
          ? null
          : pagingOf({
              page,
              pageSize: PLEDGES_A_PAGE,
              total,
              hrefOf: (to) => at({ trang: to === 1 ? null : to }),
            }),
      backHref: pledgePaths.residence,
    },
    {
      ...frameOfMovement(opened),
      breadcrumbs: [
        { href: pledgePaths.residence, label: 'Cam kết vào nhóm nơi ở' },
        { href: null, label: drive.name },
      ],
    },
  );
}
