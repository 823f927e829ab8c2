import type { Instant } from '../../kernel/instant.js';
import { isSealed } from '../seal.js';

/**
 * How the whole log stood at a moment: how many events it had in the order in which heads took them up, and the Merkle root (RFC 6962) over their
 * hashes. Whoever keeps one can say later whether anything of what it covers was rewritten.
 */
export interface LogHead {
  size: number;
  /** 64 hexadecimal digits. */
  root: string;
  at: Instant;
  publicKey: string;
  /** Of `headText`, base64. */
  signature: string;
}

/** The very text that a head's signature is over. */
export const headText = ({ size, root, at }: Pick<LogHead, 'size' | 'root' | 'at'>): string =>
  `hoithi-log-head/1\n${size}\n${root}\n${at.toISOString()}\n`;

export const isHeadSealed = (head: LogHead): boolean =>
  isSealed(Buffer.from(headText(head)), head.signature, head.publicKey);
