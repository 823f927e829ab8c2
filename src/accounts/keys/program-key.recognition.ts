import { Injectable } from '@nestjs/common';
import type { Request, RequestHandler } from 'express';
import { Database } from '../../database/database.js';
import { type Refusal, Refused } from '../../kernel/refusal.js';
import { isApi } from '../../web/api.js';
import type { WebRequest } from '../../web/request.js';
import { ADDRESS_RULE, SignInDelay } from '../sign-in.delay.js';
import { ProgramKeyRepository } from './program-key.repository.js';

/** What a program may ask with one key: five requests a second for a minute. */
export const MOST_A_MINUTE = 300;

/** Builds the Actor of a program's request from the key it brings, read anew each time: what was just revoked opens nothing. */
@Injectable()
export class ProgramKeyRecognition {
  constructor(
    private readonly database: Database,
    private readonly keys: ProgramKeyRepository,
    private readonly delay: SignInDelay,
  ) {}

  /** Stands behind the recognition of sessions, which programs do not have. A key that opens nothing is refused at every address. */
  readonly step: RequestHandler = (req, _res, next) => {
    const said = isApi(req) ? req.get('authorization') : undefined;
    if (said === undefined) return next();
    this.recognise(req as WebRequest, said).then(
      (refusal) => next(refusal === null ? undefined : new Refused(refusal)),
      next,
    );
  };

  private async recognise(req: WebRequest, said: string): Promise<Refusal | null> {
    const token = /^bearer +([\w~.+/=-]{1,200})$/i.exec(said)?.[1];
    const key = token === undefined ? null : await this.database.transaction((tx) => this.keys.use(tx, token));
    if (key === null) return this.refuse(req);
    const { scopes, usesThisMinute, secondsLeft, id: _, ...actor } = key;
    if (usesThisMinute > MOST_A_MINUTE) return { code: 'key-too-busy', retryAfterSeconds: secondsLeft };
    req.actor = actor;
    req.scopes = scopes;
    return null;
  }

  /** Wrong keys are counted by the address they come from, as wrong passwords are. */
  private async refuse(req: Request): Promise<Refusal> {
    await this.database.transaction((tx) => this.delay.book(tx, `key:${req.ip ?? ''}`, ADDRESS_RULE));
    return { code: 'key-refused' };
  }
}
