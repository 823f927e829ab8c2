import type sharp from 'sharp';

let loading: Promise<typeof sharp> | null = null;

/**
 * The library that decodes and draws pictures, loaded with the first picture: it is 9 MiB and a fifth of a second of the start.
 * A server of two cores decodes one picture on one of them, and keeps none in memory afterwards.
 */
export function pictureLibrary(): Promise<typeof sharp> {
  loading ??= import('sharp').then(({ default: library }) => {
    library.concurrency(1);
    library.cache(false);
    return library;
  });
  return loading;
}
