import { type Refusal, Refused } from '../../kernel/refusal.js';
import type { ReceivedFile } from '../../storage/upload.engine.js';
import type { Uploads } from '../../storage/uploads.js';
import type { WebRequest, Words } from '../../web/request.js';
import { ITEM_IMAGE } from './item.form.js';

/** The form of an item with its picture. A picture that cannot be taken is told beside its field, and the words stay. */
export async function receiveImage(
  uploads: Uploads,
  req: WebRequest,
): Promise<{ words: Words; file: ReceivedFile | null; refusal: Refusal | null }> {
  try {
    const { words, files, refused } = await uploads.receive(req, ITEM_IMAGE);
    return { words, file: files[0] ?? null, refusal: refused[0] ?? null };
  } catch (error) {
    if (!(error instanceof Refused) || error.refusal.code !== 'file-too-large' || req.body === undefined) throw error;
    return { words: req.body as Words, file: null, refusal: error.refusal };
  }
}

/** Says beside the field why the picture was not taken. */
export function refuseImage(refusal: Refusal | null): void {
  if (refusal !== null) throw new Refused({ ...refusal, field: ITEM_IMAGE.fieldName });
}
