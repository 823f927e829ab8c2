import type { Request, Response } from 'express';
import type { Flash } from './views/page.js';

// A cookie and not the session: an act's only writes stay those of its transaction.
// Under HTTPS with the prefix that keeps neighbouring hosts from planting one.
const cookieName = (secure: boolean): string => (secure ? '__Host-hoithi.told' : 'hoithi.told');

/** Keeps one message for the next page. Text only; the template escapes it. */
export function tellNextPage(res: Response, flash: Flash, secure: boolean): void {
  res.cookie(cookieName(secure), Buffer.from(JSON.stringify(flash)).toString('base64url'), {
    httpOnly: true,
    sameSite: 'lax',
    secure,
    path: '/',
    maxAge: 60_000,
  });
}

/** Takes the message that the last act left, if any; a second look finds nothing. */
export function takeFlash(req: Request, res: Response): Flash | null {
  const name = cookieName(req.secure);
  const kept = (req.cookies as Record<string, unknown> | undefined)?.[name];
  if (typeof kept !== 'string') return null;
  res.clearCookie(name, { path: '/', secure: req.secure });
  try {
    const { tone, text } = JSON.parse(Buffer.from(kept, 'base64url').toString('utf8')) as Flash;
    if (!['success', 'info', 'warning'].includes(tone) || typeof text !== 'string' || text.length > 500) return null;
    return { tone, text };
  } catch {
    return null;
  }
}
