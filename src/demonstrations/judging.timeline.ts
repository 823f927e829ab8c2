import type { Instant } from '../kernel/instant.js';

/** More than anybody has: what is left. */
const ALL = 1000;

/** What secretary and judges do. `judge` counts from 1, as user names and panel codes do. */
export type JuryStep = { at: Instant } & (
  | { act: 'seat-panel' | 'close-round' }
  /** The next `sheets` of the judge's own order, completely; those begun before come first. */
  | { act: 'score'; judge: number; sheets: number }
  /** The sheets after those, begun and left with points missing. */
  | { act: 'begin-sheets'; judge: number; sheets: number }
  | { act: 'sign' | 'recuse' | 'reopen'; judge: number }
);
/** What the committee does with the award list. */
export interface CommitteeStep {
  at: Instant;
  act: 'draft-awards' | 'decide-awards' | 'grant-reward' | 'confirm-awards' | 'publish-awards';
}
/** What communes and the secretary do with the published list. */
export interface PublicityStep {
  at: Instant;
  act: 'object-to-list' | 'show-dossier' | 'answer-objection' | 'object-to-place';
}

const at = (local: string): Instant => new Date(`2021-12-${local}:00+07:00`);
const score = (local: string, judge: number, sheets: number): JuryStep => ({
  at: at(local),
  act: 'score',
  judge,
  sheets,
});

/**
 * Five judges and fifty entries. On 15/12 at nine two have signed, one of those with an entry declined; the others have sheets
 * begun and empty. Then a sheet is reopened and signed again, the round closed on its last afternoon, the list drafted,
 * decided and confirmed on 21/12, with a giấy khen beside its prizes, and published the next morning. Within the hour two communes
 * have objected, one of them has its answer, and one shows everybody a dossier of its own.
 */
export const judgingSteps = (): (JuryStep | CommitteeStep | PublicityStep)[] => [
  { at: at('10T16:30'), act: 'seat-panel' },
  { at: at('13T08:20'), act: 'recuse', judge: 3 },
  score('13T11:05', 2, 20),
  score('13T11:20', 3, 18),
  score('13T15:10', 4, 12),
  score('13T16:05', 5, 8),
  score('13T16:40', 1, 10),
  score('14T10:45', 2, ALL),
  score('14T11:10', 3, ALL),
  score('14T15:20', 4, 26),
  score('14T15:45', 5, 14),
  score('14T16:10', 1, 20),
  { at: at('14T16:15'), act: 'begin-sheets', judge: 1, sheets: 2 },
  { at: at('14T16:20'), act: 'begin-sheets', judge: 4, sheets: 2 },
  { at: at('14T16:25'), act: 'begin-sheets', judge: 5, sheets: 1 },
  { at: at('14T16:45'), act: 'sign', judge: 2 },
  { at: at('14T17:05'), act: 'sign', judge: 3 },
  score('15T15:30', 4, ALL),
  { at: at('15T16:50'), act: 'sign', judge: 4 },
  score('16T10:20', 5, ALL),
  { at: at('16T11:15'), act: 'sign', judge: 5 },
  { at: at('16T14:00'), act: 'reopen', judge: 2 },
  score('16T15:10', 2, 1),
  { at: at('16T15:25'), act: 'sign', judge: 2 },
  score('17T10:35', 1, ALL),
  { at: at('17T14:10'), act: 'sign', judge: 1 },
  { at: at('20T16:00'), act: 'close-round' },
  { at: at('21T08:30'), act: 'draft-awards' },
  { at: at('21T09:40'), act: 'decide-awards' },
  { at: at('21T10:15'), act: 'grant-reward' },
  { at: at('21T15:00'), act: 'confirm-awards' },
  { at: at('22T08:00'), act: 'publish-awards' },
  { at: at('22T08:10'), act: 'object-to-list' },
  { at: at('22T08:20'), act: 'show-dossier' },
  { at: at('22T08:45'), act: 'answer-objection' },
  { at: at('22T08:50'), act: 'object-to-place' },
];
