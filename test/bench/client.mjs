import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { Readable } from 'node:stream';

// A new connection each: one kept from an earlier workload may have been hung up meanwhile.
const agent = new Agent({ keepAlive: false });

/** One request, whole answer. */
export function send(url, { method = 'GET', headers = {}, body = null } = {}) {
  return new Promise((resolve, reject) => {
    const req = request(url, { method, headers, agent }, (res) => {
      const chunks = [];
      res.on('data', (chunk) => chunks.push(chunk));
      res.on('end', () => resolve({ status: res.statusCode, headers: res.headers, body: Buffer.concat(chunks) }));
      res.on('error', reject);
    });
    req.on('error', reject);
    if (body !== null && typeof body.pipe === 'function') body.pipe(req);
    else req.end(body);
  });
}

/** A browser without script: keeps cookies, finds hidden fields. */
export class Visitor {
  #cookies = new Map();

  constructor(url) {
    this.url = url;
  }

  get cookie() {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  async get(path, headers = {}) {
    return this.#send(path, { headers });
  }

  async post(path, words) {
    const body = new URLSearchParams(words).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) };
    return this.#send(path, { method: 'POST', headers, body });
  }

  /** The fields that a page's forms carry unseen, all forms together; the first of a name counts. */
  async hiddenFields(path) {
    const { status, body } = await this.get(path);
    if (status !== 200) throw new Error(`${path} answered ${status}`);
    const fields = {};
    for (const [input] of body.toString().matchAll(/<input\b[^>]*type="hidden"[^>]*>/g)) {
      const name = /name="([^"]*)"/.exec(input)?.[1];
      const value = /value="([^"]*)"/.exec(input)?.[1] ?? '';
      if (name !== undefined && !(name in fields))
        fields[name] = value.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&');
    }
    return fields;
  }

  async signIn(username, password) {
    const hidden = await this.hiddenFields('/dang-nhap');
    const { status } = await this.post('/dang-nhap', { ...hidden, username, password });
    if (status !== 303) throw new Error(`signing in as ${username} answered ${status}`);
    return this;
  }

  async #send(path, options) {
    const headers = { ...options.headers, ...(this.cookie === '' ? {} : { cookie: this.cookie }) };
    const answer = await send(this.url + path, { ...options, headers });
    for (const line of answer.headers['set-cookie'] ?? []) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      this.#cookies.set(name, value);
    }
    return answer;
  }
}

/** Sends a form with one file the way a browser does, streamed from the disk; words come before the file. */
export async function sendFile(url, { cookie, words, field, file, name, type }) {
  const boundary = `----bench${randomBytes(12).toString('hex')}`;
  const part = (head, body) => `--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}`;
  const before =
    Object.entries(words)
      .map(([key, value]) => part(`name="${key}"`, `${value}\r\n`))
      .join('') + part(`name="${field}"; filename="${name}"\r\nContent-Type: ${type}`, '');
  const after = `\r\n--${boundary}--\r\n`;
  const { size } = await stat(file);
  const headers = {
    cookie,
    'content-type': `multipart/form-data; boundary=${boundary}`,
    'content-length': Buffer.byteLength(before) + size + Buffer.byteLength(after),
  };
  async function* body() {
    yield Buffer.from(before);
    yield* createReadStream(file, { highWaterMark: 256 * 1024 });
    yield Buffer.from(after);
  }
  return send(url, { method: 'POST', headers, body: Readable.from(body(), { objectMode: false }) });
}
