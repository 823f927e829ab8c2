import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';

const SRC = join(import.meta.dirname, '../../src');

/** ARCHITECTURE §2: imports go down this list only; rooms on one line never import one another. The top of the house comes last. */
const FLOORS = [
  ['kernel'],
  ['config', 'database'],
  ['web', 'jobs'],
  ['audit', 'storage', 'press'],
  ['units'],
  ['accounts'],
  ['notices', 'operations'],
  ['documents'],
  ['communities'],
  ['movements'],
  ['contests'],
  ['entries'],
  ['vetting', 'judging'],
  ['awards'],
  ['archives', 'demonstrations'],
  ['(top)'],
];
// Pure functions all of them: no files, no network, no framework.
const KERNEL_MAY_USE = new Set(['node:crypto', 'node:buffer', 'read-vietnamese-number']);
const floorOf = (room: string): number => FLOORS.findIndex((rooms) => rooms.includes(room));

interface Import {
  from: string;
  to: string;
  fromRoom: string;
  toRoom: string;
}

const roomOf = (file: string): string => {
  const [first, ...rest] = relative(SRC, file).split('/');
  return rest.length === 0 ? '(top)' : (first ?? '');
};

function importsOfAllFiles(): Import[] {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  return files.flatMap((name) => {
    const from = join(SRC, name);
    return ts
      .preProcessFile(readFileSync(from, 'utf8'))
      .importedFiles.filter(({ fileName }) => fileName.startsWith('.'))
      .map(({ fileName }) => resolve(dirname(from), fileName))
      .filter((to) => to.startsWith(`${SRC}/`))
      .map((to) => ({ from: name, to: relative(SRC, to), fromRoom: roomOf(from), toRoom: roomOf(to) }));
  });
}

const imports = importsOfAllFiles();
const told = ({ from, to }: Import): string => `${from} imports ${to}`;

describe('The house', () => {
  it('has only rooms that the list of floors knows', () => {
    const rooms = new Set(imports.flatMap(({ fromRoom, toRoom }) => [fromRoom, toRoom]));
    expect([...rooms].filter((room) => floorOf(room) === -1)).toEqual([]);
  });

  it('imports downwards only, and never a neighbour on the same floor', () => {
    const wrong = imports.filter(({ fromRoom, toRoom }) => {
      if (fromRoom === toRoom) return false;
      return floorOf(toRoom) >= floorOf(fromRoom);
    });
    expect(wrong.map(told)).toEqual([]);
  });

  it('keeps the kernel free of frameworks and of input and output', () => {
    const foreign = readdirSync(join(SRC, 'kernel'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) =>
        ts
          .preProcessFile(readFileSync(join(SRC, 'kernel', name), 'utf8'))
          .importedFiles.map(({ fileName }) => fileName)
          .filter((target) => !target.startsWith('.') && !KERNEL_MAY_USE.has(target))
          .map((target) => `kernel/${name} imports ${target}`),
      );
    expect(foreign).toEqual([]);
  });

  it('shows other rooms no repository', () => {
    const peeking = imports.filter(
      ({ fromRoom, toRoom, to }) => fromRoom !== toRoom && fromRoom !== '(top)' && to.includes('.repository.'),
    );
    expect(peeking.map(told)).toEqual([]);
  });

  it('keeps the arithmetic worth arguing about on the kernel alone', () => {
    const pure =
      /^(judging\/(agreement\/|methods\/|tally|workings\.(ts|js)|wins-file|ranked-entry|scoring-rules|assignment|scores-file|rules-file|aggregate-file|adjustments-file|advance\/advancing|result\/combined|json-)|awards\/(allocation|tally-report)|contests\/quota)/;
    const impure = imports.filter(
      ({ from, toRoom, to }) => pure.test(from) && toRoom !== 'kernel' && !pure.test(to) && !to.endsWith('.facts.js'),
    );
    expect(impure.map(told)).toEqual([]);
  });
});
