import type { RegisterMenuView } from '../../communities/register.menu.js';
import { formatDateTime, formatDateTimeLong } from '../../kernel/vietnamese/dates.js';
import { formatDay } from '../../kernel/vietnamese/days.js';
import { Page } from '../../web/answer.js';
import type { FormState } from '../../web/views/form-state.js';
import { type Breadcrumb, type PageFrame, pagingOf } from '../../web/views/page.js';
import { withChoices } from '../drives/drive.paths.js';
import {
  type Edition,
  isForGroups,
  type ItemFacts,
  type ItemImage,
  type ItemState,
  type ItemWords,
} from './item.facts.js';
import { ITEM_MOVES, ITEM_STATUS_WORDS, type ItemVerb } from './item.moves.js';
import type { OpenedItem } from './item.opening.js';
import { propagandaPaths } from './propaganda.paths.js';
import { READING_PACE, sayDuration, secondsToRead, signsOf } from './reading.time.js';

export const ITEMS_A_PAGE = 30;

/** What every page of propaganda has around it. */
export function frameOf(
  given: { title: string; clockAt: Date | null; name: string } | null,
  ...crumbs: Breadcrumb[]
): Partial<PageFrame> {
  return {
    breadcrumbs:
      crumbs.length === 0
        ? [{ href: null, label: 'Tuyên truyền' }]
        : [{ href: propagandaPaths.home, label: 'Tuyên truyền' }, ...crumbs],
    rehearsal:
      given === null || given.clockAt === null
        ? null
        : { contestName: given.name, nowText: formatDateTimeLong(given.clockAt) },
  };
}

export const frameOfItem = ({ item }: Pick<OpenedItem, 'item'>, ...crumbs: Breadcrumb[]): Partial<PageFrame> =>
  frameOf(
    { title: item.title, clockAt: item.clockAt, name: item.movementName ?? '' },
    { href: propagandaPaths.items, label: 'Nội dung' },
    ...(crumbs.length === 0
      ? [{ href: null, label: item.title }]
      : [{ href: propagandaPaths.item(item.id), label: item.title }, ...crumbs]),
  );

/** Which forms it has: "bài đọc 1 phút 20 giây, tin Zalo 420 ký tự, ảnh" */
export function sayForms({ loudText, zaloText, image }: ItemWords & { image: ItemImage | null }): string {
  return [
    loudText === '' ? '' : `bài đọc ${sayDuration(secondsToRead(loudText))}`,
    zaloText === '' ? '' : `tin Zalo ${signsOf(zaloText)} ký tự`,
    image === null ? '' : 'ảnh',
  ]
    .filter(Boolean)
    .join(', ');
}

/** The words as a reader sees them, each form with its measure. */
const toText = (words: ItemWords & { image: ItemImage | null }, imageHref: string) => ({
  loud: words.loudText === '' ? null : words.loudText.split('\n'),
  loudMeasure: `Đọc một lần hết khoảng ${sayDuration(secondsToRead(words.loudText))}. ${READING_PACE.reason}`,
  zalo: words.zaloText === '' ? null : words.zaloText,
  zaloMeasure: `${signsOf(words.zaloText)} ký tự`,
  image:
    words.image === null
      ? null
      : {
          name: words.image.name,
          href: words.image.isInfected ? null : imageHref,
          isolated: words.image.isInfected ? 'Ảnh bị cách ly vì có mã độc. Cần chọn ảnh khác.' : null,
        },
});

export function itemsPage(
  { items, total }: { items: readonly ItemFacts[]; total: number },
  given: {
    page: number;
    state: ItemState | null;
    mayWrite: boolean;
    isCommune: boolean;
    menu: RegisterMenuView;
  },
): Page {
  const { page, state, mayWrite, isCommune, menu } = given;
  return new Page(
    'movements/propaganda-items',
    {
      menu,
      form: { values: { 'trang-thai': state ?? '' }, errors: {}, summary: [] },
      action: propagandaPaths.items,
      states: isCommune ? null : Object.entries(ITEM_STATUS_WORDS).map(([value, { word }]) => ({ value, label: word })),
      rows: items.map((one) => ({
        title: one.title,
        href: propagandaPaths.item(one.id),
        source: one.sourceName,
        owner: one.ownerName,
        forms: sayForms(one),
        valid: one.validUntil === null ? 'đến khi rút' : `đến ${formatDay(one.validUntil)}`,
        status: isCommune && one.state !== 'withdrawn' ? ITEM_STATUS_WORDS.approved : ITEM_STATUS_WORDS[one.state],
        isSample: one.sample,
      })),
      caption: `${total} nội dung`,
      newHref: mayWrite ? propagandaPaths.create : null,
      paging:
        total <= ITEMS_A_PAGE
          ? null
          : pagingOf({
              page,
              pageSize: ITEMS_A_PAGE,
              total,
              hrefOf: (to) => withChoices(propagandaPaths.items, { 'trang-thai': state, trang: String(to) }),
            }),
    },
    frameOf(null, { href: null, label: 'Nội dung' }),
  );
}

const VERB_BUTTONS: Readonly<Record<ItemVerb, string>> = {
  submit: 'Trình duyệt',
  return: 'Trả lại để sửa',
  approve: 'Duyệt nội dung',
  revise: 'Mở bản mới để sửa',
  withdraw: 'Rút nội dung',
};
export const VERB_PATHS: Readonly<Record<ItemVerb, (id: string) => string>> = {
  submit: propagandaPaths.submission,
  return: propagandaPaths.returning,
  approve: propagandaPaths.approval,
  revise: propagandaPaths.revision,
  withdraw: propagandaPaths.withdrawal,
};
const verbsOf = (state: ItemState, reason: 'none' | 'required') =>
  (Object.keys(ITEM_MOVES) as ItemVerb[]).filter(
    (verb) => ITEM_MOVES[verb].reason === reason && (ITEM_MOVES[verb].from as readonly string[]).includes(state),
  );

/** One item: what is in force, what is being written, and what may be done with it. */
export function itemPage(
  opened: OpenedItem,
  editions: readonly Edition[],
  form: FormState,
  { needsSecond }: { needsSecond: boolean },
): Page {
  const { item, keeps } = opened;
  const [inForce] = editions;
  const isRead = !keeps || item.state === 'approved' || (item.state === 'withdrawn' && inForce !== undefined);
  const shown = isRead && inForce !== undefined ? inForce : item;
  const forGroups = inForce !== undefined && isForGroups(inForce);
  const isCommune = opened.reach.kind === 'commune';
  const imageHref =
    isRead && inForce !== undefined
      ? propagandaPaths.editionImage(item.id, inForce.edition)
      : propagandaPaths.image(item.id);
  return new Page(
    'movements/propaganda-item',
    {
      heading: shown.title,
      form,
      version: item.version,
      isSample: item.sample,
      status: keeps || item.state === 'withdrawn' ? ITEM_STATUS_WORDS[item.state] : ITEM_STATUS_WORDS.approved,
      reason: keeps || item.state === 'withdrawn' ? item.reason : null,
      isWithdrawn: item.state === 'withdrawn',
      facts: [
        { label: 'Cơ quan cung cấp', value: shown.sourceName },
        { label: 'Đơn vị ban hành', value: item.ownerName },
        { label: 'Phong trào', value: item.movementName ?? 'Không thuộc phong trào nào' },
        { label: 'Dùng đến hết ngày', value: shown.validUntil === null ? 'Đến khi rút' : formatDay(shown.validUntil) },
        ...(inForce === undefined
          ? []
          : [{ label: 'Bản đang dùng', value: `Bản ${inForce.edition}, ${sayApproval(inForce)}` }]),
        ...(keeps && item.submittedByName !== null ? [{ label: 'Người trình', value: item.submittedByName }] : []),
      ],
      isWorking: keeps && item.edition > 0 && (item.state === 'draft' || item.state === 'submitted'),
      text: toText(shown, imageHref),
      editHref: keeps && item.state === 'draft' ? propagandaPaths.edit(item.id) : null,
      plansHref: inForce === undefined || isCommune ? null : propagandaPaths.plans(item.id),
      spreadHref: forGroups ? propagandaPaths.spread(item.id) : null,
      postHref: forGroups && isCommune && item.state !== 'withdrawn' ? propagandaPaths.supply(item.id) : null,
      needsSecond: keeps && item.state === 'submitted' && needsSecond,
      steps: keeps
        ? verbsOf(item.state, 'none')
            .filter((verb) => verb !== 'approve' || !needsSecond)
            .map((verb) => ({ action: VERB_PATHS[verb](item.id), label: VERB_BUTTONS[verb] }))
        : [],
      reasoned: keeps
        ? verbsOf(item.state, 'required').map((verb) => ({
            action: VERB_PATHS[verb](item.id),
            label: VERB_BUTTONS[verb],
          }))
        : [],
      reasonedAction: VERB_PATHS[verbsOf(item.state, 'required')[0] ?? 'withdraw'](item.id),
      editions: editions.map((one) => ({
        label: `Bản ${one.edition}`,
        hint: sayApproval(one),
        href: propagandaPaths.edition(item.id, one.edition),
        status: null,
      })),
    },
    frameOfItem(opened),
  );
}

const sayApproval = ({ approvedAt, approvedByName, approvedAlone }: Edition): string =>
  `${approvedByName} duyệt lúc ${formatDateTime(approvedAt)}${approvedAlone ? ' (cũng là người trình: đơn vị không có người thứ hai)' : ''}`;

/** An edition as it was approved. */
export function editionPage(opened: OpenedItem, edition: Edition): Page {
  return new Page(
    'movements/propaganda-edition',
    {
      heading: edition.title,
      about: `Bản ${edition.edition}`,
      facts: [
        { label: 'Cơ quan cung cấp', value: edition.sourceName },
        {
          label: 'Dùng đến hết ngày',
          value: edition.validUntil === null ? 'Đến khi rút' : formatDay(edition.validUntil),
        },
        { label: 'Duyệt', value: sayApproval(edition) },
      ],
      isOld: edition.edition !== opened.item.edition,
      text: toText(edition, propagandaPaths.editionImage(opened.item.id, edition.edition)),
      backHref: propagandaPaths.item(opened.item.id),
    },
    frameOfItem(opened, { href: null, label: `Bản ${edition.edition}` }),
  );
}
