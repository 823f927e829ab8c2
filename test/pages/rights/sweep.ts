import type { Cell } from './cells.js';
import { carried, type Heard, inParallel, type Keys, keysOf } from './client.js';
import type { Listen } from './crawl.js';
import { isUnknown, type Outcome } from './row.js';
import type { Stage } from './stage.js';
import { checksums, LOOKED_AT, RESTLESS } from './tables.js';

const HANDS = 8;

/** What a sweep found: nothing, when all is well. */
export interface Findings {
  /** Cells answered otherwise than the table says. */
  wrong: string[];
  /** Tables that changed although nobody was allowed anything. */
  changed: string[];
  /** Routes on which a foreign thing could be told from a missing one. */
  telling: string[];
  asked: number;
}

/**
 * Looks at every page as everybody: looking changes nothing, and what is hidden looks as if it were missing (S2, S4, S19).
 * Whoever listens hears all of it.
 */
export async function lookAtAll(stage: Stage, cells: readonly Cell[], listen: Listen): Promise<Findings> {
  const looks = cells.filter(({ method }) => method === 'GET');
  // What is written of a look is that somebody looked: exports leave a line in the log.
  const before = await checksums(stage.app.database, LOOKED_AT);
  const hidden = new Map<string, Map<string, string>>();
  const wrong = (
    await inParallel(looks, HANDS, async (cell) => {
      const heard = await stage.client.send({ path: cell.path, ...carried(keysFor(stage, cell)) });
      listen(cell.who, cell.path, heard);
      if (heard.status === 404 && isUnknown(cell.row, cell.who, cell.thing, stage.phase)) {
        const place = `${cell.route} as ${cell.who.name}`;
        const faces = hidden.get(place) ?? new Map<string, string>();
        hidden.set(place, faces.set(faceOf(heard, cell), cell.thing.name));
      }
      return faultOf(cell, heard);
    })
  ).filter((fault) => fault !== null);
  return {
    wrong,
    changed: await changedSince(stage, before, LOOKED_AT),
    telling: [...hidden].flatMap(([place, faces]) =>
      faces.size === 1 ? [] : [`${place}: ${[...faces.values()].join(' / ')}`],
    ),
    asked: looks.length,
  };
}

/** Presses every button that the table denies: nothing may happen. */
export async function pressDenied(stage: Stage, cells: readonly Cell[]): Promise<Findings> {
  const presses = cells.filter(({ method, expected }) => method !== 'GET' && expected !== 'ok');
  const before = await checksums(stage.app.database);
  const wrong = (await inParallel(presses, HANDS, (cell) => press(stage, cell, keysFor(stage, cell)))).filter(
    (fault) => fault !== null,
  );
  return { wrong, changed: await changedSince(stage, before), telling: [], asked: presses.length };
}

/** Presses every button that the table allows, one after another: the house answers about the words, not with a closed door. */
export async function pressAllowed(stage: Stage, cells: readonly Cell[]): Promise<Findings> {
  const allowed = cells.filter(({ method, expected }) => method !== 'GET' && expected === 'ok');
  // "Everywhere" ends the others' sessions too: those come last.
  const isLast = ({ row }: Cell): boolean => row.endsSession === true;
  const presses = [...allowed.filter((cell) => !isLast(cell)), ...allowed.filter(isLast)];
  const wrong: string[] = [];
  for (const cell of presses) {
    const { account } = cell.who;
    const keys = isLast(cell) && account !== null ? await keysOf(stage.client, account) : keysFor(stage, cell);
    const fault = await press(stage, cell, keys);
    if (fault !== null) wrong.push(fault);
  }
  return { wrong, changed: [], telling: [], asked: presses.length };
}

async function press(stage: Stage, cell: Cell, keys: Keys): Promise<string | null> {
  const words = { version: '1', ...cell.row.words, _csrf: keys.csrf };
  return faultOf(cell, await stage.client.form({ method: cell.method, path: cell.path, ...carried(keys) }, words));
}

function keysFor(stage: Stage, { who }: Cell): Keys {
  const keys = stage.keys.get(who);
  if (keys === undefined) throw new Error(`${who.name} has no keys`);
  return keys;
}

async function changedSince(stage: Stage, before: Record<string, string>, leftOut = RESTLESS): Promise<string[]> {
  const after = await checksums(stage.app.database, leftOut);
  return Object.keys(after).filter((table) => before[table] !== after[table]);
}

function faultOf(cell: Cell, heard: Heard): string | null {
  const got = outcomeHeard(cell, heard);
  if (got === cell.expected) return null;
  return `${cell.method} ${cell.path} as ${cell.who.name} (${cell.thing.name}): ${cell.expected} expected, got ${got}`;
}

function outcomeHeard({ row, expected }: Cell, { status, headers, text }: Heard): Outcome | string {
  const toTheDoor = status === 303 && String(headers.location).startsWith('/dang-nhap');
  if (toTheDoor && (expected === 'sign-in' || row.endsSession !== true)) return 'sign-in';
  // Whoever was signed in until now is led to the door from a page that keeps the typed words.
  if (status === 403 && text.includes('Đăng nhập lại ở thẻ mới')) return 'sign-in';
  // A stale token would be a 403 that proves nothing about rights.
  if (status === 403) return text.includes('Tải lại trang rồi gửi lại') ? 'a stale token' : 'forbidden';
  // Scripts are not led anywhere: they are told by number.
  if (status === 401) return 'sign-in';
  if (status === 404) return 'hidden';
  if ((status >= 200 && status < 300) || status === 303 || [409, 412, 422].includes(status)) return 'ok';
  return `status ${status}`;
}

/** A page as a curious reader compares it: without what differs on every page, and without the address asked for. */
function faceOf({ text, headers }: Heard, { path }: Cell): string {
  const body = text
    .replaceAll(path, '{address}')
    .replaceAll(decodeURIComponent(path), '{address}')
    .replace(/name="_csrf" value="[^"]*"/g, '{token}')
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, '{key}')
    .replace(/nonce="[0-9a-f]+"/g, '{nonce}')
    .replace(/\b[2-9A-HJKMNP-TW-Z]{8}\b/g, '{number}')
    .replace(/\d{1,2}:\d{2}/g, '{time}');
  return `${String(headers['cache-control'])} ${String(headers['content-type'])}\n${body}`;
}
