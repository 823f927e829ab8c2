import type { Paper } from '../../press/paper.js';
import type { AwardPaperFacts } from './paper.facts.js';
import type { PaperSubject, PaperField, PaperWords } from './paper.fields.js';
import { CERTIFICATE, COMMENDATION } from './certificate.paper.js';
import { DECISION } from './decision.paper.js';
import { AWARD_LIST } from './award-list.paper.js';
import { ALLOCATION } from './allocation.paper.js';
import { TALLY } from './tally.paper.js';
import { PAYOUT } from './payout.paper.js';
import { PROPOSAL } from './proposal.paper.js';
import { RESULTS_NOTICE } from './results-notice.paper.js';

/** A paper made of an award list: how its words are asked for, what they usually are, and the paper of facts and words. */
export interface AwardPaper {
  /** In addresses and in the log: "quyet-dinh". */
  address: string;
  title: string;
  hint: string;
  fields: readonly PaperField[];
  usual(subject: PaperSubject): PaperWords;
  /** Words are text, and never looked at for anything else. */
  toPaper(facts: AwardPaperFacts, words: PaperWords): Paper;
}

/** In the order in which an organiser needs them. */
export const AWARD_PAPERS: readonly AwardPaper[] = [
  PROPOSAL,
  DECISION,
  AWARD_LIST,
  PAYOUT,
  ALLOCATION,
  TALLY,
  RESULTS_NOTICE,
  CERTIFICATE,
  COMMENDATION,
];

export const awardPaper = (asked: string): AwardPaper | null =>
  AWARD_PAPERS.find(({ address }) => address === asked) ?? null;

/** What was written over the usual words; a field that nobody wrote keeps the usual. Nothing that the paper has no field for. */
export const wordsOfPaper = ({ fields, usual }: AwardPaper, subject: PaperSubject, written: PaperWords): PaperWords => {
  const common = usual(subject);
  return Object.fromEntries(fields.map(({ name }) => [name, written[name] ?? common[name] ?? '']));
};
