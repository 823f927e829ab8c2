import { realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** An account of the operating system, by number. */
export interface AccountIds {
  uid: number;
  gid: number;
}

/**
 * The first file or folder that keeps `account` from reading (and running, if marked so) the file at `path`: the file itself
 * or a folder above it. Null when the way is free. Judged by the plain permission bits, without further groups.
 */
export function firstObstacle(path: string, account: AccountIds, need: 'run' | 'read' | 'enter'): string | null {
  const real = realpathSync(path);
  const wanted = { run: 0o5, read: 0o4, enter: 0o1 }[need];
  const way: { place: string; bits: number }[] = [{ place: real, bits: wanted }];
  for (let place = dirname(real); ; place = dirname(place)) {
    way.unshift({ place, bits: 0o1 });
    if (place === dirname(place)) break;
  }
  return way.find(({ place, bits }) => !allows(place, account, bits))?.place ?? null;
}

function allows(place: string, account: AccountIds, bits: number): boolean {
  const facts = statSync(place);
  // The kernel asks the first class that fits and no other: an owner without the bit is refused even if others have it.
  const shift = facts.uid === account.uid ? 6 : facts.gid === account.gid ? 3 : 0;
  return ((facts.mode >> shift) & bits) === bits;
}
