import type { Move } from '../../kernel/move.js';
import type { ProposalState } from './proposal.facts.js';

/** The life of a proposal. What was submitted stays: who is forgotten comes into another proposal. */
export const PROPOSAL_MOVES = {
  confirm: {
    from: ['draft'],
    to: 'confirmed',
    by: ['vetting', 'organiser'],
    reason: 'none',
    told: 'đã xác nhận đề nghị khen thưởng',
  },
  return: {
    from: ['confirmed'],
    to: 'draft',
    by: ['vetting', 'organiser'],
    reason: 'required',
    told: 'đã trả đề nghị khen thưởng về dự thảo',
  },
  submit: {
    from: ['confirmed'],
    to: 'submitted',
    by: ['vetting', 'organiser'],
    reason: 'none',
    told: 'đã đưa đề nghị khen thưởng vào tờ trình',
  },
} as const satisfies Record<string, Move<ProposalState, 'vetting' | 'organiser'>>;
