import type { RegisterMenuView } from '../../communities/register.menu.js';
import { formatDay } from '../../kernel/vietnamese/days.js';
import { Page } from '../../web/answer.js';
import type { FormState } from '../../web/views/form-state.js';
import { type Breadcrumb, type PageFrame, pagingOf, type StatusWord } from '../../web/views/page.js';
import { frameOf } from '../broadcasts/item.view.js';
import { propagandaPaths } from '../broadcasts/propaganda.paths.js';
import { withChoices } from '../drives/drive.paths.js';
import { type OpenedSupply, postingFacts } from './posting.service.js';
import type { SuppliedGroup, SuppliedItem } from './supply.facts.js';
import { supplyPaths } from './supply.paths.js';
import { refuseToPost } from './supply.policy.js';

export const ITEMS_A_PAGE = 10;
export const GROUPS_A_PAGE = 100;
const HEADING = 'Nội dung sẵn để đăng vào nhóm';

/** How far an item has come in the groups of a commune. */
const statusOf = (reached: number, groups: number): StatusWord =>
  groups === 0
    ? { word: 'Chưa có nhóm nào trong sổ', tone: 'neutral' }
    : reached === 0
      ? { word: 'Chưa đăng', tone: 'warning' }
      : { word: `Đã đăng ${reached}/${groups} nhóm`, tone: reached >= groups ? 'success' : 'neutral' };

const sayValidity = (validUntil: string | null): string =>
  validUntil === null ? 'dùng đến khi rút' : `dùng đến hết ngày ${formatDay(validUntil)}`;

/** What lies ready for a commune's groups, each text under its copy button. */
export function suppliesPage(
  { items, total }: { items: readonly SuppliedItem[]; total: number },
  given: { page: number; groups: number; unitName: string; menu: RegisterMenuView },
): Page {
  const rehearsed = items.find(({ clockAt }) => clockAt !== null);
  return new Page(
    'movements/supplies',
    {
      menu: given.menu,
      about: given.unitName,
      heading: HEADING,
      lead:
        given.groups === 0
          ? 'Sổ nhóm của xã chưa có nhóm nào đang hoạt động.'
          : `Sao chép tin, dán vào nhóm, rồi ghi đã đăng. Xã có ${given.groups} nhóm đang hoạt động.`,
      items: items.map((one, index) => ({
        title: one.title,
        source: `${one.sourceName}; ${sayValidity(one.validUntil)}`,
        isSample: one.sample,
        fieldId: `tin-${index + 1}`,
        text: one.zaloText === '' ? null : one.zaloText,
        imageHref: one.hasImage ? propagandaPaths.editionImage(one.id, one.edition) : null,
        status: statusOf(one.reached, given.groups),
        last: one.postedOn === null ? null : `lần cuối ${formatDay(one.postedOn)}`,
        href: supplyPaths.item(one.id),
      })),
      paging:
        total <= ITEMS_A_PAGE
          ? null
          : pagingOf({
              page: given.page,
              pageSize: ITEMS_A_PAGE,
              total,
              hrefOf: (to) => withChoices(supplyPaths.home, { trang: String(to) }),
            }),
      itemsHref: propagandaPaths.items,
    },
    frameOf(
      rehearsed === undefined ? null : { title: '', clockAt: rehearsed.clockAt, name: rehearsed.movementName ?? '' },
      { href: null, label: 'Đăng vào nhóm' },
    ),
  );
}

const frameOfSupply = ({ item }: Pick<OpenedSupply, 'item'>, ...crumbs: Breadcrumb[]): Partial<PageFrame> =>
  frameOf(
    { title: item.title, clockAt: item.clockAt, name: item.movementName ?? '' },
    { href: supplyPaths.home, label: 'Đăng vào nhóm' },
    ...crumbs,
  );

const sayPlace = ({ villageName, communeName }: SuppliedGroup): string =>
  [villageName ?? 'Toàn xã', communeName].filter(Boolean).join(', ');

/** One item for the groups of a commune: the text, where it was posted, and the form that notes more. */
export function supplyPage(
  supply: OpenedSupply,
  { groups, total }: { groups: readonly SuppliedGroup[]; total: number },
  { page, form }: { page: number; form: FormState },
): Page {
  const { item, edition } = supply;
  const reached = groups.filter(({ postings }) => postings.length > 0);
  const refusal = refuseToPost(postingFacts(supply), supply.today);
  // After its validity an item is no longer posted, yet what was posted before may still be noted.
  const isOver = refusal !== null && refusal.code !== 'posting-after-validity';
  return new Page(
    'movements/supply',
    {
      heading: edition.title,
      about: supply.item.ownerName,
      form,
      isSample: item.sample,
      source: `${edition.sourceName}; ${sayValidity(edition.validUntil)}`,
      isWithdrawn: item.withdrawnAt !== null,
      reason: item.reason,
      text: edition.zaloText === '' || item.withdrawnAt !== null ? null : edition.zaloText,
      imageHref:
        edition.image === null || edition.image.isInfected || item.withdrawnAt !== null
          ? null
          : propagandaPaths.editionImage(item.id, edition.edition),
      action: withChoices(supplyPaths.item(item.id), { trang: page === 1 ? null : String(page) }),
      mayPost: !isOver && total > 0,
      allLabel: `Cả ${total} nhóm của xã`,
      groups: groups.map((group) => ({
        value: group.id,
        label: group.name,
        hint: [sayPlace(group), group.postings.length === 0 ? 'chưa đăng' : `đã đăng ${sayDays(group)}`].join('; '),
      })),
      hasNone: total === 0,
      rows: reached.map((group) => ({
        name: group.name,
        place: sayPlace(group),
        postings: group.postings.map((one) => ({
          on: formatDay(one.on),
          edition: one.edition === edition.edition ? null : `bản ${one.edition}`,
          href: supplyPaths.strike(item.id, one.id),
        })),
      })),
      paging:
        total <= GROUPS_A_PAGE
          ? null
          : pagingOf({
              page,
              pageSize: GROUPS_A_PAGE,
              total,
              hrefOf: (to) => withChoices(supplyPaths.item(item.id), { trang: String(to) }),
            }),
      itemHref: propagandaPaths.item(item.id),
    },
    frameOfSupply(supply, { href: null, label: edition.title }),
  );
}

const SHOWN_DAYS = 3;
const sayDays = ({ postings }: SuppliedGroup): string =>
  [
    ...postings.slice(0, SHOWN_DAYS).map(({ on }) => formatDay(on)),
    ...(postings.length > SHOWN_DAYS ? [`và ${postings.length - SHOWN_DAYS} ngày khác`] : []),
  ].join(', ');

/** Asks why a posting is struck out. */
export const strikePage = (
  supply: OpenedSupply,
  posting: { id: string; groupName: string; on: string },
  form: FormState,
): Page =>
  new Page(
    'movements/supply-strike',
    {
      about: supply.edition.title,
      form,
      action: supplyPaths.strike(supply.item.id, posting.id),
      facts: [
        { label: 'Nhóm', value: posting.groupName },
        { label: 'Ngày đăng đã ghi', value: formatDay(posting.on) },
      ],
      backHref: supplyPaths.item(supply.item.id),
    },
    frameOfSupply(
      supply,
      { href: supplyPaths.item(supply.item.id), label: supply.edition.title },
      { href: null, label: 'Ghi nhầm' },
    ),
  );
