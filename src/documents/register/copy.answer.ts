import type { Response } from 'express';
import type { DocumentFacts } from '../document.facts.js';
import { sayNumber } from '../document.number.js';
import { Refused } from '../../kernel/refusal.js';
import type { FileSender } from '../../storage/file-sender.js';

/** Hands the signed copy out, named by its number. Refuses `not-found` when there is none, `document-file-isolated` for an infected one. */
export async function handCopy(
  files: FileSender,
  res: Response,
  document: Pick<DocumentFacts, 'signed' | 'number' | 'symbol'>,
): Promise<void> {
  const { signed } = document;
  if (signed === null) throw new Refused({ code: 'not-found' });
  if (signed.isInfected) throw new Refused({ code: 'document-file-isolated' });
  const name = document.number === null ? signed.name : `${sayNumber(document).replace('/', '-')}.pdf`;
  await files.sendFile(res, { ...signed, name }, { disposition: 'attachment' });
}
