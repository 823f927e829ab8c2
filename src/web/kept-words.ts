import { wordsOf } from './form.js';
import type { WebRequest, Words } from './request.js';

/** A form whose session was gone when it came: where it wanted to go, and every word that was typed. */
export interface KeptWords {
  action: string;
  /** Several values of one name stand one after the other. */
  fields: { name: string; value: string }[];
  /** Nobody is signed in any more: sign in first, then send again. */
  signInHref: string | null;
}

// What must not come back on a page: passwords and whatever stands beside them in the same form.
const SECRET = /pass|mat-?khau|secret|token/i;

/**
 * The words of a form that was refused only because its session had ended (TRUST R16), so that they can be sent again;
 * null when there are none or when the form held a password. Nothing is written before the new token has come with them.
 */
export function keptWordsOf(req: WebRequest): KeptWords | null {
  if (req.method !== 'POST') return null;
  const words = wordsOf((req.body ?? {}) as Words);
  const fields = Object.entries(words).flatMap(([name, value]) =>
    [value].flat().map((one) => ({ name, value: String(one) })),
  );
  if (fields.length === 0 || fields.some(({ name }) => SECRET.test(name))) return null;
  const isSignedIn = req.session?.personId !== undefined;
  return {
    action: req.originalUrl,
    fields,
    signInHref: isSignedIn ? null : `/dang-nhap?ve=${encodeURIComponent('/viec')}`,
  };
}
