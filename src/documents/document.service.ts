import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Act } from '../kernel/actor.js';
import { isId, newId } from '../kernel/ids.js';
import { obey, Refused } from '../kernel/refusal.js';
import { type Day, dayOf } from '../kernel/vietnamese/days.js';
import type { Paper } from '../press/paper.js';
import { noteStoredFile } from '../storage/stored-files.js';
import type { ReceivedFile } from '../storage/upload.engine.js';
import { type Asked, DocumentDesk, mustHaveChanged, type OpenRegister } from './document.desk.js';
import type { DocumentId, DocumentWords, LegalBasis, NewRecipient, Recall } from './document.facts.js';
import { seriesIn } from './document.number.js';
import { keepPaper } from './document.paper.js';
import {
  refuseToAttach,
  refuseToChange,
  refuseToCorrect,
  refuseToDiscard,
  refuseToIssue,
  refuseToMove,
  refuseToNumber,
  refuseToSign,
} from './document.policy.js';
import { DocumentReader } from './document.reader.js';
import { DocumentRepository } from './document.repository.js';
import { RecipientRepository } from './recipient.repository.js';

/** A document to be drafted: one of our papers with who is to sign it, or the words of one written elsewhere. */
export interface Draft {
  words: DocumentWords;
  paper: { source: string; paper: Paper; signer: string; powers: string; awaitsResult: boolean } | null;
  /** Those that the paper names already. */
  bases: readonly Omit<LegalBasis, 'id'>[];
  /** The issued document that it corrects or replaces; null: none. */
  correctsId: string | null;
  /** Units that it is to go to, put on its list at once; absent: none yet. */
  recipients?: readonly NewRecipient[];
}

/** The life of a document from its draft to its recall. Who keeps the register is the question of whoever opens it. */
@Injectable()
export class DocumentService {
  constructor(
    private readonly database: Database,
    private readonly desk: DocumentDesk,
    private readonly documents: DocumentRepository,
    private readonly recipients: RecipientRepository,
    private readonly reader: DocumentReader,
  ) {}

  /**
   * Takes a document into the register. A paper is kept word for word with its hash: what the list says afterwards changes it no more.
   * Refuses `document-under-way` while another of the same paper is neither issued nor recalled, `document-not-correctable`.
   */
  draft(
    act: Act,
    open: OpenRegister,
    { words, paper, bases, correctsId, recipients = [] }: Draft,
  ): Promise<DocumentId> {
    return this.database.act(act, async (tx) => {
      const register = await open(tx);
      const corrected =
        correctsId === null || !isId(correctsId) ? null : await this.documents.hold(tx, register, correctsId);
      if (correctsId !== null) obey(refuseToCorrect(corrected));
      const id = newId<'document'>();
      const kept = paper === null ? null : keepPaper(paper.paper);
      const rows = await this.documents.insert(tx, {
        ...words,
        id,
        key: register,
        // What corrects a document of a rehearsal is of the rehearsal too.
        rehearsalOf: register.rehearsalOf ?? corrected?.rehearsalOf ?? null,
        source: paper?.source ?? null,
        paper: kept,
        awaitsResult: paper?.awaitsResult ?? false,
        correctsId: corrected?.id ?? null,
        signer: paper === null || paper.signer === '' ? null : paper.signer,
        powers: paper?.powers ?? null,
        draftedAt: register.now,
        draftedByName: act.actor.name,
      });
      if (rows === 0) throw new Refused({ code: 'document-under-way' });
      for (const basis of bases) await this.documents.addBasis(tx, id, { ...basis, id: newId() });
      const listed = recipients.length === 0 ? 0 : await this.recipients.add(tx, id, recipients);
      await this.desk.record(
        tx,
        act,
        register,
        { ...words, id, number: null },
        {
          act: 'document.draft',
          facts: {
            sha256: kept?.sha256 ?? null,
            bases: bases.map(({ number }) => number),
            corrects: corrected?.id ?? null,
            ...(listed === 0 ? {} : { units: listed }),
          },
        },
      );
      return id;
    });
  }

  /** Throws a document away that has no number. Refuses `document-moved`. */
  discard(act: Act, open: OpenRegister, asked: Asked): Promise<void> {
    return this.desk.act(act, open, asked, async ({ tx, document, at }) => {
      obey(refuseToDiscard(document));
      mustHaveChanged(await this.documents.remove(tx, at));
      return { act: 'document.discard', facts: {}, result: undefined };
    });
  }

  /** Writes down who signed, by what power and when. Refuses `document-moved`, `document-day-ahead`. */
  sign(
    act: Act,
    open: OpenRegister,
    asked: Asked,
    signed: { signer: string; powers: string; signedOn: Day },
  ): Promise<void> {
    return this.desk.act(act, open, asked, async ({ tx, register, document, at }) => {
      obey(refuseToSign(document, signed, { today: dayOf(register.now) }));
      mustHaveChanged(await this.documents.sign(tx, at, signed));
      return { act: 'document.sign', facts: { ...signed }, result: undefined };
    });
  }

  /** Takes the signed PDF back, in place of an earlier one. Refuses `document-moved`. */
  attach(act: Act, open: OpenRegister, asked: Asked, file: ReceivedFile): Promise<void> {
    return this.desk.act(act, open, asked, async ({ tx, document, at }) => {
      obey(refuseToAttach(document));
      await noteStoredFile(tx, file);
      mustHaveChanged(await this.documents.attach(tx, at, file));
      return { act: 'document.attach', facts: { name: file.name, sha256: file.sha256 }, result: undefined };
    });
  }

  /**
   * Gives number and day: the next of the series when `number` is null, else the one that the clerk's office gave. Numbers of a series
   * follow one another without a gap, but for those that were typed by hand. Refuses `document-moved`, `document-before-signature`,
   * `document-day-ahead`, `document-number-used`.
   */
  number(act: Act, open: OpenRegister, asked: Asked, wanted: { number: number | null; datedOn: Day }): Promise<number> {
    return this.desk.act(act, open, asked, async ({ tx, register, document, at }) => {
      obey(refuseToNumber(document, wanted, { today: dayOf(register.now) }));
      const series = seriesIn(register, document);
      const year = Number(wanted.datedOn.slice(0, 4));
      await this.documents.holdSeries(tx, series, year);
      // What has it may be of a contest that this organiser does not know of: its number alone is told.
      if (wanted.number !== null && (await this.documents.isUsed(tx, { series, year, number: wanted.number })))
        throw new Refused({ code: 'document-number-used', year, field: 'number' });
      const number = wanted.number ?? (await this.documents.takeNumber(tx, series, year));
      mustHaveChanged(await this.documents.number(tx, at, { series, year, number, datedOn: wanted.datedOn }));
      return {
        act: 'document.number',
        facts: { number, byHand: wanted.number !== null, datedOn: wanted.datedOn },
        result: number,
      };
    });
  }

  /** From here on the document is frozen. Refuses what `refuseToIssue` refuses. */
  issue(act: Act, open: OpenRegister, asked: Asked): Promise<void> {
    return this.desk.act(act, open, asked, async ({ tx, register, document, at }) => {
      obey(refuseToIssue(document, await this.reader.bases(tx, document.id)));
      mustHaveChanged(await this.documents.issue(tx, at, { name: act.actor.name, at: register.now }));
      const { datedOn, signed } = document;
      return { act: 'document.issue', facts: { datedOn, sha256: signed?.sha256 ?? null }, result: undefined };
    });
  }

  /** Recalls a document; its number stays used, and every unit that was sent it is told. Refuses `document-moved`. */
  recall(act: Act, open: OpenRegister, asked: Asked, recall: Recall): Promise<void> {
    return this.desk.act(act, open, asked, async ({ tx, register, document, at }) => {
      obey(refuseToMove('recall', document));
      mustHaveChanged(await this.documents.recall(tx, at, { name: act.actor.name, at: register.now, ...recall }));
      register.tell(tx, 'recalled', document, await this.recipients.sentTo(tx, document.id));
      const { reason, publicReason } = recall;
      return { act: 'document.recall', reason, facts: publicReason === '' ? {} : { publicReason }, result: undefined };
    });
  }

  /** Whether everybody may read the signed copy once it is issued. Refuses `document-moved` for a recalled one. */
  setPublic(act: Act, open: OpenRegister, asked: Asked, isPublic: boolean): Promise<void> {
    return this.desk.act(act, open, asked, async ({ tx, document, at }) => {
      if (document.state === 'recalled') throw new Refused({ code: 'document-moved', state: document.state });
      mustHaveChanged(await this.documents.setPublic(tx, at, isPublic));
      return { act: isPublic ? 'document.show' : 'document.hide', facts: {}, result: undefined };
    });
  }

  /** Adds a legal basis at the end. Refuses `document-moved` once it is issued. */
  addBasis(act: Act, open: OpenRegister, asked: Asked, basis: Omit<LegalBasis, 'id'>): Promise<void> {
    return this.desk.act(act, open, asked, async ({ tx, document, at }) => {
      obey(refuseToChange(document));
      await this.documents.addBasis(tx, document.id, { ...basis, id: newId() });
      mustHaveChanged(await this.documents.raise(tx, at));
      return { act: 'document.add-basis', facts: { basis: basis.number, datedOn: basis.datedOn }, result: undefined };
    });
  }

  removeBasis(act: Act, open: OpenRegister, asked: Asked, basisId: string): Promise<void> {
    return this.desk.act(act, open, asked, async ({ tx, document, at }) => {
      obey(refuseToChange(document));
      const removed = isId(basisId) ? await this.documents.removeBasis(tx, document.id, basisId) : null;
      if (removed === null) throw new Refused({ code: 'not-found' });
      mustHaveChanged(await this.documents.raise(tx, at));
      return { act: 'document.remove-basis', facts: { basis: removed.number }, result: undefined };
    });
  }
}
