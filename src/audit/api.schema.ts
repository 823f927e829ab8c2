import { INSTANT, listOf, named, NEXT_CURSOR, record, type Schema, text, whole } from '../web/api.schema.js';

/** What the answer about heads of the log looks like, for the document of the API. */
export const LOG_SCHEMAS: Readonly<Record<string, Schema>> = {
  LogHead: record({
    size: whole('Events that the head covers.'),
    root: text('Merkle root (RFC 6962) over their hashes, 64 hexadecimal digits.'),
    publicKey: text('Ed25519, 32 bytes in base64: the key that signed this head.'),
    signature: text('Of the lines "hoithi-log-head/1", size, root and at, each ended by LF; base64.'),
    at: INSTANT,
  }),
  LogHeads: record({
    publicKey: text('The key that signs now.'),
    heads: listOf(named('LogHead')),
    nextCursor: NEXT_CURSOR,
  }),
};
