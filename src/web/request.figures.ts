import type { NextFunction, Request, Response } from 'express';
import { Histogram, type Registry } from 'prom-client';

// 0.3 s is what a page may take (UX §2, budgets); uploads over a village's line take minutes.
const SECONDS = [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 60];

/**
 * Counts and times every request by verb, by the pattern of its address and by the class of its answer. The pattern, never the
 * address: what was asked for, by whom, and from which unit stays out of the figures, and their number stays small.
 */
export class RequestFigures {
  private readonly seconds: Histogram<'method' | 'route' | 'status'>;

  constructor(registry: Registry) {
    this.seconds = new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Requests of this process, from their headers to the end of the answer. Status "cut": the reader left before the end.',
      labelNames: ['method', 'route', 'status'],
      buckets: SECONDS,
      registers: [registry],
    });
  }

  /** Stands first in the pipeline. */
  readonly watch = (req: Request, res: Response, next: NextFunction): void => {
    const began = performance.now();
    res.once('close', () => {
      const status = res.writableFinished ? `${Math.floor(res.statusCode / 100)}xx` : 'cut';
      this.seconds.observe({ method: req.method, route: patternOf(req), status }, (performance.now() - began) / 1000);
    });
    next();
  };
}

/** The address as the router writes it; whatever no handler answered is one of two. */
function patternOf(req: Request): string {
  const { path } = (req.route ?? {}) as { path?: unknown };
  if (typeof path === 'string') return path;
  return req.originalUrl.startsWith('/assets/') ? '/assets/*' : 'none';
}
