import { type ArgumentsHost, Catch, type ExceptionFilter, Inject } from '@nestjs/common';
import type { Response } from 'express';
import type { Logger } from 'pino';
import type { Refusal } from '../kernel/refusal.js';
import { isApi } from './api.js';
import { FAULT_SENTENCE, toRefusal } from './fault.reading.js';
import { tellNextPage } from './flash.js';
import { Frames } from './frame.js';
import { keptWordsOf, typedTextsOf } from './kept-words.js';
import { LOGGER } from './logger.js';
import { Problems } from './problems.js';
import { loggedPath, type WebRequest } from './request.js';
import { SecurityLog } from './security.log.js';
import { Views } from './views.js';
import { Wording } from './wording.js';

const VIEW_OF_STATUS: Readonly<Record<number, string>> = { 404: 'errors/not-found', 429: 'errors/too-many' };

const SESSION_ENDED = 'Phiên làm việc đã hết. Đăng nhập để làm tiếp.';

/** The one place where refusals and faults become pages, or problems for programs. A fault of ours shows its number and nothing of the inside. */
@Catch()
export class FaultFilter implements ExceptionFilter {
  constructor(
    private readonly frames: Frames,
    private readonly views: Views,
    private readonly wording: Wording,
    private readonly problems: Problems,
    private readonly security: SecurityLog,
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
    if (isApi(req)) {
      this.problems.answer(req, res, error);
      return;
    }
    const refusal = toRefusal(error);
    if (refusal === null) {
      this.logger.error({ err: error, requestId: req.id, method: req.method, path: loggedPath(req) }, 'fault');
      this.page(req, res, 500, 'errors/fault', FAULT_SENTENCE);
      return;
    }
    const kept = losesItsSession(refusal, req) ? keptWordsOf(req) : null;
    // Somebody not signed in who asks for a page of ours is led to the door and back; other requests just hear no.
    if (refusal.code === 'sign-in-first' && kept === null) {
      if (hadSession(req)) tellNextPage(res, { tone: 'info', text: SESSION_ENDED }, req.secure);
      const back = req.method === 'GET' ? `?ve=${encodeURIComponent(req.originalUrl)}` : '';
      res.redirect(303, `/dang-nhap${back}`);
      return;
    }
    const { status, sentence } = this.wording.of(refusal);
    if (status >= 500) this.logger.error({ err: error, requestId: req.id, path: loggedPath(req) }, refusal.code);
    this.security.denied(req, status, refusal.code);
    const wait = refusal['retryAfterSeconds'];
    if (typeof wait === 'number') res.setHeader('Retry-After', String(wait));
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
      .send(
        this.views.render(view, { ...more, sentence, typedTexts: typedTextsOf(req), requestId: req.id, page: frame }),
      );
  }
}

/** Is the form refused only because its session ended: run out, or cut off elsewhere while the person went on typing? */
const losesItsSession = ({ code }: Refusal, req: WebRequest): boolean =>
  code === 'form-token-stale' || (code === 'sign-in-first' && hadSession(req));

/** Somebody was signed in here; whoever is nobody all the same was ended by time, from elsewhere, or by an administrator. */
const hadSession = (req: WebRequest): boolean => req.session?.personId !== undefined;
