import { createHash } from 'node:crypto';
import { type AuditRow, canonicalText, nextHash, nextHashOfDigest, startOfChain } from '../../audit/audit.event.js';
import { merkleRoot, NO_LEAVES, withLeaf } from '../../audit/merkle.js';

/**
 * A line of audit.jsonl. `text` is the canonical text of an event of the contest that tells of rounds and award lists; of every
 * other event of the same chains there is its SHA-256 alone, so that the chain can be walked without learning what else somebody did.
 */
export type EventLine = { chain: string; seq: number; hash: string } & ({ text: string } | { digest: string });

/** Acts whose words are in the bundle. Judges do none of them: their lines name nobody. */
export const isTold = (act: string): boolean => act.startsWith('award-list.') || act.startsWith('round.');

/** The line of an event, for the bundle of this contest. */
export function toEventLine(row: AuditRow, contestId: string): EventLine {
  const { chain, seq, act } = row;
  const text = canonicalText(row);
  const place = { chain, seq, hash: row.hash.toString('hex') };
  if (row.contestId === contestId && isTold(act)) return { ...place, text };
  return { ...place, digest: createHash('sha256').update(text, 'utf8').digest('hex') };
}

/** How many events there are, and the root over their hashes, each as 32 bytes, in their order. */
export function rootOf(hashes: Iterable<Buffer>): { events: number; root: string } {
  let tree = NO_LEAVES;
  for (const hash of hashes) tree = withLeaf(tree, hash);
  return { events: tree.size, root: merkleRoot(tree).toString('hex') };
}

/** What an event of the bundle says, of its canonical text. */
export interface ToldEvent {
  at: string;
  act: string;
  subjectId: string;
  facts: Record<string, unknown>;
}

/**
 * Walks the chains of audit.jsonl: each begins at its first place and none of its lines is missing, changed or out of order. Answers what is told and
 * the root, or the first line that is wrong (from 1) and why.
 */
export function walkEvents(
  lines: readonly EventLine[],
): { told: ToldEvent[]; events: number; root: string } | { line: number; what: string } {
  const told: ToldEvent[] = [];
  const hashes: Buffer[] = [];
  let last: { chain: string; seq: number; hash: Buffer } = { chain: '', seq: 0, hash: Buffer.alloc(0) };
  const seen = new Set<string>();
  for (const [index, one] of lines.entries()) {
    const line = index + 1;
    if (one.chain !== last.chain) {
      if (seen.has(one.chain)) return { line, what: 'its chain was left before' };
      seen.add(one.chain);
      last = { chain: one.chain, seq: 0, hash: startOfChain(one.chain) };
    }
    if (one.seq !== last.seq + 1) return { line, what: `place ${last.seq + 1} of its chain is missing` };
    const hash =
      'text' in one
        ? nextHash(last.hash, one.seq, one.text)
        : nextHashOfDigest(last.hash, one.seq, Buffer.from(one.digest, 'hex'));
    if (hash.toString('hex') !== one.hash) return { line, what: 'it does not match its hash' };
    last = { chain: one.chain, seq: one.seq, hash };
    hashes.push(hash);
    if ('text' in one) told.push(toToldEvent(one.text));
  }
  return { told, ...rootOf(hashes) };
}

/** The places of a canonical text (src/audit/audit.event.ts) that the check reads. */
function toToldEvent(text: string): ToldEvent {
  const cells = JSON.parse(text) as (string | null)[];
  const [at, act, subjectId, facts] = [cells[1], cells[6], cells[8], cells[12]];
  return {
    at: at ?? '',
    act: act ?? '',
    subjectId: subjectId ?? '',
    facts: JSON.parse(facts ?? '{}') as Record<string, unknown>,
  };
}
