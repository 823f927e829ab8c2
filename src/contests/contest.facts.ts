import type { ContestId, EntryId, Id, UnitId } from '../kernel/ids.js';
import type { Instant, Span } from '../kernel/instant.js';
import type { Dong } from '../kernel/money.js';
import type { Hundredths } from '../kernel/points.js';
import type { RecipientKind } from './recipient-kind.js';
import type { ScanState } from '../storage/file-scans.js';

export type WindowKind = 'activity' | 'submission' | 'vetting' | 'judging' | 'publication';
export type ContestState = 'draft' | 'open' | 'archived';

/** What every room may know of a contest: its own row, as plain data. */
export interface ContestFacts {
  id: ContestId;
  slug: string;
  code: string;
  name: string;
  noun: string;
  villageNoun: string;
  organiserName: string;
  state: ContestState;
  template: string;
  scopeUnitId: UnitId;
  /** The day whose units the contest is bound to, YYYY-MM-DD. */
  unitsOn: string;
  rehearsal: boolean;
  /** Where a rehearsal's clock stands; null follows the real time. */
  clockAt: Instant | null;
  contactName: string;
  contactPhone: string;
  quota: QuotaRule;
  entriesPerVillage: number;
  /** How often a dossier may be sent back for supplement, all levels together; null: as often as needed. */
  supplementRounds: number | null;
  ranking: RankingRule;
  blind: BlindRule;
  budget: Dong | null;
  /** What in this contest is only a sample ("mẫu"): sentence shown wherever points or amounts are printed; '' when nothing is. */
  sampleNotes: string;
  /** How many vetting levels stand between commune and committee: 0…n. */
  vettingLevels: number;
  /** When the organiser opened it, in the contest's own time; null while it is a draft. */
  openedAt: Instant | null;
  version: number;
}

/** Whether judges see codes in place of communes and villages, and what else is kept from them then. */
export interface BlindRule {
  isBlind: boolean;
  /** Judges may open what cannot be made blind: films, office files, the originals. */
  showsFiles: boolean;
  /** Codes of the fields of words that judges do not see. */
  hides: readonly string[];
  /** Codes of the slots of files that judges do not see: a form that the commune signs says whose it is on its first line. */
  hidesSlots: readonly string[];
}

/** Each commune enters a share of its villages: strict is "over percent %", non-strict "at least percent %". */
export interface QuotaRule {
  percent: number;
  strict: boolean;
}

/** What a contest may choose of the tally's methods; strengths of pairs and corrected severity are the command line's alone. */
export const RANKING_METHODS = ['mean', 'trimmed-mean', 'median', 'weighted', 'median-majority', 'borda'] as const;
export type RankingMethod = (typeof RANKING_METHODS)[number];

/** One part of a weighted value: some criteria and some judges, all where none are named; `drop` 0 is the plain mean. */
export interface RankingPart {
  name: string;
  /** Exact decimal text, a factor. */
  weight: string;
  criteria: readonly string[];
  /** Codes of the panel: "GK1". */
  judges: readonly string[];
  drop: number;
}

/** How judges' sheets become ranks (ARCHITECTURE §4). */
export interface RankingRule {
  method: RankingMethod;
  drop: number;
  /** With `weighted` alone, else empty. */
  parts: readonly RankingPart[];
  decimals: number;
  mode: string;
  rankOn: 'rounded' | 'exact';
  /** Criterion codes in the order they are asked: "criterion:B". */
  tieBreak: readonly string[];
  atBoundary: 'decide' | 'share' | 'extend';
  /** Whether everybody may read each judge's marks, by code, once ranks are published. */
  publishesMarks: boolean;
  /** All prizes by rank together go to at most this share of the ranked entries, 1…100, rounded down to whole prizes; null: no cap. */
  mostAwardedPercent: number | null;
}

export interface WindowFacts extends Span {
  kind: WindowKind;
  /** The words of the letter or the rules. */
  printed: string;
}

/** A longer window, by a document: for one unit, for one draft (submission alone), or, with neither, for everybody. */
export interface ExtensionFacts {
  id: string;
  kind: 'submission' | 'vetting';
  unitId: UnitId | null;
  entryId: EntryId | null;
  untilAt: Instant;
  /** The paper by which it was given; null: no paper, a draft of which a file was found infected. */
  documentNumber: string | null;
  reason: string;
}

export type SlotId = Id<'slot'>;
export interface SlotFacts {
  id: SlotId;
  code: string;
  title: string;
  help: string;
  /** What is right here, for the commune that was told its paper is not; '' when the organiser has not said. */
  sample: string;
  requirement: 'required' | 'one-of' | 'optional';
  oneOfGroup: string | null;
  /** File kinds that may be put in: 'pdf', 'jpg', 'png', 'webp', 'heic', 'docx', 'xlsx', 'mp4', 'mov', '3gp'. */
  kinds: readonly string[];
  maxBytes: number;
  maxFiles: number;
}

export type FieldId = Id<'contest-field'>;
export interface FieldFacts {
  id: FieldId;
  code: string;
  label: string;
  help: string;
  kind: 'line' | 'text' | 'number' | 'day' | 'link' | 'phone';
  required: boolean;
  maxLength: number;
}

/** One column of a contest's list of members. `name` is the person's name, `phone` a telephone number, `text` anything short. */
export interface MemberColumnFacts {
  code: string;
  label: string;
  kind: 'name' | 'phone' | 'text';
  required: boolean;
}

/** The list of members that a contest asks of each dossier, as its design says. Exactly one column is of kind `name`. */
export interface MemberListDesign {
  /** The slot that the list belongs to: its duty is the list's duty. */
  slotId: SlotId;
  /** The field in which the commune declares the number of members; null: nothing to compare with. */
  declaredFieldId: FieldId | null;
  columns: readonly MemberColumnFacts[];
}

export type RubricVersionId = Id<'rubric-version'>;
/** What earns few, middling and many points of a criterion, and examples with theirs, one a line; '' where nothing is said. */
export interface CriterionGuidance {
  low: string;
  middle: string;
  high: string;
  examples: string;
}
export const NO_GUIDANCE: CriterionGuidance = { low: '', middle: '', high: '', examples: '' };
export interface CriterionFacts {
  id: string;
  code: string;
  title: string;
  help: string;
  guidance: CriterionGuidance;
  max: Hundredths;
  step: Hundredths;
  /** Decimal text, exact: "1", "0.5". */
  weight: string;
}
/** A sample dossier on which judges practise before the round. */
export interface PracticeDossier {
  id: string;
  title: string;
  body: string;
}

/** A file of a sample dossier: a PDF or a picture. */
export interface PracticeFileFacts {
  id: string;
  name: string;
  sha256: string;
  kind: string;
  size: number;
  /** Pages of a PDF where they could be counted; null otherwise. */
  pages: number | null;
  /** What the malware scanner has said of it so far; an infected file is handed out to nobody. */
  scanState: ScanState;
}

export interface RubricFacts {
  versionId: RubricVersionId;
  number: number;
  criteria: readonly CriterionFacts[];
}

export interface PrizeTierFacts {
  code: string;
  name: string;
  quantity: number;
  amount: Dong;
  /** The tier's floor on the ranking value; null: none. */
  minimum: Hundredths | null;
  /** At most this share of the entries that have a rank, 1…100, rounded down to whole prizes; null: no cap. */
  mostPercent: number | null;
  recipientKind: RecipientKind;
}

export type RulesVersionId = Id<'rules-version'>;
export interface RulesFacts {
  id: RulesVersionId;
  number: number;
  title: string;
  documentNumber: string;
  issuedOn: string | null;
  body: string;
  inForceAt: Instant;
}

/** A commune in the contest's snapshot, with printed names. */
export interface CommuneFacts {
  id: UnitId;
  name: string;
  code: string | null;
  districtId: UnitId | null;
  districtName: string | null;
  villageCount: number;
}

/** A village in the contest's snapshot. */
export interface VillageFacts {
  id: UnitId;
  name: string;
  communeId: UnitId;
}

/** The bodies that run a contest (plan of the province, V.1: Ban Tổ chức, Ban giám khảo, Tổ thư ký). */
export type BodyKind = 'committee' | 'jury' | 'secretariat' | 'other';
export interface BodyFacts {
  id: string;
  kind: BodyKind;
  name: string;
  /** The decision that founded it, as printed; '' when not given. */
  foundedBy: string;
  memberCount: number;
}
export interface MemberFacts {
  id: string;
  bodyId: string;
  bodyName: string;
  fullName: string;
  /** Post and workplace: "Phó Giám đốc Sở Thông tin và Truyền thông". */
  title: string;
  /** Place in the body: "Trưởng ban". */
  position: string;
}

/** One level of vetting: the units of a level above the commune, or one named office (PRODUCT, decision 2). */
export interface VettingLevelFacts {
  ordinal: number;
  name: string;
  attachedTo: 'level' | 'office';
  unitLevel: 'district' | 'province' | null;
  officeId: UnitId | null;
  officeName: string | null;
}

export interface RulesAttachmentFacts {
  id: string;
  rulesVersionId: RulesVersionId;
  name: string;
  sha256: string;
  kind: string;
  size: number;
  /** What the malware scanner has said of it so far; an infected paper is handed out to nobody. */
  scanState: ScanState;
}
