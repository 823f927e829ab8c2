import type { Role } from '../../kernel/actor.js';
import type { Id } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { Scope } from '../../web/rights.js';

export type ProgramKeyId = Id<'program-key'>;

/** Why a key opens nothing any more; null while it does. `cut` when what ends sessions, or the end of the role, ended it. */
export type KeyEnd = 'revoked' | 'expired' | 'cut' | null;

/** A key as its owner and those who oversee it see it: all but the key itself, which nobody sees twice. */
export interface ProgramKeyFacts {
  id: ProgramKeyId;
  name: string;
  personName: string;
  role: Role;
  unitName: string | null;
  contestName: string | null;
  scopes: readonly Scope[];
  madeAt: Instant;
  expiresAt: Instant;
  lastUsedAt: Instant | null;
  end: KeyEnd;
  revokedByName: string | null;
}
