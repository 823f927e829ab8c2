import { createHash } from 'node:crypto';

/** One file of a results bundle: where it stands in it, and its bytes. */
export interface BundleFile {
  path: string;
  bytes: Buffer;
}

/** The files of a results bundle, by the names that its manifest, its README and both verifiers know them by. */
export const BUNDLE_PATHS = {
  readme: 'DOC-TRUOC.txt',
  verifier: 'kiem-tra.mjs',
  rules: 'rules.json',
  sidePrizes: 'side-prizes.json',
  scores: 'scores.csv',
  sheets: 'sheets.csv',
  decisions: 'decisions.json',
  ranking: 'ranking.json',
  awards: 'awards.json',
  entries: 'entries.json',
  contest: 'contest.json',
  units: 'units.csv',
  audit: 'audit.jsonl',
  manifest: 'manifest.json',
  signature: 'manifest.sig',
} as const;

/** What the bundle says of itself; `manifest.sig` is the signature over these very bytes. */
export interface Manifest {
  format: typeof BUNDLE_FORMAT;
  contest: { slug: string; code: string; name: string; rehearsal: boolean };
  list: { id: string; number: number; publishedAt: string };
  /** Every file but the manifest and its signature, in the order of the archive. */
  files: { path: string; size: number; sha256: string }[];
  /** The events of audit.jsonl: how many, and their Merkle root (RFC 6962) in the order of the file. */
  audit: { events: number; root: string };
  publicKey: string;
}

export const BUNDLE_FORMAT = 'hoithi-results/1';

/** JSON as every file of the bundle has it: two spaces, one line end at the end. The same facts are the same bytes. */
export const bundleJson = (facts: unknown): string => `${JSON.stringify(facts, null, 2)}\n`;

export const sha256Hex = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');
