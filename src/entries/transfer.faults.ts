import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import { Refused } from '../kernel/refusal.js';
import { Wording } from '../web/wording.js';
import { TUS_VERSION } from '../storage/tus.headers.js';

/** What a script tells apart by number: sign in, version, chunk, size, disk, turn. Every other "no" keeps its page's status. */
const STATUS: Readonly<Record<string, number>> = {
  'sign-in-first': 401,
  'transfer-gone': 410,
  'tus-version': 412,
  'file-too-large': 413,
  'quota-person': 413,
  'quota-commune': 413,
  'quota-contest': 413,
  'too-many-transfers': 429,
  'chunk-differs': 460,
  'storage-full': 507,
};

/** Refusals to a script that sends a file: problem+json with a stable code and the sentence that a person is shown. */
@Catch(Refused)
export class TransferFaults implements ExceptionFilter<Refused> {
  constructor(private readonly wording: Wording) {}

  catch({ refusal }: Refused, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const res = http.getResponse<Response>();
    // The line is gone: nobody hears.
    if (res.headersSent || res.socket?.destroyed !== false) return;
    const worded = this.wording.of(refusal);
    const status = STATUS[refusal.code] ?? worded.status;
    res.setHeader('Tus-Resumable', TUS_VERSION);
    res.setHeader('Cache-Control', 'no-store');
    if (status === 412) res.setHeader('Tus-Version', TUS_VERSION);
    if (status === 429) res.setHeader('Retry-After', String(refusal['retryAfterSeconds'] ?? 5));
    if (typeof refusal['offset'] === 'number') res.setHeader('Upload-Offset', String(refusal['offset']));
    const problem = { type: 'about:blank', status, code: refusal.code, detail: worded.sentence };
    res.status(status).type('application/problem+json').send(JSON.stringify(problem));
  }
}
