import type { ReasonKind } from './vetting.facts.js';

/** A ready sentence that says what is wrong in a place of a dossier and what to do about it. */
export interface StockReason {
  id: string;
  /** The place as the checklist names it (`muc.bao-cao`), or all of one sort (`muc.*`, `o.*`); null: offered in every place. */
  place: string | null;
  reasonKind: ReasonKind;
  sentence: string;
  /** Came with the platform; otherwise a colleague of this office added it. */
  shipped: boolean;
}

/** The sorts of places for which one sentence may serve. */
export const PLACE_SORTS = [
  { key: 'muc.*', title: 'Mọi mục gửi tệp' },
  { key: 'o.*', title: 'Mọi ô thông tin' },
] as const;

/** Is a sentence for `place` (null: for every one) offered at the place of this key? */
export const servesAt = (place: string | null, key: string): boolean =>
  place === null || place === key || place === key.replace(/\..*$/, '.*');

/** The longest sentence; it leaves room in a note for a word more. */
export const SENTENCE_LENGTH = 300;

/** As many sentences of its own an office may have: more nobody reads through while checking. */
export const MOST_OWN_REASONS = 100;
