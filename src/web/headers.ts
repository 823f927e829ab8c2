import { randomBytes } from 'node:crypto';
import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** Security headers on every answer (S30, S31): nothing is allowed that our own pages do not use. */
export function createHeaders(secure: boolean): RequestHandler[] {
  return [
    (_req, res, next) => {
      (res.locals as Record<string, unknown>)['nonce'] = randomBytes(16).toString('hex');
      next();
    },
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          scriptSrc: [
            (_req, res) => `'nonce-${String((res as unknown as { locals: Record<string, unknown> }).locals['nonce'])}'`,
          ],
          styleSrc: ["'self'"],
          imgSrc: ["'self'"],
          mediaSrc: ["'self'"],
          connectSrc: ["'self'"],
          objectSrc: ["'none'"],
          baseUri: ["'none'"],
          formAction: ["'self'"],
          frameAncestors: ["'none'"],
        },
      },
      strictTransportSecurity: secure ? { maxAge: 31_536_000, includeSubDomains: true } : false,
      // same-origin, not no-referrer: the latter turns the Origin of our own forms into "null".
      referrerPolicy: { policy: 'same-origin' },
      crossOriginOpenerPolicy: { policy: 'same-origin' },
      crossOriginResourcePolicy: { policy: 'same-origin' },
      xFrameOptions: { action: 'deny' },
    }),
    (_req, res, next) => {
      res.setHeader('Permissions-Policy', 'camera=(self), geolocation=(), microphone=(), payment=()');
      next();
    },
  ];
}
