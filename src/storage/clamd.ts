import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import type { Readable } from 'node:stream';

/** What the scanner says of a file: nothing found, or the name of what it found. */
export type Verdict = { state: 'clean' } | { state: 'infected'; finding: string };

/** Where clamd listens: `tcp://host:3310` or `unix:///run/clamav/clamd.ctl`. */
export type ClamdAddress = { host: string; port: number } | { path: string };

/** Reads CLAMD_URL; null for anything that is no address of one. */
export function readClamdUrl(text: string): ClamdAddress | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.protocol === 'unix:' && url.hostname === '' && url.pathname.length > 1) return { path: url.pathname };
  const isPlain = url.pathname.replace('/', '') === '' && url.username === '' && url.search === '';
  if (url.protocol !== 'tcp:' || url.hostname === '' || !isPlain) return null;
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port: url.port === '' ? 3310 : Number(url.port) };
}

const SILENCE_MILLISECONDS = 120_000; // a scan of 200 MB in a busy daemon
const CHUNK_BYTES = 64 * 1024;
const MAX_ANSWER_BYTES = 4096;

/**
 * Sends bytes to clamd by its INSTREAM command (clamd(8)): pieces with their length ahead, then an empty one. Whatever is not
 * one of its two verdicts (limits, faults, silence, no daemon) is thrown: a file is never called clean because nobody looked.
 */
export async function scanWithClamd(address: ClamdAddress, bytes: Readable): Promise<Verdict> {
  const socket = connect(address);
  socket.setTimeout(SILENCE_MILLISECONDS, () => socket.destroy(new Error('clamd is silent')));
  const answer = readAnswer(socket);
  try {
    // Clamd may answer and hang up in the middle (a limit), or not be there: then what it said, or the fault, is what counts.
    const sent = send(socket, bytes);
    sent.catch(() => undefined);
    await Promise.race([sent, answer]);
    return readVerdict(await answer);
  } finally {
    bytes.destroy();
    socket.destroy();
  }
}

async function send(socket: Socket, bytes: Readable): Promise<void> {
  const write = async (part: Buffer | string): Promise<void> => {
    if (!socket.write(part) && !socket.destroyed) await once(socket, 'drain');
  };
  await write('zINSTREAM\0');
  for await (const piece of bytes as AsyncIterable<Buffer>) {
    if (socket.destroyed) return;
    for (let at = 0; at < piece.length; at += CHUNK_BYTES) {
      const part = piece.subarray(at, at + CHUNK_BYTES);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(part.length);
      await write(Buffer.concat([length, part]));
    }
  }
  await write(Buffer.alloc(4));
}

async function readAnswer(socket: Socket): Promise<string> {
  let text = '';
  for await (const piece of socket as AsyncIterable<Buffer>) {
    text += piece.toString('utf8');
    if (text.includes('\0') || text.length > MAX_ANSWER_BYTES) break;
  }
  return text.split('\0')[0] ?? '';
}

function readVerdict(answer: string): Verdict {
  if (answer === 'stream: OK') return { state: 'clean' };
  const found = /^stream: (.+) FOUND$/.exec(answer);
  if (found?.[1] === undefined) throw new Error(`clamd gave no verdict: ${answer.slice(0, 200) || 'nothing'}`);
  return { state: 'infected', finding: found[1].slice(0, 200) };
}
