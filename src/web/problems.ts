import { STATUS_CODES } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import type { Response } from 'express';
import type { Logger } from 'pino';
import { FAULT_SENTENCE, toRefusal } from './fault.reading.js';
import { LOGGER } from './logger.js';
import { loggedPath, type WebRequest } from './request.js';
import { SecurityLog } from './security.log.js';
import { Wording } from './wording.js';

/** A "no" as a program reads it (RFC 9457). `code` is stable; `detail` is the sentence that a person would be shown. */
export interface Problem {
  /** Nothing is told of a kind of problem beyond its status and its code. */
  type: 'about:blank';
  title: string;
  status: number;
  detail: string;
  code: string;
  /** The query parameter that is refused, where one is. */
  parameter?: string;
  /** The request's number: under it a fault of ours stands in the log. */
  requestId: string;
}

/** Where a person is led to the door, a program is told to bring its key. */
const STATUS_FOR_PROGRAMS: Readonly<Record<string, number>> = { 'sign-in-first': 401, 'key-refused': 401 };

/** No refusal: something of ours broke. */
const FAULT = 'fault';

/** Answers programs with refusals and faults as `application/problem+json`, whatever they asked for. */
@Injectable()
export class Problems {
  constructor(
    private readonly wording: Wording,
    private readonly security: SecurityLog,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** The problem's status is that of its wording unless `statuses` names another for its code; anything unknown is a 500, and logged. */
  answer(req: WebRequest, res: Response, error: unknown, statuses: Readonly<Record<string, number>> = {}): void {
    const refusal = toRefusal(error);
    if (refusal === null) {
      this.logger.error({ err: error, requestId: req.id, method: req.method, path: loggedPath(req) }, 'fault');
      send(req, res, { status: 500, code: FAULT, detail: FAULT_SENTENCE });
      return;
    }
    const { status, sentence } = this.wording.of(refusal);
    if (status >= 500) this.logger.error({ err: error, requestId: req.id, path: loggedPath(req) }, refusal.code);
    const told = statuses[refusal.code] ?? STATUS_FOR_PROGRAMS[refusal.code] ?? status;
    this.security.denied(req, told, refusal.code);
    const wait = refusal['retryAfterSeconds'];
    if (typeof wait === 'number') res.setHeader('Retry-After', String(wait));
    if (told === 401) res.setHeader('WWW-Authenticate', 'Bearer');
    send(req, res, {
      status: told,
      code: refusal.code,
      detail: sentence,
      ...(typeof refusal['parameter'] === 'string' ? { parameter: refusal['parameter'] } : {}),
    });
  }
}

function send(
  req: WebRequest,
  res: Response,
  { status, ...told }: Pick<Problem, 'status' | 'code' | 'detail' | 'parameter'>,
): void {
  const title = STATUS_CODES[status] ?? 'Refused';
  const problem: Problem = { type: 'about:blank', title, status, ...told, requestId: req.id };
  res.setHeader('Cache-Control', 'no-store');
  res.status(status).type('application/problem+json').send(JSON.stringify(problem));
}
