import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject } from '@nestjs/common';
import type { Response } from 'express';
import type { Logger } from 'pino';
import { Refused, type Refusal } from '../kernel/refusal.js';
import { Frames } from './frame.js';
import { keptWordsOf } from './kept-words.js';
import { LOGGER } from './logger.js';
import type { WebRequest } from './request.js';
import { Views } from './views.js';
import { Wording } from './wording.js';

const VIEW_OF_STATUS: Readonly<Record<number, string>> = { 404: 'errors/not-found', 429: 'errors/too-many' };

/** The one place where refusals and faults become pages. A fault of ours shows its number and nothing of the inside. */
@Catch()
export class FaultFilter implements ExceptionFilter {
  constructor(
    private readonly frames: Frames,
    private readonly views: Views,
    private readonly wording: Wording,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const req = http.getRequest<WebRequest>();
    const res = http.getResponse<Response>();
    // A download that broke half-way can only be cut off; its length tells the receiver.
    if (res.headersSent) {
      res.destroy();
      return;
    }
    const refusal = toRefusal(error);
    if (refusal === null) {
      this.logger.error({ err: error, requestId: req.id, method: req.method, path: req.path }, 'fault');
      this.page(req, res, 500, 'errors/fault', 'Hệ thống đang lỗi, dữ liệu đã lưu không mất. Thử lại sau 5 phút.');
      return;
    }
    // Somebody not signed in who asks for a page of ours is led to the door and back; other requests just hear no.
    if (refusal.code === 'sign-in-first') {
      const back = req.method === 'GET' ? `?ve=${encodeURIComponent(req.originalUrl)}` : '';
      res.redirect(303, `/dang-nhap${back}`);
      return;
    }
    const { status, sentence } = this.wording.of(refusal);
    const wait = refusal['retryAfterSeconds'];
    if (typeof wait === 'number') res.setHeader('Retry-After', String(wait));
    const kept = refusal.code === 'form-token-stale' ? keptWordsOf(req) : null;
    if (kept !== null) this.page(req, res, status, 'errors/kept', sentence, { kept });
    else this.page(req, res, status, VIEW_OF_STATUS[status] ?? 'errors/refused', sentence);
  }

  private page(
    req: WebRequest,
    res: Response,
    status: number,
    view: string,
    sentence: string,
    more: object = {},
  ): void {
    res.setHeader('Cache-Control', 'no-store');
    const frame = this.frames.ofRefusal(req, res);
    res
      .status(status)
      .type('html')
      .send(this.views.render(view, { ...more, sentence, requestId: req.id, page: frame }));
  }
}

// character_not_in_repertoire, untranslatable_character: no keyboard types what PostgreSQL cannot hold as text (U+0000).
const UNSTORABLE = new Set(['22021', '22P05']);

/** What of an error is a "no" and not a fault: our refusals, and the framework's own 4xx. */
function toRefusal(error: unknown): Refusal | null {
  if (error instanceof Refused) return error.refusal;
  if (UNSTORABLE.has((error as { code?: string } | null)?.code ?? '')) return { code: 'malformed' };
  const status = error instanceof HttpException ? error.getStatus() : statusOf(error);
  if (status === null || status >= 500 || status < 400) return null;
  if (status === 413) return { code: 'body-too-large' };
  if (status === 404) return { code: 'not-found' };
  if (status === 403) return { code: 'not-allowed' };
  return { code: 'malformed' };
}

/** Errors of the body parser and of Express carry their status as a number. */
function statusOf(error: unknown): number | null {
  const status = (error as { status?: unknown } | null)?.status;
  return typeof status === 'number' ? status : null;
}
