import type { Phase } from './phases.js';
import { type Principal, PRINCIPALS } from './principals.js';
import { mayCall, outcomeOf, type Outcome, type Row } from './row.js';
import type { Thing, Things } from './things.js';

/** One square of the matrix: somebody calls one route with one thing. */
export interface Cell {
  row: Row;
  route: string;
  method: string;
  path: string;
  who: Principal;
  thing: Thing;
  expected: Outcome;
}

const ONE_SET: NonNullable<Row['params']> = [{}];

// Whoever fails at the door or by the role is never asked for the thing or the day: one phase, one thing of a kind and one
// person of a role tell as much as all of them. What everybody may call is asked by one person of a role in the other phases.
// RIGHTS_CELLS=all asks every cell.
const ASK_ALL = process.env['RIGHTS_CELLS'] === 'all';
const MAIN_PHASE: Phase = 'judging';
const FIRST_OF_ROLE = new Set(
  PRINCIPALS.filter((who) => who.role === null || PRINCIPALS.find(({ role }) => role === who.role) === who),
);

/** Is this cell worth asking, beside those that must be answered alike? */
function isWorthAsking({
  row,
  who,
  thing,
  things,
  phase,
}: Omit<Cell, 'route' | 'method' | 'path' | 'expected'> & Place): boolean {
  if (ASK_ALL) return true;
  const isMain = phase === (row.phases?.[0] ?? MAIN_PHASE);
  if (mayCall(row, who)) return row.who !== 'public' || isMain || FIRST_OF_ROLE.has(who);
  return isMain && thing === things[0] && FIRST_OF_ROLE.has(who);
}

interface Place {
  things: readonly Thing[];
  phase: Phase;
}

/** Every cell that the table spans in a phase. */
export function cellsOf(table: readonly Row[], things: Things, phase: Phase): Cell[] {
  return table
    .filter((row) => row.phases?.includes(phase) ?? true)
    .flatMap((row) =>
      row.routes.flatMap((route) =>
        (row.params ?? ONE_SET).flatMap((more) =>
          things[row.kind].flatMap((thing) =>
            PRINCIPALS.filter((who) => isWorthAsking({ row, who, thing, things: things[row.kind], phase })).map(
              (who) => {
                const [method = '', pattern = ''] = route.split(' ');
                const expected = outcomeOf(row, who, thing, phase);
                return {
                  row,
                  route,
                  method,
                  path: filled(pattern, { ...thing.params, ...more }),
                  who,
                  thing,
                  expected,
                };
              },
            ),
          ),
        ),
      ),
    );
}

const NOBODY = '00000000-0000-4000-8000-000000000000';

/** Fills an address. A value "@name" stands for another parameter of the thing; a thing that is not there has no parts. */
function filled(pattern: string, params: Readonly<Record<string, string>>): string {
  return pattern.replace(/:([A-Za-z]+)/g, (_, name: string) => {
    // Only the paper has pages.
    const isPaper = pattern.includes('/trang/') && (name === 'file' || name === 'id');
    const value = params[isPaper ? 'paper' : name];
    if (value === undefined) throw new Error(`nothing fills :${name} of ${pattern}`);
    return value.startsWith('@') ? (params[value.slice(1)] ?? NOBODY) : value;
  });
}
