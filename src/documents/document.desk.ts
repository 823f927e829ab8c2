import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/tx.js';
import type { Act } from '../kernel/actor.js';
import { type ContestId, isId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import { Refused } from '../kernel/refusal.js';
import type { DocumentFacts, RegisterKey } from './document.facts.js';
import { sayNumber } from './document.number.js';
import type { Addressee } from './document.reader.js';
import { type At, DocumentRepository } from './document.repository.js';

/** What the units that a document went to are told. */
export type Told = 'sent' | 'reminded' | 'recalled';

/** A register as its keeper opens it for one act: whose it is, and how its units are told. */
export type Register = RegisterKey & {
  /** Its numbers stay apart from the real ones. */
  rehearsal: boolean;
  /** The rehearsing contest that a document comes into an office’s register from; absent for every other. */
  rehearsalOf?: ContestId | null;
  /** The present moment of whose register it is, by whose day dates are checked. */
  now: Instant;
  /** The same in a rehearsal alone, for the log. */
  contestAt: Instant | null;
  /** Tells the units in the act's own transaction. */
  tell: (tx: Tx, what: Told, document: DocumentFacts, to: readonly Addressee[]) => void;
};

/** Opens the register, or refuses: whoever does not keep it must not learn of it. */
export type OpenRegister = (tx: Tx) => Promise<Register>;

/** A document as it was on the page where the button stood. */
export interface Asked {
  id: string;
  version: number;
}

/** What an act tells the log. */
export interface Done {
  act: string;
  reason?: string;
  facts: Record<string, unknown>;
}

export interface AtDesk {
  tx: Tx;
  register: Register;
  document: DocumentFacts;
  at: At;
}

/** One act on one document: its row is held, its version asked, and what was done goes on record. */
@Injectable()
export class DocumentDesk {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly documents: DocumentRepository,
  ) {}

  /** Refuses `not-found`, `document-changed` when the document has changed since the page was opened, and what the work refuses. */
  async act<Result>(
    act: Act,
    open: OpenRegister,
    { id, version }: Asked,
    work: (desk: AtDesk) => Promise<Done & { result: Result }>,
  ): Promise<Result> {
    return this.database.act(act, async (tx) => {
      const register = await open(tx);
      const document = isId(id) ? await this.documents.hold(tx, register, id) : null;
      if (document === null) throw new Refused({ code: 'not-found' });
      if (document.version !== version) throw new Refused({ code: 'document-changed' });
      const { result, ...done } = await work({ tx, register, document, at: { id: document.id, version } });
      await this.record(tx, act, register, document, done);
      return result;
    });
  }

  record(
    tx: Tx,
    act: Act,
    { contestId, contestAt }: Pick<Register, 'contestId' | 'contestAt'>,
    document: Pick<DocumentFacts, 'id' | 'number' | 'symbol' | 'subject'>,
    { act: what, reason, facts }: Done,
  ): Promise<void> {
    return this.audit.record(tx, act, {
      act: what,
      subjectKind: 'document',
      subjectId: document.id,
      contestId,
      contestAt,
      reason: reason ?? null,
      facts: { document: sayNumber(document), subject: document.subject, ...facts },
    });
  }
}

/** A guarded write that touched nothing came second. */
export function mustHaveChanged(rows: number): void {
  if (rows === 0) throw new Refused({ code: 'document-changed' });
}
