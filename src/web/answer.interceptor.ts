import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { Response } from 'express';
import { type Observable, catchError, mergeMap } from 'rxjs';
import { Refused } from '../kernel/refusal.js';
import { AlreadyDone, Database } from '../database/database.js';
import { FormAnswer, FrozenPage, Page, SeeOther } from './answer.js';
import { tellNextPage } from './flash.js';
import { formAgain } from './form.js';
import { Frames } from './frame.js';
import { FrozenPages } from './frozen-pages.js';
import { KeyedJson, PublicJson, sendJson } from './public-json.js';
import { actOf, type WebRequest } from './request.js';
import { Views } from './views.js';
import type { FormState } from './views/form-state.js';
import { Wording } from './wording.js';

/** Statuses with which a form is shown again; any other refusal becomes an error page. */
const SHOWN_AGAIN = new Set([409, 422]);

/** Where a second press is led when nobody knows any more where the first one was (its process died in between). */
const HOME = '/viec';

/** Turns what handlers return into pages, redirects and answers to programs. */
@Injectable()
export class AnswerInterceptor implements NestInterceptor {
  constructor(
    private readonly database: Database,
    private readonly frames: Frames,
    private readonly views: Views,
    private readonly wording: Wording,
    private readonly frozen: FrozenPages,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const req = http.getRequest<WebRequest>();
    const res = http.getResponse<Response>();
    return next.handle().pipe(
      mergeMap(async (value: unknown) => {
        if (value instanceof FormAnswer) return this.send(req, res, await this.settle(value), true);
        if (value instanceof FrozenPage)
          return req.actor === null
            ? this.frozen.send(req, res, value)
            : this.send(req, res, await value.draw(), false);
        if (value instanceof PublicJson || value instanceof KeyedJson) return sendJson(req, res, value);
        if (value instanceof Page || value instanceof SeeOther) return this.send(req, res, value, req.method !== 'GET');
        return value;
      }),
      catchError(async (error: unknown) => {
        if (!(error instanceof AlreadyDone)) throw error;
        return this.send(req, res, await this.whereItLed(req), false);
      }),
    );
  }

  /** Every further press of a button is led to where the first one was. */
  private async whereItLed(req: WebRequest): Promise<SeeOther> {
    const { actor, formKey } = actOf(req);
    const location = formKey === null ? null : await this.database.locationOf(formKey, actor.personId);
    return location === null
      ? new SeeOther(HOME, 'Việc này đã được ghi ở lần gửi trước.', 'info')
      : new SeeOther(location);
  }

  private async settle({ parts }: FormAnswer): Promise<Page | SeeOther> {
    const { form, act, then, again } = parts;
    if (form.meaning === null) return faulty(await again(formAgain(form, null, null), null), form.words);
    try {
      return then(await act(form.meaning));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const { status, sentence } = this.wording.of(error.refusal);
      if (!SHOWN_AGAIN.has(status)) throw error;
      const field = typeof error.refusal['field'] === 'string' ? error.refusal['field'] : null;
      const page = await again(formAgain(form, sentence, field), error.refusal);
      // 409 has shown the newest state beside the reader's own, so it alone goes on from there.
      return status === 422 ? faulty(page, form.words) : withStatus(page, status);
    }
  }

  private async send(
    req: WebRequest,
    res: Response,
    answer: Page | SeeOther,
    isAct: boolean,
  ): Promise<string | undefined> {
    if (answer instanceof SeeOther) {
      if (answer.told !== null) tellNextPage(res, { tone: answer.tone, text: answer.told }, req.secure);
      const formKey = isAct && req.actor ? actOf(req).formKey : null;
      if (formKey !== null) this.database.rememberLocation(formKey, answer.location);
      res.redirect(303, answer.location);
      return undefined;
    }
    const frame = this.frames.of(req, res, {
      ...answer.frame,
      hasErrors: answer.status === 422 || answer.status === 409,
    });
    res.status(answer.status).type('html');
    res.setHeader('Cache-Control', req.actor ? 'no-store' : 'no-cache');
    res.send(this.views.render(answer.view, { ...answer.model, page: frame }));
    return undefined;
  }
}

/** The page of a form with faults, still about the state in which its reader opened it. */
function faulty(page: Page, words: FormState['values']): Page {
  const held = Object.fromEntries(
    Object.entries(words).flatMap(([name, word]) => (typeof word === 'string' ? [[name, word]] : [])),
  );
  return withStatus(new Page(page.view, page.model, { ...page.frame, held }, page.status), 422);
}

// A page that is itself a "no" (the link that died meanwhile) keeps its own status.
const withStatus = (page: Page, status: number): Page =>
  page.status >= 400 ? page : new Page(page.view, page.model, page.frame, status);
