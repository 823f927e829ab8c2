import type { ContestId, Id, UnitId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import type { Day } from '../kernel/vietnamese/days.js';

export type DocumentId = Id<'document'>;

export const DOCUMENT_STATES = ['draft', 'signed', 'numbered', 'issued', 'recalled'] as const;
export type DocumentState = (typeof DOCUMENT_STATES)[number];

/** Kinds of administrative documents that a contest brings about (Decree 30/2020, article 7), by the code in addresses. */
export const DOCUMENT_KINDS = [
  'quyet-dinh',
  'ke-hoach',
  'to-trinh',
  'thong-bao',
  'bao-cao',
  'bien-ban',
  'huong-dan',
  'cong-van',
  'giay-moi',
  'khac',
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

export const KIND_WORDS: Readonly<Record<DocumentKind, string>> = {
  'quyet-dinh': 'Quyết định',
  'ke-hoach': 'Kế hoạch',
  'to-trinh': 'Tờ trình',
  'thong-bao': 'Thông báo',
  'bao-cao': 'Báo cáo',
  'bien-ban': 'Biên bản',
  'huong-dan': 'Hướng dẫn',
  'cong-van': 'Công văn',
  'giay-moi': 'Giấy mời',
  khac: 'Văn bản khác',
};

/** Whose register a document stands in: a contest’s, or that of the office which issues it. */
export type RegisterKey = { contestId: ContestId; unitId?: null } | { contestId: null; unitId: UnitId };

/** What a document is before anybody signs it. */
export interface DocumentWords {
  kind: DocumentKind;
  /** One line: "ỦY BAN NHÂN DÂN TỈNH LAI CHÂU". */
  issuer: string;
  /** Behind the number: "QĐ-UBND". */
  symbol: string;
  subject: string;
  /** "Nơi nhận" as printed, one a line. */
  recipientsText: string;
}

export interface DocumentFacts extends DocumentWords {
  id: DocumentId;
  /** Whose register it stands in: one of the two. */
  contestId: ContestId | null;
  unitId: UnitId | null;
  /** The rehearsing contest that an office’s document plays in; null: it is in earnest, or a contest’s. */
  rehearsalOf: ContestId | null;
  state: DocumentState;
  /** The paper of the platform that it holds; null for one written elsewhere. */
  source: string | null;
  /** SHA-256 of that paper as it was when it came into the register. */
  paperSha256: string | null;
  correctsId: DocumentId | null;
  isPublic: boolean;
  /** It is about a result that is not out: until then nobody outside reads it, public or not. */
  awaitsResult: boolean;
  signer: string | null;
  /** "KT. CHỦ TỊCH" above "PHÓ CHỦ TỊCH", one a line. */
  powers: string | null;
  signedOn: Day | null;
  signed: SignedCopy | null;
  number: number | null;
  datedOn: Day | null;
  draftedAt: Instant;
  draftedByName: string;
  issuedAt: Instant | null;
  issuedByName: string | null;
  recalledAt: Instant | null;
  recalledByName: string | null;
  recallReason: string | null;
  /** What everybody is told of it; null: that it was recalled, no more. */
  publicRecallReason: string | null;
  version: number;
}

/** Why a document is recalled: for its units and the log; and in words for everybody, '' for none. */
export interface Recall {
  reason: string;
  publicReason: string;
}

/** The signed PDF as it was taken back. */
export interface SignedCopy {
  sha256: string;
  name: string;
  kind: string;
  size: number;
  /** Found to carry malware: handed out to nobody. */
  isInfected: boolean;
}

/** A document that a legal basis names. Days include both ends; null: the text does not say. */
export interface LegalBasis {
  id: Id<'legal-basis'>;
  number: string;
  datedOn: Day;
  subject: string;
  inForceFrom: Day | null;
  inForceUntil: Day | null;
}

export const RECIPIENT_ROLES = ['commune', 'vetting', 'organiser'] as const;
export type RecipientRole = (typeof RECIPIENT_ROLES)[number];

/** A unit that a document is to go to. */
export interface NewRecipient {
  unitId: UnitId;
  role: RecipientRole;
  unitName: string;
  sortKey: string;
}

/** A unit that a document goes to, and what became of it there. */
export interface RecipientFacts {
  id: Id<'document-recipient'>;
  unitId: UnitId;
  role: RecipientRole;
  unitName: string;
  /** Somebody acts for the unit in this role now: without one nobody reads what is sent. */
  hasReader: boolean;
  sentAt: Instant | null;
  receivedAt: Instant | null;
  receivedByName: string | null;
  remindedOn: Day | null;
}

/** How many units a document goes to, and how far it has come. */
export interface RecipientCounts {
  all: number;
  sent: number;
  received: number;
}

/** The same of one document, with how many of those who have not received it have nobody who could. */
export interface DispatchCounts extends RecipientCounts {
  withoutReader: number;
}

/** A document as the unit that it was sent to has it. */
export interface ReceivedDocument {
  document: DocumentFacts;
  /** Null for what an office sent. */
  contestName: string | null;
  sentAt: Instant;
  receivedAt: Instant | null;
  receivedByName: string | null;
  /** The unit as it was written to; not the reader's own where that took over from it: then it is read, and nothing is said to it. */
  sentTo: string;
  isOwn: boolean;
  /** The issued document that corrects it; null: none. */
  correctedBy: NamedDocument | null;
}

/** What a document is called by, elsewhere than on its own page. */
export type NamedDocument = Pick<DocumentFacts, 'id' | 'kind' | 'symbol' | 'number' | 'datedOn' | 'subject' | 'state'>;
