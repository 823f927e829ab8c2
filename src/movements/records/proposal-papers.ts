import type { Paper } from '../../press/paper.js';
import type { LetterHead } from '../../units/letterhead.reader.js';
import type { PricedNominee } from './proposal.facts.js';
import { toNomineeList, toProposalLetter } from './proposal.paper.js';
import type { OpenedProposal } from './proposal.service.js';

/** A paper made of a proposal. */
export interface ProposalPaper {
  /** In addresses: "to-trinh". */
  address: string;
  /** What its file is called. */
  name: string;
  /** Inside a sentence of the page. */
  what: string;
  toPaper(opened: OpenedProposal, nominees: readonly PricedNominee[], head: LetterHead): Paper;
}

/** In the order in which an office needs them. */
export const PROPOSAL_PAPERS: readonly ProposalPaper[] = [
  { address: 'to-trinh', name: 'Tờ trình đề nghị khen thưởng', what: 'tờ trình', toPaper: toProposalLetter },
  { address: 'danh-sach', name: 'Danh sách đề nghị khen thưởng', what: 'danh sách', toPaper: toNomineeList },
];

export const proposalPaper = (asked: string): ProposalPaper | null =>
  PROPOSAL_PAPERS.find(({ address }) => address === asked) ?? null;
