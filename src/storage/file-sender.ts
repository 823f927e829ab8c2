import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { isFileKind, KIND_FACTS } from './file-kinds.js';
import { FileStore } from './file-store.js';
import { contentDisposition, readRange } from './file-headers.js';

/** A stored file as some room knows it. */
export interface SendableFile {
  sha256: string;
  name: string;
  kind: string;
  size: number;
}

export type Disposition = 'inline' | 'attachment';

/** Hands stored files out, always as what they were found to be and never as a page of ours. */
@Injectable()
export class FileSender {
  constructor(private readonly store: FileStore) {}

  /**
   * Streams a file, whole or the one range that was asked for (206; 416 outside it). Whether this reader may have it is the
   * caller's question. `inline` is for what our own pages show (pictures, video); all else goes out as an attachment whatever
   * was asked. A file that has vanished from the disk is a fault of ours.
   */
  async sendFile(res: Response, file: SendableFile, { disposition }: { disposition: Disposition }): Promise<void> {
    const size = await this.store.sizeOf(file.sha256);
    if (size === null || size !== file.size) throw new Error(`stored file ${file.sha256} is missing or has changed`);
    const facts = isFileKind(file.kind) ? KIND_FACTS[file.kind] : null;
    const canShow = facts !== null && (facts.shape === 'image' || facts.shape === 'video');
    this.setHeaders(res, {
      type: facts?.type ?? 'application/octet-stream',
      disposition: contentDisposition(canShow ? disposition : 'attachment', file.name),
    });
    await this.sendRange(res, this.store.pathOf(file.sha256), size);
  }

  /** Something that was made here and lies on the disk, to be kept; whole or the one range that was asked for. */
  async sendMade(res: Response, made: { path: string; size: number; name: string; type: string }): Promise<void> {
    this.setHeaders(res, { type: made.type, disposition: contentDisposition('attachment', made.name) });
    await this.sendRange(res, made.path, made.size);
  }

  /** Sends a picture that was made here from a stored file (WebP), under the same guard. */
  sendPicture(res: Response, webp: Buffer): void {
    this.setHeaders(res, { type: 'image/webp', disposition: 'inline' });
    res.end(webp);
  }

  /** A PDF that was made here, to look at or to keep; `name` is what it is called when it is kept. */
  sendBook(res: Response, pdf: Buffer, name: string): void {
    this.setHeaders(res, { type: 'application/pdf', disposition: contentDisposition('attachment', name) });
    res.setHeader('Content-Length', pdf.length);
    res.end(pdf);
  }

  private setHeaders(res: Response, { type, disposition }: { type: string; disposition: string }): void {
    res.setHeader('Content-Type', type);
    res.setHeader('Content-Disposition', disposition);
    res.setHeader('X-Content-Type-Options', 'nosniff');
    res.setHeader('Content-Security-Policy', "sandbox; default-src 'none'");
    // no-transform keeps the compression layer, which knows no ranges, away.
    res.setHeader('Cache-Control', 'private, no-store, no-transform');
  }

  private async sendRange(res: Response, path: string, size: number): Promise<void> {
    res.setHeader('Accept-Ranges', 'bytes');
    const range = readRange(res.req.get('range'), size);
    if (range === 'outside') {
      res.status(416).setHeader('Content-Range', `bytes */${size}`);
      res.end();
      return;
    }
    if (range !== null) res.status(206).setHeader('Content-Range', `bytes ${range.start}-${range.end}/${size}`);
    res.setHeader('Content-Length', range === null ? size : range.end - range.start + 1);
    await this.stream(res, path, range);
  }

  private async stream(res: Response, path: string, range: { start: number; end: number } | null): Promise<void> {
    if (res.req.method === 'HEAD') {
      res.end();
      return;
    }
    try {
      await pipeline(createReadStream(path, range ?? {}), res);
    } catch (error) {
      // The reader went away half-way (closed the page, moved on in a video): nothing to tell anybody.
      if ((error as { code?: string }).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
    }
  }
}
