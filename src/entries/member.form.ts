import type { MemberColumnFacts } from '../contests/contest.facts.js';
import { parsedForm, type ReadForm } from '../web/form.js';
import type { Words } from '../web/request.js';
import type { MemberEdit } from './member.service.js';

/** The name of a cell's input. */
export const cellName = (line: number, code: string): string => `dong[${line}][${code}]`;

const CELL = /^dong\[(\d{1,7})\]\[([a-z0-9-]{1,40})\]$/;
const ADDED_AT_ONCE = 10;
// Longer words are a fault that the check names; without end they are not a list.
const MOST_SIGNS = 500;

/** The version of the pending copy that a form of this page was drawn with; 0: there was none. */
export function readListVersion(body: Words): number {
  const version = Number(body['version']);
  return Number.isSafeInteger(version) && version > 0 ? version : 0;
}

/** Reads the rows of the page's form and which button was pressed: save (any), more rows, remove the ticked ones, take the list. */
export function readMemberEdit(columns: readonly MemberColumnFacts[], body: Words): ReadForm<MemberEdit> {
  const known = new Set(columns.map(({ code }) => code));
  const cells = new Map<number, Record<string, string>>();
  for (const [name, value] of Object.entries(body)) {
    const [, line = '', code = ''] = CELL.exec(name) ?? [];
    if (!known.has(code) || typeof value !== 'string') continue;
    const row = cells.get(Number(line)) ?? {};
    row[code] = value.normalize('NFC').replaceAll('\0', '').trim().slice(0, MOST_SIGNS);
    cells.set(Number(line), row);
  }
  const button = body['viec'];
  const ticked = [body['chon']].flat().filter((one) => typeof one === 'string' && /^\d{1,7}$/.test(one));
  return parsedForm(
    body,
    {
      version: readListVersion(body),
      cells,
      removed: button === 'xoa' ? ticked.map(Number) : [],
      added: button === 'them' ? ADDED_AT_ONCE : 0,
      takes: button === 'lay',
    },
    [],
  );
}
