import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { Refused } from '../kernel/refusal.js';

/** Where the addresses for programs begin. */
export const API = '/api/v1';

const READS = ['GET', 'HEAD'];

/** Does the request ask for an address of the API? In any case of letters, as the router takes them. */
export const isApi = (req: Request): boolean => /^\/api(?:\/|$)/i.test(req.path);

/** The API only reads: any other verb is refused before its address is looked at. */
export function readOnlyApi(req: Request, res: Response, next: NextFunction): void {
  if (!isApi(req) || READS.includes(req.method)) return next();
  res.setHeader('Allow', READS.join(', '));
  next(new Refused({ code: 'method-not-allowed' }));
}

/** A step of the pipeline for pages alone: the API knows no sessions, so what it answers depends on nobody's cookies. */
export const besideApi =
  (step: RequestHandler): RequestHandler =>
  (req, res, next) =>
    isApi(req) ? next() : step(req, res, next);
