import type { Id, UnitId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';

export type BroadcastId = Id<'broadcast'>;

export const AUDIENCES = ['commune', 'vetting', 'judge', 'secretary'] as const;
/** Who is written to. Only communes can be narrowed to one unit. */
export type Audience = (typeof AUDIENCES)[number];

export const AUDIENCE_WORDS: Readonly<Record<Audience, string>> = {
  commune: 'Các xã dự thi',
  vetting: 'Các đơn vị thẩm định',
  judge: 'Ban Giám khảo',
  secretary: 'Tổ thư ký',
};

/** The same measure as of a Zalo notice: what is longer would be cut there (UX §1a, row 33). */
export const BROADCAST_LIMITS = { subject: 65, paragraphs: 3, paragraph: 400 } as const;

/** What an organiser writes. */
export interface BroadcastWords {
  audience: Audience;
  /** A commune or a district of the contest; null: everybody of the audience. */
  unitId: UnitId | null;
  subject: string;
  /** Paragraphs, an empty line between them. */
  body: string;
}

/** A notice in an organiser's own words: a draft until it is sent, then as it was sent. */
export interface BroadcastFacts extends BroadcastWords {
  id: BroadcastId;
  unitName: string | null;
  writtenByName: string;
  writtenAt: Instant;
  sentAt: Instant | null;
  sentByName: string | null;
  /** How many people it was told to. */
  told: number | null;
  version: number;
}

/** The paragraphs of a body: an empty line parts them, a line end inside one is a blank. */
export const paragraphsOf = (body: string): string[] =>
  body
    .split(/\n\s*\n/)
    .map((one) => one.replace(/\s+/g, ' ').trim())
    .filter((one) => one !== '');
