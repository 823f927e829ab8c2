import { connect } from 'node:net';

/**
 * One keep-alive connection that asks and waits, as cheap as Node allows: the generator stands on the same two cores as what it
 * measures. Understands answers with Content-Length, chunked ones, and those without a body; nothing else is sent by us or the floor.
 */
class Line {
  #socket;
  #host;
  #kept = Buffer.alloc(0);
  #waiting = null;

  constructor(host) {
    this.#host = host;
  }

  static async open(url) {
    const { hostname, port, host } = new URL(url);
    const line = new Line(host);
    line.#socket = connect({ host: hostname, port: Number(port), noDelay: true });
    await new Promise((resolve, reject) => line.#socket.once('connect', resolve).once('error', reject));
    line.#socket.on('data', (chunk) => line.#hear(chunk));
    line.#socket.on('error', (fault) => line.#waiting?.reject(fault));
    line.#socket.on('close', () => line.#waiting?.reject(new Error('the server hung up')));
    return line;
  }

  /** Sends a request and answers its status, head and length. */
  ask({ method = 'GET', path, headers = {}, body = '' }) {
    let head = `${method} ${path} HTTP/1.1\r\nHost: ${this.#host}\r\n`;
    for (const [name, value] of Object.entries(headers)) head += `${name}: ${value}\r\n`;
    if (method === 'POST') head += `Content-Length: ${Buffer.byteLength(body)}\r\n`;
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket.write(`${head}\r\n${body}`);
    });
  }

  close() {
    this.#waiting = null;
    this.#socket.destroy();
  }

  #hear(chunk) {
    this.#kept = this.#kept.length === 0 ? chunk : Buffer.concat([this.#kept, chunk]);
    const headEnd = this.#kept.indexOf('\r\n\r\n');
    if (headEnd === -1 || this.#waiting === null) return;
    const head = this.#kept.latin1Slice(0, headEnd);
    const status = Number(head.slice(9, 12));
    const length = this.#wholeLength(head, headEnd + 4, status);
    if (length === null) return;
    const { resolve } = this.#waiting;
    this.#waiting = null;
    this.#kept = Buffer.alloc(0);
    resolve({ status, head, bytes: length });
  }

  /** Bytes of the body once it is all there, else null. */
  #wholeLength(head, start, status) {
    const there = this.#kept.length - start;
    if (status === 304 || status === 204) return 0;
    const announced = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
    if (announced !== undefined) return there >= Number(announced) ? Number(announced) : null;
    return this.#kept.subarray(-5).equals(LAST_CHUNK) ? there : null;
  }
}

const LAST_CHUNK = Buffer.from('0\r\n\r\n');

/**
 * Asks from `connections` connections at once for `seconds`; `requestOf(connection, turn)` says what. Every answer must have the
 * status `expected`, or the figure would be one of error pages.
 */
export async function load(url, { connections, seconds, expected = 200, requestOf }) {
  const lines = await Promise.all(Array.from({ length: connections }, () => Line.open(url)));
  const latencies = [];
  const began = performance.now();
  const until = began + seconds * 1000;
  try {
    await Promise.all(
      lines.map(async (line, connection) => {
        for (let turn = 0; performance.now() < until; turn += 1) {
          const request = requestOf(connection, turn);
          const asked = performance.now();
          const { status } = await line.ask(request);
          latencies.push(performance.now() - asked);
          if (status !== expected) throw new Error(`${request.path} answered ${status}, not ${expected}`);
        }
      }),
    );
    return { rate: latencies.length / ((performance.now() - began) / 1000), latencies };
  } finally {
    for (const line of lines) line.close();
  }
}

/** The same from one connection that asks `times` times: for warming up. */
export async function repeat(url, times, request) {
  const line = await Line.open(url);
  try {
    for (let i = 0; i < times; i += 1) await line.ask(request);
  } finally {
    line.close();
  }
}
