import { doubleCsrf } from 'csrf-csrf';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { Refused, type RefusalWordings } from '../kernel/refusal.js';
import { isApi } from './api.js';
import type { WebRequest } from './request.js';

export const CSRF_WORDINGS: RefusalWordings = {
  'form-token-stale': {
    status: 403,
    say: () => 'Trang đã mở quá lâu hoặc phiên làm việc vừa đổi, nên chưa ghi gì. Tải lại trang rồi gửi lại.',
  },
  'foreign-form': {
    status: 403,
    say: () => 'Yêu cầu này đến từ một trang khác nên không được nhận. Mở lại trang và gửi từ đó.',
  },
};

/** Where a script says the token of its page. */
const CSRF_HEADER = 'x-csrf-token';

const UNSAFE = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

export interface Csrf {
  /** Refuses unsafe requests from other sites, and all but multipart bodies without the session's token in field or header. */
  middleware: RequestHandler;
  /** The token that this page's forms carry as `_csrf`; sets the cookie it is compared with when there is none. */
  token(req: Request, res: Response): string;
  /** For bodies read later than the middleware (multipart): refuses unless the fields read so far hold the token. */
  check(req: WebRequest): void;
}

/** Session-bound double-submit tokens (S19): signed over the session id, compared cookie against field. */
export function createCsrf(secret: string, secure: boolean, ownOrigins: () => readonly string[]): Csrf {
  const csrf = doubleCsrf({
    getSecret: () => secret,
    getSessionIdentifier: (req) => (req.session?.personId ? req.sessionID : 'nobody'),
    cookieName: secure ? '__Host-hoithi.form' : 'hoithi.form',
    cookieOptions: { sameSite: 'lax', secure, httpOnly: true, path: '/' },
    ignoredMethods: ['GET', 'HEAD', 'OPTIONS'],
    // A script that sends a file has no form around it: it says the token in a header, which no foreign page can set.
    getCsrfTokenFromRequest: (req: Request) =>
      (req.body as Record<string, string> | undefined)?.['_csrf'] ?? req.get(CSRF_HEADER),
  });
  const check = (req: WebRequest): void => {
    if (!csrf.validateRequest(req)) throw new Refused({ code: 'form-token-stale' });
    req.csrfChecked = true;
  };
  return {
    token: (req, res) => csrf.generateCsrfToken(req, res, { validateOnReuse: false }),
    check,
    middleware(request: Request, _res: Response, next: NextFunction) {
      const req = request as WebRequest;
      req.csrfChecked = false;
      if (!UNSAFE.has(req.method)) return next();
      // A program comes by a key that it sends itself, never by a cookie that a browser adds: no foreign page can act here.
      if (isApi(req)) {
        req.csrfChecked = true;
        return next();
      }
      // Browsers that send these headers tell us the truth about where a form stood; older ones send neither.
      const site = req.get('sec-fetch-site');
      const origin = req.get('origin');
      const foreignSite = site !== undefined && site !== 'same-origin' && site !== 'none';
      const foreignOrigin =
        origin !== undefined && ![...ownOrigins(), `${req.protocol}://${req.get('host')}`].includes(origin);
      if (foreignSite || foreignOrigin) return next(new Refused({ code: 'foreign-form' }));
      if (req.is('multipart/form-data')) return next();
      try {
        check(req);
        next();
      } catch (refused) {
        next(refused);
      }
    },
  };
}
