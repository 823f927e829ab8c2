import { plusMilliseconds } from '../kernel/instant.js';
import { describeDeadline, formatDate } from '../kernel/vietnamese/dates.js';
import { formatDecimal, formatFileSize, formatMoney, formatPoints } from '../kernel/vietnamese/numbers.js';
import { formatPhone } from '../kernel/vietnamese/phones.js';
import { sayKinds } from '../storage/file-kinds.js';
import { Page } from '../web/answer.js';
import { pagingOf, type StatusWord } from '../web/views/page.js';
import type { Calendar } from './calendar.js';
import type {
  ContestFacts,
  CriterionFacts,
  FieldFacts,
  PrizeTierFacts,
  RulesAttachmentFacts,
  SlotFacts,
  WindowFacts,
  WindowKind,
} from './contest.facts.js';
import type { SidePrizeFacts } from './side-prize.facts.js';
import { frameOfContest } from './contest.frame.js';
import { CONTESTS_A_PAGE } from './contest.list.repository.js';
import { contestPaths } from './contest.paths.js';
import type { PublicRoundsView } from './public-rounds.view.js';
import { REQUIREMENTS, sayBasis, sayFormula, sayPrizeBasis, WINDOW_KINDS, WINDOW_NAMES } from './contest.words.js';
import { sayQuotaRule } from './quota.js';
import { weightedMaximum } from './rubric.sums.js';
import { registerPaths } from './register/register.paths.js';
import type { RulesRow } from './rules.repository.js';
import { rulesBlocks } from './rules.text.js';

interface Shown {
  contest: ContestFacts;
  calendar: Calendar;
}

/** Where a contest stands today, in one word for lists. */
export function standOf({ contest, calendar }: Shown): StatusWord {
  if (contest.state === 'archived') return { word: 'Đã kết thúc', tone: 'neutral' };
  if (calendar.phase('submission') === 'open') return { word: 'Đang nhận hồ sơ', tone: 'success' };
  if (calendar.phase('submission') === 'before') return { word: 'Sắp nhận hồ sơ', tone: 'info' };
  const publication = calendar.window('publication');
  if (publication !== null && calendar.now >= publication.from)
    return { word: 'Đến thời gian công bố', tone: 'indigo' };
  if (calendar.phase('judging') === 'open') return { word: 'Đang chấm', tone: 'violet' };
  return { word: 'Đã hết hạn nộp', tone: 'warning' };
}

const isPublishing = ({ calendar }: Shown): boolean => {
  const publication = calendar.window('publication');
  return publication !== null && calendar.now >= publication.from;
};

const cardOf = (shown: Shown) => ({
  name: shown.contest.name,
  noun: shown.contest.noun,
  organiser: shown.contest.organiserName,
  href: contestPaths.one(shown.contest.slug),
  rulesHref: contestPaths.rules(shown.contest.slug),
  resultsHref: isPublishing(shown) ? contestPaths.results(shown.contest.slug) : null,
  isRehearsal: shown.contest.rehearsal,
  stand: standOf(shown),
  dueAt: shown.calendar.phase('submission') === 'open' ? (shown.calendar.window('submission')?.until ?? null) : null,
  now: shown.calendar.now,
  opensText:
    shown.calendar.phase('submission') === 'before'
      ? `Nhận hồ sơ từ ngày ${formatDate(shown.calendar.window('submission')?.from ?? shown.calendar.now)}`
      : null,
});

/** `/`: what is open now, by when dossiers are due, and the way in. */
export const frontPage = (shown: readonly Shown[], signedIn: boolean): Page =>
  new Page('contests/front', {
    contests: shown.map(cardOf),
    allHref: contestPaths.all,
    signInHref: signedIn ? '/viec' : '/dang-nhap',
    signInLabel: signedIn ? 'Vào việc của tôi' : 'Đăng nhập',
  });

/** `/cuoc-thi`: every contest that has been opened, the newest first. */
export const listPage = (shown: readonly Shown[], { page, total }: { page: number; total: number }): Page =>
  new Page('contests/list', {
    contests: shown.map((one) => ({
      ...cardOf(one),
      year: formatDate(one.contest.openedAt ?? one.calendar.now).slice(-4),
      due: dueText(one.calendar),
    })),
    paging: pagingOf({
      page,
      pageSize: CONTESTS_A_PAGE,
      total,
      hrefOf: (number) => `${contestPaths.all}?trang=${number}`,
    }),
  });

const dueText = (calendar: Calendar): string => {
  const window = calendar.windowForAll('submission');
  return window === null ? 'Chưa công bố' : describeDeadline(window.until);
};

const isOpenForAll = (calendar: Calendar): boolean => calendar.phaseOf(calendar.windowForAll('submission')) === 'open';

/** An extension for all is announced where the window is; those for single units are told to them on their own pages. */
function sayExtension(calendar: Calendar, kind: WindowKind): string {
  const extension = kind === 'submission' || kind === 'vetting' ? calendar.windowForAll(kind)?.extension : null;
  return extension ? `. Gia hạn đến ${describeDeadline(extension.untilAt)} theo ${sayBasis(extension)}` : '';
}

/** `/cuoc-thi/{slug}`: the five steps, who may enter, what papers, whom to call. */
export function overviewPage(
  shown: Shown,
  design: {
    slots: readonly SlotFacts[];
    fields: readonly FieldFacts[];
    size: { communes: number; villages: number };
    vetting: readonly string[];
    hasDocuments: boolean;
  },
): Page {
  const { contest, calendar } = shown;
  const path = ['UBND xã, phường, thị trấn', ...design.vetting, 'Ban Tổ chức'];
  return new Page(
    'contests/overview',
    {
      heading: contest.name,
      about: `${contest.noun} do ${contest.organiserName} tổ chức`,
      stand: standOf(shown),
      dueAt: isOpenForAll(calendar) ? (calendar.windowForAll('submission')?.until ?? null) : null,
      now: calendar.now,
      steps: WINDOW_KINDS.map((kind) => {
        const window = calendar.window(kind);
        const phase = calendar.phase(kind);
        return {
          label: WINDOW_NAMES[kind],
          when: [window === null ? 'Chưa công bố' : sayWindow(window), sayExtension(calendar, kind)].join(''),
          done: phase === 'over',
          current: phase === 'open',
        };
      }),
      who: [
        {
          label: 'Đơn vị dự thi',
          value: `Các ${contest.villageNoun} do UBND xã, phường, thị trấn lựa chọn`,
        },
        { label: 'Địa bàn', value: `${design.size.communes} xã, ${design.size.villages} ${contest.villageNoun}` },
        {
          label: 'Chỉ tiêu',
          value:
            contest.quota.percent === 0 && !contest.quota.strict
              ? 'Không đặt chỉ tiêu'
              : `Mỗi xã có ${sayQuotaRule(contest.quota, contest.villageNoun)} tham gia`,
        },
        { label: 'Mỗi đơn vị được nộp', value: `${contest.entriesPerVillage} hồ sơ` },
        { label: 'Hồ sơ gửi qua', value: path.join(' → ') },
      ],
      slots: design.slots.map((slot) => ({
        title: slot.title,
        help: slot.help,
        requirement: REQUIREMENTS[slot.requirement],
        kinds: sayKinds(slot.kinds),
        limit: `${slot.maxFiles} tệp, mỗi tệp không quá ${formatFileSize(slot.maxBytes)}`,
      })),
      fields: design.fields.map((one) => `${one.label.toLowerCase()}${one.required ? '' : ' (không bắt buộc)'}`),
      fieldsText: design.fields.map(({ label }) => inSentence(label)).join(', '),
      contactName: contest.contactName,
      contactPhone: contest.contactPhone === '' ? null : formatPhone(contest.contactPhone),
      contactHref: contest.contactPhone === '' ? null : `tel:${contest.contactPhone}`,
      sampleNotes: contest.sampleNotes === '' ? null : contest.sampleNotes,
      rulesHref: contestPaths.rules(contest.slug),
      documentsHref: design.hasDocuments ? registerPaths.published(contest.slug) : null,
      resultsHref: isPublishing(shown) ? contestPaths.results(contest.slug) : null,
    },
    frameOfContest(contest, calendar, [
      { href: contestPaths.all, label: 'Cuộc thi' },
      { href: null, label: contest.name },
    ]),
  );
}

/**
 * The printed words, with their exact meaning beside them where they leave a doubt: “trước ngày 01/12/2021” names a day that is
 * itself too late, so “tức hết ngày 30/11/2021” stands behind it (UX §2, deadlines).
 */
function sayWindow({ printed, until }: WindowFacts): string {
  const lastDay = formatDate(plusMilliseconds(until, -1));
  return printed.includes(lastDay) ? printed : `${printed}, tức ${describeDeadline(until)}`;
}

/** A label inside a sentence: only its first letter becomes small, names in it keep theirs. */
const inSentence = (label: string): string => label.charAt(0).toLowerCase() + label.slice(1);

/** `/cuoc-thi/{slug}/the-le`: one version of the rules in full, criteria and prizes, and every other version. */
export function rulesPage(
  shown: Shown,
  given: {
    version: RulesRow | null;
    inForce: RulesRow | null;
    versions: readonly RulesRow[];
    attachments: readonly RulesAttachmentFacts[];
    criteria: readonly CriterionFacts[];
    rounds: PublicRoundsView | null;
    tiers: readonly PrizeTierFacts[];
    sidePrizes: readonly SidePrizeFacts[];
  },
): Page {
  const { contest, calendar } = shown;
  const { version, inForce } = given;
  return new Page(
    'contests/rules',
    {
      heading: version?.title ?? 'Thể lệ',
      about: contest.name,
      source:
        version === null
          ? null
          : [version.documentNumber === '' ? null : `Số ${version.documentNumber}`, issued(version.issuedOn)]
              .filter((words) => words !== null)
              .join(', ') || null,
      notInForce:
        version !== null && version.id !== inForce?.id
          ? {
              text:
                version.inForceAt > calendar.now
                  ? `Bản này có hiệu lực từ ngày ${formatDate(version.inForceAt)}.`
                  : 'Bản này đã được thay thế.',
              href: contestPaths.rules(contest.slug),
            }
          : null,
      blocks: rulesBlocks(version?.body ?? ''),
      attachments: given.attachments.map((file) => ({
        name: file.name,
        href: file.scanState === 'infected' ? null : contestPaths.attachment(contest.slug, file.id),
        size: formatFileSize(file.size),
      })),
      criteria: given.criteria.map((criterion) => ({
        code: criterion.code,
        title: criterion.title,
        help: criterion.help,
        max: formatPoints(criterion.max),
        weight: formatDecimal(criterion.weight),
      })),
      total: formatDecimal(weightedMaximum(given.criteria)),
      formula: sayFormula(contest.ranking),
      judging: given.rounds,
      tiers: given.tiers.map((tier) => ({
        name: tier.name,
        quantity: tier.quantity,
        most: tier.mostPercent === null ? null : `không quá ${tier.mostPercent}% số hồ sơ được xếp hạng`,
        amount: formatMoney(tier.amount),
        minimum: tier.minimum === null ? 'Không' : `${formatPoints(tier.minimum)} điểm`,
      })),
      sidePrizes: given.sidePrizes.map((prize) => ({
        name: prize.name,
        basis: sayPrizeBasis(prize),
        quantity: prize.quantity,
        amount: formatMoney(prize.amount),
      })),
      isSample: contest.sampleNotes !== '',
      sampleNotes: contest.sampleNotes,
      versions: given.versions.map((one) => ({
        label: `Bản số ${one.number}`,
        href: contestPaths.rulesVersion(contest.slug, one.number),
        from: formatDate(one.inForceAt),
        note: one.changeNote === '' ? '–' : one.changeNote,
        isShown: one.id === version?.id,
      })),
    },
    frameOfContest(contest, calendar, [
      { href: contestPaths.all, label: 'Cuộc thi' },
      { href: contestPaths.one(contest.slug), label: contest.name },
      { href: null, label: 'Thể lệ' },
    ]),
  );
}

const issued = (day: string | null): string | null =>
  day === null ? null : `ngày ${day.split('-').reverse().join('/')}`;
