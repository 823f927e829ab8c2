import type { ReasonKind } from './vetting.facts.js';

/** A ready sentence that says what is wrong in a place of a dossier and what to do about it. */
export interface StockReason {
  id: string;
  /** The place as the checklist names it (`muc.bao-cao`); null: offered in every place. */
  place: string | null;
  reasonKind: ReasonKind;
  sentence: string;
  /** Came with the platform; otherwise a colleague of this office added it. */
  shipped: boolean;
}

/** The longest sentence; it leaves room in a note for a word more. */
export const SENTENCE_LENGTH = 300;

/** As many sentences of its own an office may have: more nobody reads through while checking. */
export const MOST_OWN_REASONS = 100;
