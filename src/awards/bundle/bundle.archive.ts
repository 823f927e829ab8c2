import type { Seal } from '../../audit/seal.js';
import { type Instant, parseInstant } from '../../kernel/instant.js';
import { hashedPieces } from '../../press/hashed-pieces.js';
import { type ZipFile, zipOf } from '../../press/zip.js';
import { BUNDLE_FORMAT, BUNDLE_PATHS, type BundleFile, bundleJson, type Manifest } from './bundle.files.js';

/** A file of the bundle, poured when its turn comes. */
export interface BundleSource {
  path: string;
  pour(): AsyncIterable<Buffer> | Iterable<Buffer>;
}

/** What the manifest says that is not told by the files: `audit` is asked once they have been poured. */
export interface ManifestFacts {
  contest: Manifest['contest'];
  list: Manifest['list'];
  audit: () => Manifest['audit'];
}

/**
 * The archive of a bundle, piece by piece: the files in their order, each hashed on its way, then the manifest and its signature. Its
 * times are those of the publication, so that the bundle of one list is the same to the byte whenever it is made, and a changed byte
 * anywhere shows.
 */
export function sealedArchive(
  sources: readonly BundleSource[],
  about: ManifestFacts,
  seal: Seal,
): AsyncGenerator<Buffer> {
  const hashed: Manifest['files'] = [];
  let manifest = Buffer.alloc(0);
  const files: ZipFile[] = [
    ...sources.map(({ path, pour }) => ({
      path,
      open: () => hashedPieces(pour(), (whole) => void hashed.push({ path, ...whole })),
    })),
    {
      path: BUNDLE_PATHS.manifest,
      open: () => {
        const { contest, list, audit } = about;
        const facts: Manifest = {
          format: BUNDLE_FORMAT,
          contest,
          list,
          files: hashed,
          audit: audit(),
          publicKey: seal.publicKey,
        };
        manifest = Buffer.from(bundleJson(facts));
        return [manifest];
      },
    },
    { path: BUNDLE_PATHS.signature, open: () => [Buffer.from(`${seal.sign(manifest)}\n`)] },
  ];
  return zipOf(files, new Date(about.list.publishedAt));
}

/** The archive that these very files give, in one piece. */
export async function packFiles(files: readonly BundleFile[], publishedAt: Instant): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of zipOf(
    files.map(({ path, bytes }) => ({ path, open: () => [bytes] })),
    publishedAt,
  ))
    pieces.push(piece);
  return Buffer.concat(pieces);
}

/** The instant that a manifest names, or null for what is none. */
export const publishedAtOf = ({ list }: Pick<Manifest, 'list'>): Instant | null => parseInstant(list.publishedAt);
