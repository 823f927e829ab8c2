import type { NewNotice } from '../notices/notice.facts.js';
import type { ReminderHours } from '../notices/notice.timing.js';
import type { Instant } from '../kernel/instant.js';
import type { UnitId } from '../kernel/ids.js';
import { describeDeadline, formatDateTime, isoLocal } from '../kernel/vietnamese/dates.js';
import type { FiledBy } from './filing.facts.js';
import { sayFiledBy } from './filing.words.js';
import type { EntryFacts } from './entry.facts.js';
import { entryPaths } from './entry.paths.js';

type Told = Pick<EntryFacts, 'id' | 'communeId' | 'villageName' | 'code' | 'version'>;

const toCommune = (communeId: UnitId): NewNotice['to'] => ({ kind: 'units', role: 'commune', unitIds: [communeId] });

/** A dossier, or its supplement, has come in: its number, and that nothing more is to be done; when an office sent it, who did and at whose request. */
export const receiptNotice = (
  entry: Told,
  {
    number,
    round,
    isSupplement,
    filed,
    at,
  }: { number: string; round: number; isSupplement: boolean; filed: FiledBy | null; at: Instant },
): NewNotice => ({
  event: 'receipt',
  to: toCommune(entry.communeId),
  once: `receipt:${entry.id}:${round}`,
  subject: `${isSupplement ? 'Đã nhận phần bổ sung' : 'Đã nhận hồ sơ'} ${number}`,
  paragraphs: [
    `${isSupplement ? 'Phần bổ sung của hồ sơ' : 'Hồ sơ'} ${number}, ${entry.villageName}, đã được nhận lúc ${formatDateTime(at)}.`,
    ...(filed === null
      ? ['Không phải làm gì thêm. Nếu cần bổ sung, hệ thống sẽ báo.']
      : [
          `Nộp thay bởi ${sayFiledBy(filed)}.`,
          'Không phải làm gì thêm. Nếu xã không đề nghị nộp thay: rút hồ sơ ở trang hồ sơ, hoặc báo ngay Ban Tổ chức.',
        ]),
  ],
  action: { label: 'Xem giấy biên nhận', path: entryPaths.receipt(number) },
  deadlineAt: null,
});

/** The decisions about a dossier that its commune is told of, by the verb of the move. */
const DECISIONS: Readonly<Record<string, { subject: string; said: string; label: string }>> = {
  accept: { subject: 'Hồ sơ đủ điều kiện', said: 'đủ điều kiện. Không phải làm gì thêm.', label: 'Xem hồ sơ' },
  reject: {
    subject: 'Hồ sơ không được tiếp nhận',
    said: 'không được tiếp nhận. Lý do ghi ở trang hồ sơ.',
    label: 'Xem lý do',
  },
  disqualify: { subject: 'Dừng xử lý hồ sơ', said: 'dừng xử lý. Lý do ghi ở trang hồ sơ.', label: 'Xem lý do' },
};

/** The key under which a commune is told of the move that brought its dossier to this version. */
export const onceOfMove = ({ id, version }: Pick<Told, 'id' | 'version'>, verb: string): string =>
  `entry:${id}:${verb}:${version}`;

/** What a commune is told of a move of its dossier; null for the moves that are none of its business. */
export function moveNotice(entry: Told, verb: string, dueAt: Instant | null): NewNotice | null {
  const once = onceOfMove(entry, verb);
  const to = toCommune(entry.communeId);
  if (verb === 'return' && dueAt !== null) {
    return {
      event: 'supplement',
      to,
      once,
      subject: `Cần bổ sung hồ sơ ${entry.code}`,
      paragraphs: [
        `Hồ sơ ${entry.code}, ${entry.villageName}, cần bổ sung. Từng mục cần bổ sung ghi ở trang hồ sơ.`,
        `Hạn bổ sung: ${describeDeadline(dueAt)}.`,
      ],
      action: { label: 'Bổ sung hồ sơ', path: entryPaths.supplement(entry.code) },
      deadlineAt: dueAt,
    };
  }
  const decision = DECISIONS[verb];
  if (decision === undefined) return null;
  return {
    event: 'decision',
    to,
    once,
    subject: `${decision.subject} ${entry.code}`,
    paragraphs: [`Hồ sơ ${entry.code}, ${entry.villageName}, ${decision.said}`],
    action: { label: decision.label, path: entryPaths.one(entry.code) },
    deadlineAt: null,
  };
}

/** Where a commune stands that has not finished. */
export interface Unfinished {
  communeId: UnitId;
  communeName: string;
  /** How many more villages the quota asks for. */
  short: number;
  /** Drafts that were begun and not sent. */
  drafts: number;
  entered: number;
  needed: number;
  villageNoun: string;
}

const LEFT_WORDS: Readonly<Record<ReminderHours, string>> = { 72: '3 ngày', 24: '1 ngày', 3: '3 giờ' };

/** “Còn 1 ngày”: to a commune that has not finished, what is missing and until when. */
export function reminderNotice(
  commune: Unfinished,
  hours: ReminderHours,
  contestId: string,
  untilAt: Instant,
): NewNotice {
  const { communeId, communeName, short, drafts, entered, needed, villageNoun } = commune;
  const missing = [
    short > 0 ? `đã nộp ${entered}/${needed} ${villageNoun} theo chỉ tiêu, còn thiếu ${short}` : '',
    drafts > 0 ? `còn ${drafts} hồ sơ nháp chưa nộp` : '',
  ].filter((part) => part !== '');
  return {
    event: 'reminder',
    to: toCommune(communeId),
    once: `remind:${contestId}:${communeId}:${isoLocal(untilAt)}:${hours}`,
    subject: `Còn không quá ${LEFT_WORDS[hours]} để nộp hồ sơ`,
    paragraphs: [`${communeName}: ${missing.join('; ')}.`, `Hạn nộp: ${describeDeadline(untilAt)}.`],
    action: { label: 'Mở danh sách hồ sơ', path: entryPaths.desk },
    deadlineAt: untilAt,
  };
}

/** A dossier that an office has returned and whose supplement has not come. */
export interface AwaitedSupplement extends Omit<Told, 'version'> {
  /** Until when; the instant itself is too late. */
  dueAt: Instant;
  /** How often it has come in so far: a dossier returned again is reminded of again, even by the same due instant. */
  rounds: number;
}

/** “Còn 1 ngày”: to the commune of a returned dossier, that its supplement has not come and until when it may. */
export const supplementReminder = (
  { id, communeId, villageName, code, dueAt, rounds }: AwaitedSupplement,
  hours: ReminderHours,
): NewNotice => ({
  event: 'reminder',
  to: toCommune(communeId),
  once: `remind:supplement:${id}:${rounds}:${isoLocal(dueAt)}:${hours}`,
  subject: `Còn không quá ${LEFT_WORDS[hours]} để bổ sung ${code}`,
  paragraphs: [
    `Hồ sơ ${code}, ${villageName}, chưa gửi bổ sung. Từng mục cần bổ sung ghi ở trang hồ sơ.`,
    `Hạn bổ sung: ${describeDeadline(dueAt)}.`,
  ],
  action: { label: 'Bổ sung hồ sơ', path: entryPaths.supplement(code) },
  deadlineAt: dueAt,
});

/** “Còn 1 ngày”: to the commune of a draft that was given more time than the others, by its own end. */
export const draftReminder = (
  { id, communeId, villageName, code }: Omit<Told, 'version'>,
  hours: ReminderHours,
  untilAt: Instant,
): NewNotice => ({
  event: 'reminder',
  to: toCommune(communeId),
  once: `remind:draft:${id}:${isoLocal(untilAt)}:${hours}`,
  subject: `Còn không quá ${LEFT_WORDS[hours]} để nộp hồ sơ nháp ${code}`,
  paragraphs: [
    `Hồ sơ nháp ${code}, ${villageName}, được gia hạn riêng và chưa nộp.`,
    `Hạn nộp: ${describeDeadline(untilAt)}.`,
  ],
  action: { label: 'Mở hồ sơ', path: entryPaths.one(code) },
  deadlineAt: untilAt,
});

/** What the term of a find is called, by where the dossier stands: it is sent, supplemented, or has come in and takes the file. */
const TERM_WORDS = { draft: 'Hạn nộp', returned: 'Hạn bổ sung', received: 'Hạn gửi tệp sạch' } as const;

/** To the commune of a dossier of which a file was found infected: which slot wants another one, and until when. */
export const quarantineNotice = (
  entry: Omit<Told, 'version'>,
  slot: { code: string; title: string },
  find: { sha256: string; untilAt: Instant; of: keyof typeof TERM_WORDS; hasMoreTime: boolean },
): NewNotice => ({
  event: 'extension',
  to: toCommune(entry.communeId),
  once: `find:${entry.id}:${slot.code}:${find.sha256}`,
  subject: `Cần gửi lại tệp của hồ sơ ${entry.code}`,
  paragraphs: [
    `Tệp ở mục “${slot.title}” của hồ sơ ${entry.code}, ${entry.villageName}, có mã độc nên đã bị cách ly. Gửi tệp sạch vào mục đó.`,
    [
      find.hasMoreTime ? 'Hồ sơ được thêm thời gian.' : '',
      find.of === 'received' ? 'Hồ sơ đã nộp vẫn giữ nguyên.' : '',
      `${TERM_WORDS[find.of]}: ${describeDeadline(find.untilAt)}.`,
    ]
      .filter((part) => part !== '')
      .join(' '),
  ],
  action: { label: 'Mở mục cần gửi lại', path: entryPaths.slot(entry.code, slot.code) },
  deadlineAt: find.untilAt,
});
