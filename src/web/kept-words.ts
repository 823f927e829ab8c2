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

const LONG_ENOUGH_TO_MISS = 10;

/** The sentences of a form that cannot be shown again (its thing is gone, its place taken), to be copied from the page that says so. */
export function typedTextsOf(req: WebRequest): { id: string; label: string; text: string }[] {
  if (req.method !== 'POST' || req.session?.personId === undefined) return [];
  const words = Object.entries(wordsOf((req.body ?? {}) as Words));
  if (words.some(([name]) => SECRET.test(name))) return [];
  return words
    .flatMap(([, value]) => [value].flat())
    .filter((text) => text.trim().length >= LONG_ENOUGH_TO_MISS && /\s/.test(text.trim()))
    .map((text, index) => ({ id: `da-nhap-${index + 1}`, label: `Đoạn ${index + 1}`, text }));
}

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
  return {
    action: req.originalUrl,
    fields,
    signInHref: req.actor ? null : `/dang-nhap?ve=${encodeURIComponent('/viec')}`,
  };
}
