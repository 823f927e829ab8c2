import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import type { FrozenPage } from './answer.js';
import { Frames } from './frame.js';
import type { WebRequest } from './request.js';
import { Views } from './views.js';

/** Pages kept at most; the longest unread goes first. A page of two hundred prizes takes about 100 KB. */
const KEPT_PAGES = 100;

interface Drawn {
  plain: Buffer;
  zipped: Buffer;
}

/**
 * Answers visitors with pages that were drawn once. In the hour of publication thousands read the same list: drawing and packing it
 * for each of them would be most of the work. Any process may forget what it keeps; it only draws again.
 */
@Injectable()
export class FrozenPages {
  private readonly kept = new Map<string, Drawn>();

  constructor(
    private readonly frames: Frames,
    private readonly views: Views,
  ) {}

  /** The page for somebody who is not signed in: 304 to who holds it, else the kept page, else a new drawing of it. */
  async send(req: WebRequest, res: Response, page: FrozenPage): Promise<Buffer | undefined> {
    // The address is printed at the foot, so each name of the host has a page of its own.
    const key = `${page.tag} ${req.protocol}://${req.get('host') ?? ''}${req.originalUrl}`;
    const tag = `"${createHash('sha256').update(key).digest('hex').slice(0, 32)}"`;
    res.setHeader('ETag', tag);
    res.setHeader('Cache-Control', 'no-cache');
    if (req.get('if-none-match') === tag) {
      // Not ended here: the framework ends the answer itself, and a second end of a 304 would cost the visitor the connection.
      res.status(304);
      return undefined;
    }
    const drawn = this.kept.get(key) ?? (await this.draw(req, page));
    this.keep(key, drawn);
    res.type('html').vary('Accept-Encoding');
    if (req.acceptsEncodings('gzip') !== 'gzip') return this.end(res, drawn.plain);
    res.setHeader('Content-Encoding', 'gzip');
    return this.end(res, drawn.zipped);
  }

  private end(res: Response, body: Buffer): undefined {
    res.send(body);
    return undefined;
  }

  private async draw(req: WebRequest, { draw }: FrozenPage): Promise<Drawn> {
    const { view, model, frame } = await draw();
    const plain = Buffer.from(this.views.render(view, { ...model, page: this.frames.frozen(req, frame) }));
    return { plain, zipped: await promisify(gzip)(plain, { level: 9 }) };
  }

  private keep(key: string, drawn: Drawn): void {
    this.kept.delete(key);
    this.kept.set(key, drawn);
    const [oldest] = this.kept.keys();
    if (this.kept.size > KEPT_PAGES && oldest !== undefined) this.kept.delete(oldest);
  }
}
