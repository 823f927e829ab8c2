import { createHash } from 'node:crypto';
import type { Instant } from '../kernel/instant.js';

/** One thing that somebody did: what a service hands to the audit, beside the Act that says who. */
export interface Deed {
  /** `<subject>.<verb>`, English and stable: "entry.submit". */
  act: string;
  subjectKind: string;
  subjectId: string;
  contestId?: string | null;
  entryId?: string | null;
  reason?: string | null;
  /** What changed, in plain JSON: enough to follow the thing's life, never a password, token or (while judging is open) a score. */
  facts?: Readonly<Record<string, unknown>>;
  /** The contest's own time when it differs from the real one (rehearsal). */
  contestAt?: Instant | null;
}

/** An event as it stands in the table; `factsText` is the very JSON text that was hashed. */
export interface AuditRow {
  id: number;
  chain: string;
  seq: number;
  at: Instant;
  personId: string | null;
  personName: string;
  role: string;
  unitName: string | null;
  act: string;
  subjectKind: string;
  subjectId: string;
  contestId: string | null;
  entryId: string | null;
  reason: string | null;
  factsText: string;
  contestAt: Instant | null;
  requestId: string;
  hash: Buffer;
}

/**
 * The canonical text of an event: a JSON array of every column but `id`, `seq` and `hash`, in this order. Whoever has the rows
 * can build it again in any language; `seq` enters the hash on its own.
 */
export function canonicalText(event: Omit<AuditRow, 'id' | 'seq' | 'hash'>): string {
  return JSON.stringify([
    event.chain,
    event.at.toISOString(),
    event.personId,
    event.personName,
    event.role,
    event.unitName,
    event.act,
    event.subjectKind,
    event.subjectId,
    event.contestId,
    event.entryId,
    event.reason,
    event.factsText,
    event.contestAt === null ? null : event.contestAt.toISOString(),
    event.requestId,
  ]);
}

/** The event that a canonical text tells: everything but its place and its hash. The text is one of ours, whose chain was walked. */
export function readCanonical(text: string): Omit<AuditRow, 'id' | 'seq' | 'hash'> {
  const cells = JSON.parse(text) as (string | null)[];
  const word = (at: number): string => cells[at] ?? '';
  const cell = (at: number): string | null => cells[at] ?? null;
  return {
    chain: word(0),
    at: new Date(word(1)),
    personId: cell(2),
    personName: word(3),
    role: word(4),
    unitName: cell(5),
    act: word(6),
    subjectKind: word(7),
    subjectId: word(8),
    contestId: cell(9),
    entryId: cell(10),
    reason: cell(11),
    factsText: word(12),
    contestAt: cell(13) === null ? null : new Date(word(13)),
    requestId: word(14),
  };
}

/** The hash that a chain starts from, before its first event. */
export const startOfChain = (chain: string): Buffer => createHash('sha256').update(chain, 'utf8').digest();

/** sha256(previous || seq as 8 bytes, big-endian || sha256(canonical text)); the same as `append_audit_event` in SQL. */
export const nextHash = (previous: Buffer, seq: number, content: string): Buffer =>
  nextHashOfDigest(previous, seq, createHash('sha256').update(content, 'utf8').digest());

/** The same where of the content only its SHA-256 is known. */
export function nextHashOfDigest(previous: Buffer, seq: number, digest: Buffer): Buffer {
  const counter = Buffer.alloc(8);
  counter.writeBigInt64BE(BigInt(seq));
  return createHash('sha256').update(previous).update(counter).update(digest).digest();
}
