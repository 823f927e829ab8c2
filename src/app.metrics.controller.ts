import { Controller, Get, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Metrics } from './app.metrics.js';
import { isLoopback } from './config/settings.js';
import { Refused } from './kernel/refusal.js';
import type { WebRequest } from './web/request.js';
import { Public } from './web/rights.js';

/** For the program that watches this machine, from this machine. */
@Controller()
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  /** To everybody else the address does not exist. */
  @Get('metrics')
  @Public()
  async show(@Req() req: WebRequest, @Res() res: Response): Promise<void> {
    if (!isFromThisMachine(req)) throw new Refused({ code: 'not-found' });
    res.setHeader('Cache-Control', 'no-store');
    res.setHeader('Content-Type', this.metrics.contentType);
    res.send(await this.metrics.text());
  }
}

const FORWARDED = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'];

/**
 * Did the request begin on this machine? A proxy on the machine calls from a loopback address too, whoever stands behind it:
 * what was handed on by one counts as foreign, whether or not its proxies are trusted.
 */
function isFromThisMachine(req: WebRequest): boolean {
  const address = (req.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  return isLoopback(address) && FORWARDED.every((name) => req.get(name) === undefined);
}
