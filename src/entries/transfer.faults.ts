import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import { Refused } from '../kernel/refusal.js';
import { TUS_VERSION } from '../storage/tus.headers.js';
import { Problems } from '../web/problems.js';
import type { WebRequest } from '../web/request.js';

/** What a script tells apart by number: version, chunk, size, disk. Every other "no" keeps its page's status. */
const STATUSES: Readonly<Record<string, number>> = {
  'transfer-gone': 410,
  'tus-version': 412,
  'file-too-large': 413,
  'quota-person': 413,
  'quota-commune': 413,
  'quota-contest': 413,
  'chunk-differs': 460,
  'storage-full': 507,
};

/** Whatever goes wrong while a script sends a file is told to it as a problem, with what tus wants in the headers. */
@Catch()
export class TransferFaults implements ExceptionFilter {
  constructor(private readonly problems: Problems) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const res = http.getResponse<Response>();
    // The line is gone: nobody hears.
    if (res.headersSent || res.socket?.destroyed !== false) return;
    const refusal = error instanceof Refused ? error.refusal : null;
    res.setHeader('Tus-Resumable', TUS_VERSION);
    if (refusal?.code === 'tus-version') res.setHeader('Tus-Version', TUS_VERSION);
    if (typeof refusal?.['offset'] === 'number') res.setHeader('Upload-Offset', String(refusal['offset']));
    this.problems.answer(http.getRequest<WebRequest>(), res, error, STATUSES);
  }
}
