import type { StatusWord } from '../../web/views/page.js';
import type { TeamState } from './team.facts.js';

/** The verbs between the states of a team; the write repeats `from`. */
export const TEAM_MOVES = {
  found: { from: ['draft'], to: 'founded' },
  dissolve: { from: ['draft', 'founded'], to: 'dissolved' },
} as const satisfies Record<string, { from: readonly TeamState[]; to: TeamState }>;

export const mayMove = (move: keyof typeof TEAM_MOVES, state: TeamState): boolean =>
  (TEAM_MOVES[move].from as readonly TeamState[]).includes(state);

export const TEAM_STATE_WORDS: Readonly<Record<TeamState, StatusWord>> = {
  draft: { word: 'Dự thảo', tone: 'neutral' },
  founded: { word: 'Đã thành lập', tone: 'success' },
  dissolved: { word: 'Đã giải thể', tone: 'neutral' },
};
