import { type Phase, PHASES } from './phases.js';
import { type Principal, PRINCIPALS } from './principals.js';
import { isUnknown, mayCall, outcomeOf, type Outcome, type Row, standingOf } from './row.js';
import type { Thing, Things } from './things.js';

/** One square of the matrix: somebody calls one route with one thing. */
export interface Cell {
  row: Row;
  route: string;
  /** The route with what is asked of it, whoever asks and for whatever thing. */
  question: string;
  method: string;
  path: string;
  who: Principal;
  thing: Thing;
  expected: Outcome;
}

const ONE_SET: NonNullable<Row['params']> = [{}];

const MAIN_PHASE: Phase = 'judging';
const FIRST_OF_ROLE = new Set(
  PRINCIPALS.filter((who) => who.role === null || PRINCIPALS.find(({ role }) => role === who.role) === who),
);

/** Every cell that the table spans in a phase, for everybody or for these people. */
export function spanOf(table: readonly Row[], things: Things, phase: Phase, people = PRINCIPALS): Cell[] {
  return table
    .filter((row) => row.phases?.includes(phase) ?? true)
    .flatMap((row) =>
      row.routes.flatMap((route) =>
        (row.params ?? ONE_SET).flatMap((more) =>
          things[row.kind].flatMap((thing) =>
            people.map((who) => {
              const [method = '', pattern = ''] = route.split(' ');
              const expected = outcomeOf(row, who, thing, phase);
              const question = `${route} ${JSON.stringify(more)} ${JSON.stringify(row.words ?? {})}`;
              return {
                row,
                route,
                question,
                method,
                path: filled(pattern, { ...thing.params, ...more }),
                who,
                thing,
                expected,
              };
            }),
          ),
        ),
      ),
    );
}

/**
 * The cells of a phase that are asked. Whoever fails at the door or by the role is never asked for the thing or the day: one
 * phase, one thing of a kind and one person of a role tell as much as all of them. In the row's main phase everybody who may call
 * is asked about every thing to which they stand in another way. In the others the clock has moved for the contest's own things
 * alone: people of one role who stand alike to such things are asked once, and the missing thing by everybody from whom one of
 * them is hidden: to them both must look the same. What the table answers alike on every day is asked on one other day besides.
 * RIGHTS_CELLS=all asks every cell.
 */
export function cellsOf(table: readonly Row[], things: Things, phase: Phase): Cell[] {
  const span = spanOf(table, things, phase);
  if (process.env['RIGHTS_CELLS'] === 'all') return span;
  const asked = new Set<string>();
  const compared = new Set<string>();
  const isFirst = (place: string): boolean => asked.size < asked.add(place).size;
  return span.filter(({ row, question, who, thing }) => {
    const main = row.phases?.[0] ?? MAIN_PHASE;
    if (!mayCall(row, who)) return phase === main && thing === things[row.kind][0] && FIRST_OF_ROLE.has(who);
    const asker = `${question} | ${who.name}`;
    const standing = standingOf(who, thing);
    if (phase === main) return thing.contest === null || isFirst(`${asker} | ${standing}`);
    if (thing.contest === null) return compared.delete(asker);
    if (thing.contest !== 'own') return false;
    const days = row.phases ?? PHASES;
    const isAlike = days.every((day) => outcomeOf(row, who, thing, day) === outcomeOf(row, who, thing, main));
    if (isAlike && phase !== otherDay(question, days, main)) return false;
    if (!isFirst(`${question} | ${standing}`)) return false;
    if (isUnknown(row, who, thing, phase)) compared.add(asker);
    return true;
  });
}

/** One of the days but the main one, the same for a question in every run, and for all questions together each about as often. */
function otherDay(question: string, days: readonly Phase[], main: Phase): Phase | undefined {
  const others = days.filter((day) => day !== main);
  const sum = [...question].reduce((all, sign) => (all * 31 + (sign.codePointAt(0) ?? 0)) % 1_000_003, 7);
  return others[sum % others.length];
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
