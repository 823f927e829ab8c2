import type { Id, UnitId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import type { StatusWord } from '../../web/views/page.js';

export type ObservationId = Id<'emulation-observation'>;

export const OBSERVATION_KINDS = ['merit', 'shortcoming'] as const;
export type ObservationKind = (typeof OBSERVATION_KINDS)[number];
export const OBSERVATION_WORDS: Readonly<Record<ObservationKind, StatusWord>> = {
  merit: { word: 'Ưu điểm', tone: 'success' },
  shortcoming: { word: 'Tồn tại', tone: 'warning' },
};

/** A picture or paper that shows what was seen. */
export interface EvidenceFile {
  id: string;
  sha256: string;
  name: string;
  kind: string;
  size: number;
  isInfected: boolean;
}

/** What is written down of a commune on a day. */
export interface ObservationWords {
  communeId: UnitId;
  observedOn: Day;
  kind: ObservationKind;
  seen: string;
}

/** One observation; its commune is told by its names of that day. */
export interface ObservationFacts extends ObservationWords {
  id: ObservationId;
  communeName: string;
  districtName: string | null;
  /** What the commune has become by the day of asking; its own name where nothing changed. */
  nowName: string;
  recordedAt: Instant;
  byName: string;
  byUnitName: string | null;
  replacesId: ObservationId | null;
  reason: string | null;
  /** It takes back what it replaces and puts nothing in its place. */
  withdraws: boolean;
  /** The observation that took its place; null while it stands. */
  replacedById: ObservationId | null;
  sample: boolean;
  files: readonly EvidenceFile[];
}

/** What a list is narrowed to; null: not at all. */
export interface ObservationFilter {
  communeId: UnitId | null;
  kind: ObservationKind | null;
}
