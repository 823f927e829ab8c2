import { formatInteger, formatMoney } from '../kernel/vietnamese/numbers.js';
import { Page } from '../web/answer.js';
import type { FormState } from '../web/views/form-state.js';
import type { StatusWord } from '../web/views/page.js';
import { frameOfContest } from './contest.frame.js';
import { contestPaths, type Part, PARTS } from './contest.paths.js';
import { CONTEST_STATES, sayFormula } from './contest.words.js';
import { BLIND_PART } from './parts/blind.part.js';
import { BODIES_PART, MEMBERS_PART } from './parts/bodies.part.js';
import { BUDGET_SOURCES_PART } from './parts/budget-sources.part.js';
import { BUDGET_PART } from './parts/budget.part.js';
import { CEILINGS_PART } from './parts/ceilings.part.js';
import { CRITERIA_PART } from './parts/criteria.part.js';
import { EXTENSIONS_PART } from './parts/extensions.part.js';
import { FIELDS_PART } from './parts/fields.part.js';
import { GENERAL_PART } from './parts/general.part.js';
import { MEMBER_LIST_PART } from './parts/member-list.part.js';
import type { Desk } from './parts/part.js';
import { deskCrumbs } from './parts/part.view.js';
import { PRACTICE_PART } from './parts/practice.part.js';
import { PRIZES_PART } from './parts/prizes.part.js';
import { QUOTA_PART } from './parts/quota.part.js';
import { RANKING_PART } from './parts/ranking.part.js';
import { ROUNDS_PART } from './parts/rounds.part.js';
import { RULES_PART } from './parts/rules.part.js';
import { SIDE_PRIZES_PART } from './parts/side-prizes.part.js';
import { SLOTS_PART } from './parts/slots.part.js';
import { OBJECTIONS_PART } from './parts/objections.part.js';
import { MOVEMENT_PART } from './parts/movement.part.js';
import { STORAGE_PART } from './parts/storage.part.js';
import { VETTING_PART } from './parts/vetting.part.js';
import { WINDOWS_PART } from './parts/windows.part.js';
import { sayQuotaRule } from './quota.js';
import type { ContestDesign, Finding } from './readiness.js';
import { registerPaths } from './register/register.paths.js';
import { costOf } from './tier.sums.js';
import { webhookPaths } from './webhooks/webhook.paths.js';

const DONE: StatusWord = { word: 'Xong', tone: 'success' };
const LOOK: StatusWord = { word: 'Nên xem lại', tone: 'warning' };
const MISSING: StatusWord = { word: 'Còn thiếu', tone: 'danger' };

/** The set-up list, in the order in which a contest is thought out. */
const ORDER: readonly { path: Part; heading: string }[] = [
  GENERAL_PART,
  MOVEMENT_PART,
  { path: PARTS.units, heading: 'Đơn vị tham gia' },
  WINDOWS_PART,
  EXTENSIONS_PART,
  BODIES_PART,
  MEMBERS_PART,
  RULES_PART,
  SLOTS_PART,
  FIELDS_PART,
  MEMBER_LIST_PART,
  VETTING_PART,
  QUOTA_PART,
  CRITERIA_PART,
  ROUNDS_PART,
  RANKING_PART,
  BLIND_PART,
  PRACTICE_PART,
  PRIZES_PART,
  SIDE_PRIZES_PART,
  CEILINGS_PART,
  BUDGET_PART,
  BUDGET_SOURCES_PART,
  STORAGE_PART,
  OBJECTIONS_PART,
];

/** The set-up page: every part with its state, and what is still missing or contradictory. */
export function setUpPage(
  desk: Desk,
  design: ContestDesign,
  findings: readonly Finding[],
  { mayCopy }: { mayCopy: boolean },
): Page {
  const { contest } = desk;
  const { slug } = contest;
  const blocking = findings.filter((finding) => finding.severity === 'blocking');
  return new Page(
    'contests/set-up',
    {
      heading: 'Thiết lập cuộc thi',
      about: contest.name,
      state: CONTEST_STATES[contest.state],
      isDraft: contest.state === 'draft',
      isRehearsal: contest.rehearsal,
      missing: blocking.map((finding) => linkOf(slug, finding)),
      advice: findings.filter((finding) => finding.severity === 'advice').map((finding) => linkOf(slug, finding)),
      missingHeading: `Còn ${blocking.length} việc phải xong trước khi mở`,
      tasks: ORDER.flatMap(({ path, heading }) => {
        const task = {
          label: heading,
          href: contestPaths.part(slug, path),
          hint: hintOf(path, design),
          status: statusOf(path, findings),
        };
        return path === PARTS.ranking ? [task, spreadTask(slug)] : [task];
      }),
      openingHref: contestPaths.opening(slug),
      publicHref: contestPaths.one(slug),
      clockHref: contestPaths.clock(slug),
      noticesHref: contestPaths.notices(slug),
      webhooksHref: webhookPaths.list(slug),
      registerHref: registerPaths.list(slug),
      copyHref: mayCopy ? contestPaths.copy(slug) : null,
    },
    frameOfContest(contest, desk.calendar, [
      { href: contestPaths.desk, label: 'Cuộc thi' },
      { href: null, label: contest.name },
    ]),
  );
}

/** Asks before a contest is opened; lists what still keeps it closed. */
export function openingPage(desk: Desk, findings: readonly Finding[], form: FormState): Page {
  const { contest } = desk;
  const blocking = findings.filter((finding) => finding.severity === 'blocking');
  return new Page(
    'contests/opening',
    {
      heading: 'Mở cuộc thi',
      about: contest.name,
      form,
      version: contest.version,
      action: contestPaths.opening(contest.slug),
      missing: blocking.map((finding) => linkOf(contest.slug, finding)),
      missingHeading: `Còn ${blocking.length} việc phải xong trước khi mở`,
      advice: findings
        .filter((finding) => finding.severity === 'advice')
        .map((finding) => linkOf(contest.slug, finding)),
      isRehearsal: contest.rehearsal,
      backHref: contestPaths.setUp(contest.slug),
    },
    frameOfContest(contest, desk.calendar, deskCrumbs(desk, { href: null, label: 'Mở cuộc thi' })),
  );
}

/** Not a part of the contest's own: a contest without the rule marks nothing again. */
const spreadTask = (slug: string): { label: string; href: string; hint: string; status: null } => ({
  label: 'Quy định về chênh lệch điểm',
  href: contestPaths.spreadRule(slug),
  hint: 'Khi nào chấm lại; không đặt thì không chấm lại',
  status: null,
});

const linkOf = (slug: string, finding: Finding): { href: string; text: string } => ({
  href: contestPaths.part(slug, finding.part),
  text: finding.sentence,
});

/** Extensions and a movement are never due, so they are never “done” either. */
function statusOf(path: Part, findings: readonly Finding[]): StatusWord | null {
  const own = findings.filter((finding) => finding.part === path);
  if (own.some((finding) => finding.severity === 'blocking')) return MISSING;
  if (own.length > 0) return LOOK;
  return path === PARTS.extensions || path === PARTS.movement ? null : DONE;
}

/** What stands in a part, in a few words. */
function hintOf(path: Part, design: ContestDesign): string | null {
  const { contest } = design;
  switch (path) {
    case PARTS.general:
      return `${contest.noun} “${contest.name}”, mã ${contest.code}`;
    case PARTS.units: {
      const villages = design.communes.reduce((sum, commune) => sum + commune.villageCount, 0);
      return `${formatInteger(design.communes.length)} xã, ${formatInteger(villages)} ${contest.villageNoun}`;
    }
    case PARTS.windows:
      return `${design.windows.length}/5 mốc đã nhập`;
    case PARTS.members:
      return `${design.bodies.reduce((sum, body) => sum + body.memberCount, 0)} người`;
    case PARTS.bodies:
      return design.bodies.map((body) => body.name).join(', ') || null;
    case PARTS.rules:
      return `${design.rules.length} bản`;
    case PARTS.slots:
      return `${design.slots.length} thành phần`;
    case PARTS.fields:
      return `${design.fields.length} ô`;
    case PARTS.vetting:
      return design.vettingLevels.map((level) => level.name).join(' → ') || 'Không có';
    case PARTS.rounds:
      return design.plannedRounds.map(({ name }) => name).join(' → ') || 'Một vòng';
    case PARTS.quota:
      return `Mỗi xã ${sayQuotaRule(contest.quota, contest.villageNoun)}`;
    case PARTS.criteria:
      return `${design.criteria.length} tiêu chí`;
    case PARTS.ranking:
      return sayFormula(contest.ranking);
    case PARTS.blind:
      return contest.blind.isBlind ? 'Giám khảo chỉ thấy mã kín' : 'Không chấm kín';
    case PARTS.prizes:
      return `${design.tiers.length} hạng giải, tổng ${formatMoney(costOf(design.tiers))}`;
    case PARTS.sidePrizes:
      return design.sidePrizes.map(({ name }) => name).join(', ') || 'Không có';
    case PARTS.budget:
      return contest.budget === null ? 'Chưa nhập' : formatMoney(contest.budget);
    case PARTS.ceilings:
      return design.ceilings.length === 0 ? 'Không đặt' : `${design.ceilings.length} định mức`;
    case PARTS.budgetSources:
      return design.sources.map(({ name }) => name).join(', ') || 'Không ghi nguồn';
    case PARTS.extensions:
    case PARTS.roundCriteria:
    case PARTS.memberList:
    case PARTS.practice:
    case PARTS.storage:
    case PARTS.movement:
    case PARTS.objections:
      return null;
  }
}
