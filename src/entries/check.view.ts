import type { SlotFacts } from '../contests/contest.facts.js';
import type { FormState } from '../web/views/form-state.js';
import type { Instant } from '../kernel/instant.js';
import { sayPoint } from './answers.view.js';
import { remarkOnAnswer } from './answer.remarks.js';
import { sayAnswer } from './entry.answers.js';
import type { OpenedEntry } from './entry.opening.js';
import { communePlaces, type DossierPlaces, entryPaths } from './entry.paths.js';
import type { Missing } from './entry.missing.js';
import { sayMembers, sayWaiting, slotHref, toMissingLinks } from './entry.view.js';
import { type SlotFileView, toFileRow } from './slot.view.js';
import { fingerprintOf, type Readiness } from './submission.service.js';
import type { TransferFacts } from './transfer.facts.js';
import { sayUnfinished } from './unfinished.view.js';

/** Everything that is about to be sent, the commitment, and the button. The button is never greyed: pressed too early it says what is missing. */
export interface CheckView {
  heading: string;
  about: string;
  action: string;
  form: FormState;
  version: number;
  /** Fingerprint of the files shown. */
  seen: string;
  due: { label: string; until: Instant; now: Instant } | null;
  lockedText: string | null;
  missing: { href: string; text: string }[];
  missingHeading: string;
  answers: { label: string; value: string | null; href: string | null; action: string | null }[];
  /** Answers that look odd, though nothing keeps them from being sent. */
  remarks: { label: string; text: string }[];
  slots: {
    title: string;
    href: string;
    files: SlotFileView['file'][];
    listText: string | null;
    /** What to look at before sending: a list that was not taken or differs, files that have not come whole. */
    warnings: string[];
  }[];
  /** The office's points, with what it says and where to answer; empty unless the dossier was returned. */
  points: { title: string; text: string; href: string; isAnswered: boolean }[];
  reason: string | null;
  commitment: string;
  button: string;
  backHref: string;
}

/**
 * The page before sending: a first submission, or (`returned`) the supplement with the office's points. `unfinished`: files on
 * their way into its slots; where nothing is sent piece by piece there are none.
 */
export function toCheckView(
  opened: OpenedEntry,
  readiness: Readiness,
  form: FormState,
  lockedText: string | null,
  places: DossierPlaces = communePlaces(opened.entry.code),
  unfinished: readonly TransferFacts[] = [],
): CheckView {
  const { entry, calendar } = opened;
  const isReturned = entry.state === 'returned';
  const { missing, files } = readiness;
  const until = isReturned ? entry.supplementDueAt : (calendar.windowForEntry(entry)?.until ?? null);
  return {
    heading: isReturned ? 'Bổ sung hồ sơ' : 'Kiểm tra và nộp',
    about: `${entry.number ?? `Nháp ${entry.draftCode}`} – ${entry.villageName}`,
    action: isReturned ? entryPaths.supplement(entry.code) : places.check,
    form,
    version: entry.version,
    seen: fingerprintOf(files, readiness.members),
    due: until && { label: isReturned ? 'Hạn bổ sung' : 'Hạn nộp', until, now: calendar.now },
    lockedText,
    missing: toMissingLinks(places, form.summary.length > 0 ? [] : missing.filter(isNoPoint(readiness))),
    missingHeading: `Còn ${missing.filter(isNoPoint(readiness)).length} việc trước khi ${isReturned ? 'gửi bổ sung' : 'nộp'}`,
    answers: readiness.fields.map((field) => ({
      label: field.label,
      value: sayAnswer(field, entry.answers[field.code]),
      href: isReturned || lockedText !== null ? null : places.answers,
      action: 'Sửa',
    })),
    remarks: readiness.fields.flatMap(({ code, label, kind }) => {
      const text = remarkOnAnswer({ kind }, entry.answers[code]);
      return text === null ? [] : [{ label, text }];
    }),
    slots: readiness.slots.map((slot) => ({
      title: slot.title,
      href: slotHref(places, slot, readiness),
      listText: sayMembers(slot, readiness),
      warnings: warningsOn(slot, readiness, unfinished, isReturned && !isNamed(slot, readiness)),
      files: files.filter(({ slotId }) => slotId === slot.id).map((file) => toFileRow(file, places.files)),
    })),
    points: toPoints(readiness, places),
    reason: entry.reason,
    commitment: `${entry.communeName} cam kết nội dung hồ sơ là đúng sự thật và chịu trách nhiệm về hồ sơ này.`,
    button: isReturned ? 'Gửi bổ sung' : 'Nộp hồ sơ',
    backHref: places.one,
  };
}

const isNamed = ({ id }: SlotFacts, { points }: Readiness): boolean => points.some(({ slotId }) => slotId === id);

/** `isShut`: nothing can be put into the slot now, so that what was left over is not to be taken either. */
function warningsOn(
  slot: SlotFacts,
  readiness: Readiness,
  unfinished: readonly TransferFacts[],
  isShut: boolean,
): string[] {
  const waiting = isShut ? null : sayWaiting(slot, readiness);
  const difference = readiness.members?.slotId === slot.id ? readiness.members.difference : null;
  const coming = sayUnfinished(unfinished.filter(({ slotId }) => slotId === slot.id));
  return [
    ...(waiting === null ? [] : [`${waiting}. Mở mục này, sửa các dòng còn lỗi rồi bấm lấy vào hồ sơ.`]),
    ...(difference === null ? [] : [difference]),
    ...(coming === null ? [] : [`${coming}. Nộp trước khi gửi xong thì tệp đó không có trong hồ sơ.`]),
  ];
}

// What the office named stands in a list of its own, above.
const isNoPoint =
  ({ points, fields, slots }: Readiness) =>
  ({ at }: Missing): boolean =>
    !points.some(
      ({ fieldId, slotId }) =>
        (at.kind === 'field' && fields.some(({ id, code }) => id === fieldId && code === at.code)) ||
        (at.kind === 'slot' && slots.some(({ id, code }) => id === slotId && code === at.code)),
    );

function toPoints({ points, fields, slots, missing, members }: Readiness, places: DossierPlaces): CheckView['points'] {
  return points.flatMap((point) => {
    const field = fields.find(({ id }) => id === point.fieldId);
    const slot = slots.find(({ id }) => id === point.slotId);
    const place = field ?? slot;
    if (place === undefined) return [];
    const kind = field === undefined ? 'slot' : 'field';
    return [
      {
        title: field?.label ?? slot?.title ?? '',
        text: sayPoint(point),
        href: slot === undefined ? places.answers : slotHref(places, slot, { members }),
        isAnswered: !missing.some(({ at }) => at.kind === kind && at.code === place.code),
      },
    ];
  });
}
