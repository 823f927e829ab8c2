import type { Tx } from '../database/tx.js';
import type { ContestId } from '../kernel/ids.js';

/** The result of the contest is out: papers that waited for it do so no longer, and those that are public are shown. In the act that brings it out. */
export const releaseDocuments = (tx: Tx, contestId: ContestId): Promise<number> =>
  tx.changed(`UPDATE documents SET awaits_result = false WHERE contest_id = $1 AND awaits_result`, [contestId]);
