import type { Principal } from './principals.js';
import { cameIn, inArea, onOwnSheet, ownDossier } from './row.js';
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
      return inArea(who, entry);
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

/** The texts that would tell this person of a dossier that is none of theirs. */
export const foreignDossiers = ({ things }: Stage, who: Principal): string[] =>
  things.entry.filter(isEntry).flatMap((entry) => (mayKnow(who, entry) ? [] : tracesOf(entry)));
