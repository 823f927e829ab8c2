import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { Refused } from '../kernel/refusal.js';

/** Where the addresses for programs begin. */
export const API = '/api/v1';

const READS = ['GET', 'HEAD'];

/** Does the request ask for an address of the API? In any case of letters, as the router takes them. */
export const isApi = (req: Request): boolean => isApiPath(req.path);
export const isApiPath = (path: string): boolean => /^\/api(?:\/|$)/i.test(path);

/** The addresses that take a POST; what stands behind them is the router's. */
const WRITES = [
  new RegExp(`^${API}/contests/[^/]+/webhooks/[^/]+/deliveries/[^/]+/redelivery/?$`, 'i'),
  new RegExp(`^${API}/drives/[^/]+/reports/?$`, 'i'),
];
const takesWrite = (req: Request): boolean => req.method === 'POST' && WRITES.some((one) => one.test(req.path));

/** The API reads, but for a few addresses: any other verb is refused before its address is looked at. */
export function readOnlyApi(req: Request, res: Response, next: NextFunction): void {
  if (!isApi(req) || READS.includes(req.method) || takesWrite(req)) return next();
  res.setHeader('Allow', READS.join(', '));
  next(new Refused({ code: 'method-not-allowed' }));
}

/** A step of the pipeline for programs alone. */
export const forPrograms =
  (step: RequestHandler): RequestHandler =>
  (req, res, next) =>
    isApi(req) ? step(req, res, next) : next();

/** What watches the platform asks here; it must be answered while the database, and the sessions with it, is away. */
const isWatch = (req: Request): boolean => /^\/(?:healthz|readyz|metrics)\/?$/i.test(req.path);

/** A step of the pipeline for pages alone: what programs are answered depends on nobody's cookies. */
export const forPages =
  (step: RequestHandler): RequestHandler =>
  (req, res, next) =>
    isApi(req) || isWatch(req) ? next() : step(req, res, next);
