import type { Principal } from './principals.js';
import { cameIn, inArea, isFiling, onOwnSheet, ownDossier } from './row.js';
import type { Stage } from './stage.js';
import { type EntryThing, isEntry } from './things.js';

/** Whom a dossier's existence may be told to (TRUST A.3); nobody is public before publication. */
function mayKnow(who: Principal, entry: EntryThing): boolean {
  switch (who.role) {
    case null:
      return false;
    case 'commune':
      return ownDossier(who, entry);
    case 'vetting':
      return inArea(who, entry) || isFiling(who, entry);
    case 'judge':
      return onOwnSheet(who, entry);
    case 'secretary':
      return cameIn(who, entry) && entry.state === 'accepted';
    case 'organiser':
    case 'auditor':
    case 'admin':
      return cameIn(who, entry);
  }
}

/** The dossier's code, and what its commune called its group. */
const tracesOf = (entry: EntryThing): string[] => [entry.params['code'] ?? '', `Nhóm ${entry.name}`];

/** That a commune of its area has begun a draft an office learns where it may file it for the commune; not what stands in it. */
const mayPick = (who: Principal, entry: EntryThing): boolean =>
  who.role === 'vetting' && entry.state === 'draft' && who.contest === entry.contest && who.unit === entry.district;

/** The texts that would tell this person of a dossier that is none of theirs. */
export const foreignDossiers = ({ things }: Stage, who: Principal): string[] =>
  things.entry.filter(isEntry).flatMap((entry) => {
    if (mayKnow(who, entry)) return [];
    const traces = tracesOf(entry);
    return mayPick(who, entry) ? traces.slice(1) : traces;
  });
