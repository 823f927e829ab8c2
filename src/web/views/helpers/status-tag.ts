import type { StatusWord } from '../page.js';

/** `{{> tag (statusTag statusWords state)}}`: the word and tone of a state, from the room's one table. Throws on a state it lacks. */
export function statusTag(table: Readonly<Record<string, StatusWord>>, state: string): StatusWord {
  const word = Object.hasOwn(table, state) ? table[state] : undefined;
  if (word === undefined) throw new Error(`no status word for "${state}"`);
  return word;
}
