import { setTimeout as pause } from 'node:timers/promises';
import { send } from './client.mjs';
import { stop } from './processes.mjs';

/** Statements that arrive a moment after the answer still belong to it: what is written when the page is out. */
const AFTERWARDS_MS = 120;

/** Our application with its SQL overheard. Slower; never for timing. */
export async function overhear(bench, work) {
  const house = await bench.freshHouse({ traced: true });
  const heard = [];
  house.child.on('message', (statement) => heard.push(statement));
  /** What one request sends to PostgreSQL once everything that is done once has been done. */
  const statementsOf = async (request, { warm = 2 } = {}) => {
    for (let i = 0; i < warm; i += 1) await send(house.url + request.path, request);
    await pause(AFTERWARDS_MS);
    heard.length = 0;
    const answer = await send(house.url + request.path, request);
    await pause(AFTERWARDS_MS);
    return { answer, statements: [...heard] };
  };
  try {
    return await work({ statementsOf, url: house.url });
  } finally {
    await stop(house.child);
  }
}

/** A statement with a name of its own, for the floor; the one among them whose text has all of these words. */
export function statementWith(statements, ...words) {
  const found = statements.filter(({ text }) => words.every((word) => text.includes(word)));
  if (found.length === 0)
    throw new Error(
      `no statement with ${words.join(', ')} among:\n${statements.map(({ text }) => text.slice(0, 90)).join('\n')}`,
    );
  const [{ text, values }] = found;
  return { name: words.join(' ').slice(0, 60), text, values };
}
