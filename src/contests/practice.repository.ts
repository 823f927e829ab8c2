import type { Reader, Tx } from '../database/tx.js';
import type { ContestId } from '../kernel/ids.js';
import type { PracticeDossier, PracticeFileFacts } from './contest.facts.js';

/** Sample dossiers to practise on. Reading is ContestReader's. */
export async function insertPractice(tx: Tx, contestId: ContestId, one: PracticeDossier, order: number): Promise<void> {
  await tx.changed(
    `INSERT INTO practice_dossiers (id, contest_id, title, body, sort_order) VALUES ($1, $2, $3, $4, $5)`,
    [one.id, contestId, one.title, one.body, order],
  );
}

export async function updatePractice(tx: Tx, contestId: ContestId, one: PracticeDossier): Promise<void> {
  await tx.changed(`UPDATE practice_dossiers SET title = $3, body = $4 WHERE id = $2 AND contest_id = $1`, [
    contestId,
    one.id,
    one.title,
    one.body,
  ]);
}

/** With the marks that judges have practised on it. */
export async function deletePractice(tx: Tx, contestId: ContestId, id: string): Promise<void> {
  await tx.changed(`DELETE FROM practice_dossiers WHERE id = $2 AND contest_id = $1`, [contestId, id]);
}

export async function orderPractice(tx: Tx, contestId: ContestId, ids: readonly string[]): Promise<void> {
  await tx.changed(
    `UPDATE practice_dossiers p SET sort_order = o.place
       FROM unnest($2::uuid[]) WITH ORDINALITY AS o (id, place) WHERE p.id = o.id AND p.contest_id = $1`,
    [contestId, ids],
  );
}

/** The sample with its row held, so that two who add files do not pass its limit together; null for one that is not there. */
export const lockPractice = (
  tx: Tx,
  contestId: ContestId,
  id: string,
): Promise<Pick<PracticeDossier, 'title'> | null> =>
  tx.one(`SELECT title FROM practice_dossiers WHERE id = $2 AND contest_id = $1 FOR UPDATE`, [contestId, id]);

/** The files of a sample in the organiser's order. */
export const practiceFilesOf = (reader: Reader, practiceId: string): Promise<PracticeFileFacts[]> =>
  reader.rows<PracticeFileFacts>(
    `SELECT p.id, p.name, p.sha256, f.kind, f.size, p.pages, f.scan_state AS "scanState"
       FROM practice_files p JOIN stored_files f ON f.sha256 = p.sha256 WHERE p.practice_id = $1 ORDER BY p.sort_order, p.id`,
    [practiceId],
  );

export async function insertPracticeFile(
  tx: Tx,
  practiceId: string,
  file: Pick<PracticeFileFacts, 'id' | 'sha256' | 'name' | 'pages'> & { place: number },
): Promise<void> {
  await tx.changed(
    `INSERT INTO practice_files (id, practice_id, sha256, name, pages, sort_order) VALUES ($1, $2, $3, $4, $5, $6)`,
    [file.id, practiceId, file.sha256, file.name, file.pages, file.place],
  );
}

export async function deletePracticeFile(tx: Tx, id: string): Promise<void> {
  await tx.changed(`DELETE FROM practice_files WHERE id = $1`, [id]);
}

/** Hashes of the files of all samples that somebody may open. */
export async function practicePictures(reader: Reader): Promise<string[]> {
  const rows = await reader.rows<{ sha256: string }>(
    `SELECT DISTINCT p.sha256 FROM practice_files p JOIN stored_files f ON f.sha256 = p.sha256 WHERE f.scan_state <> 'infected'`,
  );
  return rows.map(({ sha256 }) => sha256);
}
