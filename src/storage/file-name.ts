import type { Refusal } from '../kernel/refusal.js';
import { type FileKind, kindOfEnding } from './file-kinds.js';

const MAX_BYTES = 255;
// C0, DEL and C1; direction marks, embeddings and isolates, with which "fdp.exe" is made to look like "exe.pdf"; line separators.
const INVISIBLE = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/u;
// Endings that mean something to a computer: before the last one they make a name lie about what it is.
const TELLING = new Set(
  (
    'exe com bat cmd scr pif msi msp hta js mjs cjs jse vbs vbe wsf wsh ps1 psm1 sh bash jar apk app dmg iso lnk reg dll cpl ' +
    'htm html xhtml shtml svg xml php phtml phar asp aspx jsp cgi pl py rb zip rar 7z gz tar doc dot docm dotm xls xlsm xltm ppt pptm'
  ).split(' '),
);

/**
 * Reads the name a sender gave a file: NFC text of at most 255 bytes (longer ones lose the end of their stem), and the kind
 * its ending claims. Refused: nothing there, invisible or direction characters, a dot or space at the end, two endings of
 * different kinds ("a.exe.pdf"), an ending that is none of ours. Never used as a path, so CON, quotes and "…" are just text.
 */
export function readFileName(typed: string): { name: string; kind: FileKind } | { refusal: Refusal } {
  const name = typed.normalize('NFC');
  const shown = name.replace(new RegExp(INVISIBLE, 'gu'), '').slice(0, 80);
  if (INVISIBLE.test(name)) return { refusal: { code: 'file-name-invisible', name: shown } };
  if (name.trim() === '' || /[. ]$/.test(name) || name.startsWith('.')) {
    return { refusal: { code: 'file-name-odd-end', name: shown } };
  }
  const parts = name.split('.');
  const ending = (parts.at(-1) ?? '').toLowerCase();
  const kind = parts.length < 2 ? null : kindOfEnding(ending);
  if (kind === null) return { refusal: { code: 'file-kind-unknown', name: shown } };
  const inner = parts.slice(1, -1).map((part) => part.trim().toLowerCase());
  const doubled = inner.some((part) => TELLING.has(part) || (kindOfEnding(part) ?? kind) !== kind);
  if (doubled) return { refusal: { code: 'file-name-two-endings', name: shown } };
  return { name: shorten(name, ending), kind };
}

function shorten(name: string, ending: string): string {
  if (Buffer.byteLength(name) <= MAX_BYTES) return name;
  const tail = `….${ending}`;
  let stem = '';
  for (const sign of name) {
    if (Buffer.byteLength(stem) + Buffer.byteLength(sign) + Buffer.byteLength(tail) > MAX_BYTES) break;
    stem += sign;
  }
  return stem + tail;
}
