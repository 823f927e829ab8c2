import type { Instant } from '../../kernel/instant.js';

/** What a judge takes out to work off line: dossiers with or without films, each with the file of scores, or that file alone. */
export const PACK_CONTENTS = ['dossiers', 'dossiers-and-films', 'marks'] as const;
export type PackContents = (typeof PACK_CONTENTS)[number];

/** How a taking ended: its scores came back and were written, it was taken out again, or its judge works without it. */
export type PackEnd = 'returned' | 'replaced' | 'set-aside';

/** One taking out. Instants are the contest's own time. */
export interface PackTaking {
  contents: PackContents;
  /** How many dossiers were in it then. */
  entries: number;
  takenAt: Instant;
}

/** The same as the secretary reads it. */
export interface JudgePackTaking extends PackTaking {
  judgeCode: string;
  judgeName: string;
  isOnPanel: boolean;
  endedAt: Instant | null;
  endedAs: PackEnd | null;
}

/** How addresses and forms say what is taken. */
export const PACK_WORDS: Readonly<Record<PackContents, string>> = {
  dossiers: 'ho-so',
  'dossiers-and-films': 'ho-so-co-video',
  marks: 'tep-diem',
};

/** Null for a word that names no pack. */
export const packNamed = (word: unknown): PackContents | null =>
  PACK_CONTENTS.find((contents) => PACK_WORDS[contents] === word) ?? null;
