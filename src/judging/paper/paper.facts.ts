import type { RubricVersionId } from '../../contests/contest.facts.js';
import type { PersonId, SheetId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { StatusWord } from '../../web/views/page.js';
import type { PanelJudge, RoundFacts } from '../round.facts.js';
import type { SheetStanding, SheetWords } from '../sheet.facts.js';

/**
 * How far a paper is: the signed print of a sheet signed on line; returned and to be typed; typed once and to be typed again by
 * another; confirmed, and from then on a signed sheet like any other. Before that nothing on it counts.
 */
export const PAPER_STATES = ['copy', 'returned', 'typed', 'confirmed'] as const;
export type PaperState = (typeof PAPER_STATES)[number];

export const PAPER_WORDS: Readonly<Record<PaperState, StatusWord>> = {
  copy: { word: 'Đã nhận bản in có chữ ký', tone: 'success' },
  returned: { word: 'Đã nhận, chờ nhập', tone: 'warning' },
  typed: { word: 'Đã nhập lần một, chờ người thứ hai', tone: 'info' },
  confirmed: { word: 'Đã xác nhận', tone: 'success' },
};

/** One paper that came back. What was typed is for those who hold it, while judging is open (S6). */
export interface PaperFacts {
  state: PaperState;
  receivedAt: Instant;
  receivedByName: string;
  typedAt: Instant | null;
  typedBy: PersonId | null;
  typedByName: string | null;
  rubricVersionId: RubricVersionId | null;
  words: SheetWords | null;
  checkedBy: PersonId | null;
  checkedByName: string | null;
  checkWords: SheetWords | null;
  version: number;
}

/** A scan of a signed paper. */
export interface PaperScan {
  id: string;
  sha256: string;
  name: string;
  kind: string;
  size: number;
  attachedAt: Instant;
  attachedByName: string;
  isInfected: boolean;
}

/** The sheet of one judge for one dossier, and the paper of it if there is one. */
export interface PaperCase {
  round: RoundFacts;
  judge: PanelJudge;
  sheet: SheetStanding & {
    id: SheetId;
    number: string;
    /** What stands on the paper in place of the number where judging is blind; null elsewhere. */
    blindCode: string | null;
    villageName: string;
    communeName: string;
    /** Something was saved on line, whatever it says. */
    isWritten: boolean;
  };
  judgeable: boolean;
  paper: PaperFacts | null;
}
