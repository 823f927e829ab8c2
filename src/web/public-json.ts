import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';

/** What any program may read; the same for everybody, and not sent again to who holds it already. */
export class PublicJson {
  constructor(readonly body: object) {}
}

/** What a program with a key reads: kept by it alone, and not sent again while it holds it. */
export class KeyedJson {
  constructor(readonly body: object) {}
}

/** Sends it under a tag of its content, or answers 304 to who holds that. Weak: packed or not, it says the same. */
export function sendJson(req: Request, res: Response, answer: PublicJson | KeyedJson): void {
  // The same value without a sign that could begin markup, should somebody's program show it as a page.
  const text = JSON.stringify(answer.body).replaceAll('<', '\\u003c');
  res.setHeader('ETag', `W/"${createHash('sha256').update(text).digest('hex').slice(0, 32)}"`);
  res.setHeader('Cache-Control', answer instanceof KeyedJson ? 'private, no-cache' : 'no-cache');
  if (answer instanceof KeyedJson) res.vary('Authorization');
  res.type('json');
  // Not ended here: the framework ends the answer itself, and a second end of a 304 would cost the reader the connection.
  if (req.fresh) res.status(304);
  else res.send(text);
}
