import { isFileKind, KIND_FACTS } from '../storage/file-kinds.js';
import { type EntryFileFacts, isUsable } from './entry.facts.js';

const LEAST = 2;

/** The photos of one slot in the commune's order that make up one PDF; empty where there are not several. Isolated ones stay out. */
export function photosToBind<File extends Pick<EntryFileFacts, 'slotId' | 'kind' | 'scanState'>>(
  files: readonly File[],
  slotId: string,
): File[] {
  const photos = files.filter(
    (file) =>
      file.slotId === slotId && isUsable(file) && isFileKind(file.kind) && KIND_FACTS[file.kind].shape === 'image',
  );
  return photos.length < LEAST ? [] : photos;
}
