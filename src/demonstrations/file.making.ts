import { Readable } from 'node:stream';
import type { FileStore } from '../storage/file-store.js';
import { Refused } from '../kernel/refusal.js';
import { type ReceivedFile, takeFile } from '../storage/upload.engine.js';
import type { SampleDossier } from './materials/dossiers.js';
import type { Edition } from './materials/files/edition.js';
import type { DossierPart } from './materials/reasons.js';

/** The files of one part of one dossier, as first sent or as sent again. */
export interface FileTask {
  dossier: SampleDossier;
  part: DossierPart;
  edition: Edition;
}

/** Files that lie in the store now. */
export interface MadeFiles {
  key: string;
  files: ReceivedFile[];
}

export const keyOf = ({ dossier, part, edition }: FileTask): string => `${dossier.key}/${part}/${edition}`;

const KINDS: Readonly<Record<DossierPart, readonly string[]>> = {
  report: ['pdf'],
  photos: ['jpg'],
  members: ['xlsx'],
};
/** Pictures are drawn on threads of their own while papers are set on this one; more at once only takes memory. */
const AT_ONCE = 3;

/** Makes the files in the order of the tasks and brings each into the store as uploads are brought, looked at and hashed. */
export async function makeAndStore(
  store: FileStore,
  tasks: readonly FileTask[],
  arrive: (made: MadeFiles) => void,
): Promise<void> {
  // The libraries behind it are 45 MiB: the server that only asks another process for files never loads them.
  const { makePartFiles } = await import('./materials/files/dossier-files.js');
  const waiting = [...tasks];
  const makeNext = async (): Promise<void> => {
    for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) {
      const files: ReceivedFile[] = [];
      for (const { name, bytes } of await makePartFiles(task.dossier, task.part, task.edition)) {
        const arrival = await takeFile(store, KINDS[task.part], { stream: Readable.from([bytes]), originalname: name });
        if ('refusal' in arrival) throw new Refused(arrival.refusal);
        files.push(arrival.file);
      }
      arrive({ key: keyOf(task), files });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, makeNext));
}
