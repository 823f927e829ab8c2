import type { Id, UnitId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import type { MovementId } from '../movement.facts.js';

export type ProgressReportId = Id<'progress-report'>;

export const PROGRESS_KINDS = ['weekly', 'final'] as const;
export type ProgressKind = (typeof PROGRESS_KINDS)[number];
export const PROGRESS_KIND_WORDS: Readonly<Record<ProgressKind, string>> = {
  weekly: 'Báo cáo tuần',
  final: 'Báo cáo tổng kết',
};

/** Paragraphs that people write; what stands between them is read from the data and cannot be typed (decision 39). */
export const PROGRESS_FIELDS = [
  'addressee',
  'bases',
  'opening',
  'done',
  'behind',
  'next',
  'asks',
  'recipients',
] as const;
export type ProgressField = (typeof PROGRESS_FIELDS)[number];
export type ProgressWords = Readonly<Record<ProgressField, string>>;

export interface ProgressPeriod {
  kind: ProgressKind;
  fromOn: Day;
  toOn: Day;
}

export interface ProgressReport extends ProgressPeriod {
  id: ProgressReportId;
  movementId: MovementId;
  unitId: UnitId;
  senderUnitId: UnitId;
  senderName: string;
  words: ProgressWords;
  draftedAt: Instant;
  draftedByName: string;
  writtenByName: string;
  issuedAt: Instant | null;
  issuedByName: string | null;
  facts: string | null;
  factsSha256: string | null;
  sample: boolean;
  version: number;
}

/** A row of an indicator's table: a district, a commune, or the commune of today with the old ones inside. */
export interface ProgressRow {
  name: string;
  inside: readonly string[];
  measured: string;
  needed: number | null;
  rank: number | null;
  units: number;
  reported: number;
  reached: number;
  status: string;
  /** Per cent of what it should come to, or of its whole, at most 100, for the plot; null: nothing to measure. */
  share: number | null;
}

/** Units behind that are named; how many more there are is said. */
export const MOST_BEHIND = 60;

/** A unit that is behind, and in what: "Chưa báo cáo", "Còn thiếu 12". */
export interface BehindUnit {
  name: string;
  above: string | null;
  why: string;
}

export interface ProgressIndicator {
  name: string;
  target: string;
  units: number;
  reported: number;
  reached: number;
  late: number;
  /** Null where no target is set. */
  hasTarget: boolean;
  total: string;
  /** What the same stood at on the day before the period; null: nothing was reported by then. */
  before: string | null;
  rowsAre: string;
  rows: readonly ProgressRow[];
  rowsTotal: number;
  behind: readonly BehindUnit[];
  behindTotal: number;
}

/** What a room above adds: a heading, what there is to say, and who is behind. */
export interface ProgressPart {
  heading: string;
  lines: readonly string[];
  behind: readonly BehindUnit[];
}

/** All that the data says for a report. Plain values: as JSON they are kept with a hash. */
export interface ProgressFacts {
  /** The last day whose figures are in it. */
  asOf: Day;
  drives: readonly { name: string; scope: string; sample: boolean; indicators: readonly ProgressIndicator[] }[];
  /** Required roles in community groups; null: no group is asked for any. */
  roles: { communes: number; lacking: readonly { name: string; communes: number }[] } | null;
  observed: { merits: number; shortcomings: number };
  parts: readonly ProgressPart[];
}
