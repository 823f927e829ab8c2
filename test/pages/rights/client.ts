import http from 'node:http';

/** What came back: everything a receiver could read a secret from. */
export interface Heard {
  status: number;
  headers: http.IncomingHttpHeaders;
  text: string;
  bytes: Buffer;
}

export interface Call {
  method?: string;
  path: string;
  cookie?: string;
  /** A program's key; sent to the addresses for programs alone. */
  bearer?: string;
  headers?: Record<string, string>;
  /** Sent as it is; `form()` makes one of words. */
  body?: string | Buffer;
}

/** A bare connection to the application, for thousands of requests: no cookie jar, no redirects followed. */
export class Client {
  private readonly agent = new http.Agent({ keepAlive: true, maxSockets: 16 });
  private readonly host: string;
  private readonly port: number;

  constructor(readonly url: string) {
    const { hostname, port } = new URL(url);
    this.host = hostname;
    this.port = Number(port);
  }

  send({ method = 'GET', path, cookie, bearer, headers = {}, body }: Call): Promise<Heard> {
    return new Promise((done, fail) => {
      const sent = http.request(
        {
          agent: this.agent,
          host: this.host,
          port: this.port,
          method,
          path,
          headers: {
            ...(cookie === undefined || cookie === '' ? {} : { cookie }),
            ...(bearer === undefined || !path.startsWith('/api/') ? {} : { authorization: `Bearer ${bearer}` }),
            ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
            ...headers,
          },
        },
        (answer) => {
          const parts: Buffer[] = [];
          answer.on('data', (part: Buffer) => parts.push(part));
          answer.on('error', fail);
          answer.on('end', () => {
            const bytes = Buffer.concat(parts);
            done({ status: answer.statusCode ?? 0, headers: answer.headers, text: bytes.toString('utf8'), bytes });
          });
        },
      );
      sent.on('error', fail);
      sent.end(body);
    });
  }

  /** Posts words the way a form without files does; with a method of its own, what a script would send instead. */
  form(call: Omit<Call, 'body'>, words: Record<string, string | readonly string[]>): Promise<Heard> {
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries(words)) for (const one of [value].flat()) body.append(name, one);
    return this.send({
      method: 'POST',
      ...call,
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...call.headers },
      body: body.toString(),
    });
  }

  close(): void {
    this.agent.destroy();
  }
}

/** Somebody's cookies and the token that their forms carry. */
export interface Keys {
  cookie: string;
  csrf: string;
  /** The key of their program; strangers have none. */
  bearer?: string;
}

/** What somebody brings along to every address. */
export const carried = ({ cookie, bearer }: Keys): Pick<Call, 'cookie' | 'bearer'> =>
  bearer === undefined ? { cookie } : { cookie, bearer };

/** `name=value` of every cookie that an answer sets. */
export const cookiesOf = (heard: Heard): string[] =>
  (heard.headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0] ?? '');

/** The token in the first form of a page; empty when the page has none. */
export const csrfIn = (html: string): string => /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? '';

/** Keys of a visitor who has not signed in. */
export async function strangersKeys(client: Client): Promise<Keys> {
  const door = await client.send({ path: '/dang-nhap' });
  return { cookie: cookiesOf(door).join('; '), csrf: csrfIn(door.text) };
}

/** Signs in through the real page and answers with the keys of the new session. */
export async function keysOf(client: Client, username: string, password = 'hoithi-demo'): Promise<Keys> {
  const stranger = await strangersKeys(client);
  const answer = await client.form(
    { path: '/dang-nhap', cookie: stranger.cookie },
    { username, password, _csrf: stranger.csrf },
  );
  if (answer.status !== 303) throw new Error(`signing in as ${username} answered ${answer.status}`);
  const session = cookiesOf(answer).find((cookie) => cookie.includes('hoithi=')) ?? '';
  const home = await client.send({ path: '/viec', cookie: session });
  const token = cookiesOf(home).find((cookie) => cookie.includes('hoithi.form=')) ?? '';
  return { cookie: `${session}; ${token}`, csrf: csrfIn(home.text) };
}

/** Works through a list with so many hands at once; results in the order of the list. */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  hands: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = new Array<Result>(items.length);
  let next = 0;
  const hand = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) results[index] = await work(items[index] as Item);
  };
  await Promise.all(Array.from({ length: hands }, hand));
  return results;
}
