import type { Tx } from '../database/tx.js';
import type { ReceivedFile } from './upload.engine.js';

/** Notes in the act's own transaction that a file lies in the store; the same bytes a second time change nothing. */
export async function noteStoredFile(
  tx: Tx,
  file: Pick<ReceivedFile, 'sha256' | 'size'> & { kind: ReceivedFile['kind'] | 'zip' | 'jsonl' },
): Promise<void> {
  await tx.changed(
    `INSERT INTO stored_files (sha256, size, kind, stored_at) VALUES ($1, $2, $3, $4) ON CONFLICT (sha256) DO NOTHING`,
    [file.sha256, file.size, file.kind, tx.now],
  );
}
