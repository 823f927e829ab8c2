import type { Role } from '../kernel/actor.js';
import type { ContestId, Id, PersonId, UnitId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';

export type NoticeId = Id<'notice'>;

export const NOTICE_EVENTS = [
  'receipt',
  'supplement',
  'decision',
  'reminder',
  'assignment',
  'round-closed',
  'meeting',
  'publication',
  'objection',
  'extension',
  'isolation',
  'broadcast',
  'document',
  'taking-out',
] as const;
export type NoticeEvent = (typeof NOTICE_EVENTS)[number];

/** How each kind of notice is called in lists. */
export const EVENT_WORDS: Readonly<Record<NoticeEvent, string>> = {
  receipt: 'Đã nhận hồ sơ',
  supplement: 'Yêu cầu bổ sung',
  decision: 'Kết quả thẩm định',
  reminder: 'Nhắc hạn',
  assignment: 'Phân công chấm',
  'round-closed': 'Hết vòng chấm',
  meeting: 'Họp Ban Giám khảo',
  publication: 'Công bố',
  objection: 'Kiến nghị',
  extension: 'Gia hạn',
  isolation: 'Tệp bị cách ly',
  broadcast: 'Thông báo chung',
  document: 'Văn bản đến',
  'taking-out': 'Tệp yêu cầu tạo',
};

/** Who is told: everybody who acts for these units or holds these roles in the contest now, or these people. */
export type Recipients =
  | { kind: 'units'; role: 'commune' | 'vetting' | 'organiser'; unitIds: readonly UnitId[] }
  /** Those with one of these roles in the contest; of organisers also those of its unit and of all contests. */
  | { kind: 'contest'; roles: readonly Role[] }
  | { kind: 'people'; personIds: readonly PersonId[] };

/** How far a notice would go: people, those of them who also get a mail, and units by name for whom nobody is there to read it. */
export interface Reach {
  people: number;
  byMail: number;
  unitsWithout: string[];
}

/** What a notice takes from its contest: who speaks, and whom to call. */
export interface NoticeContest {
  id: ContestId;
  organiserName: string;
  contactName: string;
  contactPhone: string;
  rehearsal: boolean;
  /** Its unit, whose organisers organise it as well; null for one of no unit. */
  scopeUnitId: UnitId | null;
}

/** An office that tells something which no contest says, in its own name. */
export interface NoticeOffice extends Omit<NoticeContest, 'id' | 'scopeUnitId'> {
  id: null;
  officeId: UnitId;
  scopeUnitId: null;
}

/** Something to tell. Words of people (reasons, notes, names of members) and scores never belong in here. */
export interface NewNotice {
  event: NoticeEvent;
  to: Recipients;
  /** Told once to each person under this key, whatever happens twice. */
  once: string;
  /** At most 65 signs: the title of a Zalo notice. The code of the dossier comes last, so that it survives a cut. */
  subject: string;
  /** What happened, what to do, by when; at most four, each a few sentences. */
  paragraphs: readonly string[];
  /** The one thing to do, as a button. */
  action: { label: string; path: string } | null;
  /** The deadline this is about: near it, quiet hours do not hold, and after it the mail is of no use. Null: none. */
  deadlineAt: Instant | null;
}

/** A notice as its reader sees it. */
export interface NoticeFacts {
  id: NoticeId;
  event: NoticeEvent;
  senderName: string;
  contact: string;
  subject: string;
  paragraphs: string[];
  zalo: string;
  actionLabel: string | null;
  actionPath: string | null;
  at: Instant;
  readAt: Instant | null;
  /** When the person's list first showed it, read or not. */
  shownAt: Instant | null;
}

export type MailState = 'waiting' | 'sending' | 'sent' | 'failed' | 'late';

/** One line of the log of what went to whom. */
export interface ToldFacts {
  id: NoticeId;
  event: NoticeEvent;
  subject: string;
  personName: string;
  role: Role;
  unitName: string | null;
  toldAt: Instant;
  readAt: Instant | null;
  mailState: MailState | null;
  mailNotBefore: Instant | null;
  mailEndedAt: Instant | null;
  mailError: string | null;
}

/** One page of a log, with how many lines it has and how many mails failed or wait. */
export interface ToldPage {
  told: ToldFacts[];
  total: number;
  failed: number;
  waiting: number;
}
