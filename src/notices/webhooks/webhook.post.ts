import { lookup } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { faultOfAddress, hostOf, isPublicAddress } from './address.guard.js';

const SECONDS = 10;

/** What the other side answered, or why there was no answer. */
export type PostAnswer = { status: number; said: null } | { status: null; said: string };

/** Sends nothing but to the internet: where a name leads is looked at in the very look-up that the connection uses. */
export const publicOnly: LookupFunction = (host, options, done) => {
  lookup(host, { ...options, all: true }, (fault, found) => {
    if (fault !== null) return done(fault, '', 0);
    // One bad address among good ones is enough: which of them is taken is not ours to say.
    const [first] = found;
    if (first === undefined || !found.every(({ address }) => isPublicAddress(address)))
      return done(new Error('the name leads to an address that is not public'), '', 0);
    if (options.all === true) done(null, found);
    else done(null, first.address, first.family);
  });
};

/**
 * Posts a body as JSON and answers with the status; never follows a redirect, never reads what is answered, ten seconds at most.
 * `inside` are hosts that may be private and without TLS. Never throws.
 */
export function postJson(
  { url: typed, headers, body }: { url: string; headers: Readonly<Record<string, string>>; body: string },
  inside: readonly string[],
): Promise<PostAnswer> {
  const fault = faultOfAddress(typed, inside);
  if (fault !== null) return Promise.resolve({ status: null, said: fault });
  const url = new URL(typed);
  const isInside = inside.includes(hostOf(url));
  // A host that is an address itself is looked up by nobody; it was looked at above.
  const guard = isInside || isIP(hostOf(url)) !== 0 ? {} : { lookup: publicOnly };
  const send = url.protocol === 'http:' ? http.request : https.request;
  return new Promise((done) => {
    const request = send(
      url,
      {
        ...guard,
        method: 'POST',
        agent: false,
        signal: AbortSignal.timeout(SECONDS * 1000),
        headers: {
          'Content-Type': 'application/json; charset=utf-8',
          'Content-Length': Buffer.byteLength(body),
          'User-Agent': 'HoiThi/1',
          ...headers,
        },
      },
      (answer) => {
        done({ status: answer.statusCode ?? 0, said: null });
        answer.destroy();
      },
    );
    request.on('error', (error) => done({ status: null, said: error.message.slice(0, 200) }));
    request.end(body);
  });
}
