import type { Instant } from '../kernel/instant.js';
import { plusMilliseconds } from '../kernel/instant.js';
import {
  describeDeadline,
  formatDate,
  formatDateTimeLong,
  formatTime,
  startOfDay,
} from '../kernel/vietnamese/dates.js';
import { tellPlace } from '../kernel/vietnamese/places.js';
import type { FormState } from '../web/views/form-state.js';
import type { StatusWord } from '../web/views/page.js';
import { ENTRY_STATUS_WORDS } from '../entries/entry.moves.js';
import { tellWhereItStands } from '../entries/entry.story.js';
import type { TypedDecision, TypedReturn } from './decision.form.js';
import { failedPoints, placesToCheck, sayPoints, uncheckedPlaces } from './decision.service.js';
import { sayCheck } from './check.words.js';
import type { DossierContents, OpenedDossier } from './vetting.opening.js';
import { vettingPaths } from './vetting.paths.js';

interface SummaryRow {
  label: string;
  value: string;
  valueHref: string | null;
  href: string | null;
}

/** What the commune will read, drawn before the button that makes it so. */
export interface CommuneWillRead {
  status: StatusWord;
  lines: string[];
  points: { title: string; text: string }[];
}

interface DecidingView {
  code: string;
  heading: string;
  facts: SummaryRow[];
  action: string;
  form: FormState;
  version: number;
  checklistVersion: number;
  backHref: string;
  /** Why it cannot be decided now; the form is then not drawn. */
  locked: string | null;
  preview: CommuneWillRead | null;
}

export interface DecisionView extends DecidingView {
  choices: { value: string; label: string; hint: string }[];
  warning: string | null;
}

export interface ReturnView extends DecidingView {
  hasPoints: boolean;
  latest: string | null;
  /** “Lần 1, thể lệ cho nhiều nhất 2 lần”. */
  roundText: string;
}

const HOUR_MILLISECONDS = 3_600_000;
const DAY_MILLISECONDS = 24 * HOUR_MILLISECONDS;

const row = (label: string, value: string): SummaryRow => ({ label, value, valueHref: null, href: null });

function common(
  { entry }: OpenedDossier,
  { checklist }: DossierContents,
): Pick<DecidingView, 'code' | 'version' | 'checklistVersion' | 'backHref' | 'facts'> {
  return {
    code: entry.code,
    version: entry.version,
    checklistVersion: checklist.version,
    backHref: vettingPaths.one(entry.code),
    facts: [
      row('Hồ sơ', `${entry.code}, ${tellPlace(entry.villageName, entry.communeName)}`),
      ...(entry.submittedAt === null ? [] : [row('Nộp lúc', formatDateTimeLong(entry.submittedAt))]),
    ],
  };
}

/** The page of acceptance and rejection. `typed` is set when a look at the outcome was asked for. */
export function toDecisionView(
  opened: OpenedDossier,
  contents: DossierContents,
  { form, locked, typed }: { form: FormState; locked: string | null; typed: TypedDecision | null },
): DecisionView {
  const places = placesToCheck(contents);
  const unchecked = uncheckedPlaces(contents);
  const failed = failedPoints(contents);
  const base = common(opened, contents);
  return {
    ...base,
    heading: 'Quyết định về hồ sơ',
    facts: [
      ...base.facts,
      row('Đã kiểm tra', `${places.length - unchecked.length}/${places.length} mục`),
      row('Chưa đạt', failed.length === 0 ? 'Không có mục nào' : sayPoints(failed)),
    ],
    action: vettingPaths.decision(opened.entry.code),
    form,
    locked,
    warning:
      failed.length > 0
        ? 'Còn mục “Chưa đạt” nên chưa tiếp nhận được. Có thể yêu cầu bổ sung.'
        : unchecked.length > 0
          ? `Còn ${unchecked.length} mục chưa đánh dấu: ${unchecked.map(({ title }) => title).join(', ')}.`
          : null,
    choices: [
      { value: 'accept', label: 'Tiếp nhận', hint: 'Hồ sơ đủ điều kiện, chờ chuyển lên trên.' },
      {
        value: 'reject',
        label: 'Không tiếp nhận',
        hint: 'Hồ sơ dừng ở đây. Xã đọc được lý do và không nộp lại hồ sơ này.',
      },
    ],
    preview: typed === null ? null : previewOf(opened, typed),
  };
}

/** The very words of the commune's own page, said of the dossier as it would be. */
function previewOf(
  { entry, desk, contest, calendar }: OpenedDossier,
  { decision, reason }: TypedDecision,
): CommuneWillRead {
  const state = decision === 'accept' ? 'accepted' : 'rejected';
  const vettedLevel = decision === 'accept' ? desk.level : entry.vettedLevel;
  const would = { ...entry, state, vettedLevel } as const;
  return {
    status: ENTRY_STATUS_WORDS[state],
    lines: [
      tellWhereItStands(would, contest, calendar, desk.unitName),
      ...(decision === 'reject' ? [`Lý do: ${reason}`] : []),
    ],
    points: [],
  };
}

const sayRight = (sample: string): string => (sample === '' ? '' : `. Đúng là: ${sample}`);

/** The page of a request for supplement: its points as the commune will read them, and until when. */
export function toReturnView(
  opened: OpenedDossier,
  contents: DossierContents,
  { form, locked, typed }: { form: FormState; locked: string | null; typed: TypedReturn | null },
): ReturnView {
  const { entry, desk, contest, calendar } = opened;
  const points = failedPoints(contents);
  const window = calendar.windowFor('vetting', desk.unitId);
  const would = { ...entry, state: 'returned', supplementDueAt: typed?.dueAt ?? null } as const;
  return {
    ...common(opened, contents),
    heading: 'Yêu cầu bổ sung hồ sơ',
    action: vettingPaths.supplement(entry.code),
    form,
    locked,
    hasPoints: points.length > 0,
    roundText:
      contest.supplementRounds === null
        ? `Yêu cầu bổ sung lần ${contents.round}.`
        : `Yêu cầu bổ sung lần ${contents.round}; thể lệ cho nhiều nhất ${contest.supplementRounds} lần.`,
    latest: window === null ? null : `Trễ nhất là ${describeDeadline(window.until)}, hết hạn thẩm định.`,
    preview: {
      status: ENTRY_STATUS_WORDS.returned,
      lines: [
        tellWhereItStands(would, contest, calendar, desk.unitName),
        `Lý do: ${typed === null || typed.message === '' ? sayPoints(points) : typed.message}`,
        ...(typed === null ? ['Hạn bổ sung: theo ngày giờ nhập ở dưới.'] : []),
        'Chỉ các mục dưới đây mở lại để sửa. Các mục khác giữ nguyên.',
      ],
      points: points.map((point) => ({
        title: point.title,
        text: [sayCheck(point), sayRight(contents.slots.find(({ id }) => id === point.slotId)?.sample ?? '')].join(''),
      })),
    },
  };
}

/**
 * A due instant to start from: 17:00 three days on, or earlier when the office's window ends before; then the last full
 * hour that leaves a day to look at the supplement, or at least the window's end.
 */
export function suggestDue(now: Instant, windowUntil: Instant | null): { dueDate: string; dueTime: string } {
  const inThreeDays = plusMilliseconds(startOfDay(now), 3 * DAY_MILLISECONDS + 17 * HOUR_MILLISECONDS);
  const dueAt = windowUntil === null || inThreeDays <= windowUntil ? inThreeDays : latestBefore(now, windowUntil);
  return { dueDate: formatDate(dueAt), dueTime: formatTime(dueAt) };
}

function latestBefore(now: Instant, windowUntil: Instant): Instant {
  const dayBefore = plusMilliseconds(windowUntil, -DAY_MILLISECONDS);
  return dayBefore > now ? dayBefore : windowUntil;
}
