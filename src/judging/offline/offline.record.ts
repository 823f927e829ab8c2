import type { Audit } from '../../audit/audit.js';
import type { Tx } from '../../database/tx.js';
import type { Act } from '../../kernel/actor.js';
import { contestAtOf } from '../judging.service.js';
import type { OfflinePlace } from './offline.service.js';

/** What a judge does with packs and the files that come back. */
export type OfflineAct =
  'pack.take' | 'pack.set-aside' | 'sheet.return' | 'sheet.return-written' | 'sheet.return-dropped';

/** Records an act of the judge's about the round as a whole, with the judge's code beside the facts. */
export const recordOffline = (
  audit: Audit,
  tx: Tx,
  act: Act,
  { place: { contest, calendar, round, judge }, name, facts }: { place: OfflinePlace; name: OfflineAct; facts: object },
): Promise<void> =>
  audit.record(tx, act, {
    act: name,
    subjectKind: 'round',
    subjectId: round.id,
    contestId: contest.id,
    contestAt: contestAtOf(contest, calendar),
    facts: { judge: judge.code, ...facts },
  });
