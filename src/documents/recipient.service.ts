import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Tx } from '../database/tx.js';
import type { Act } from '../kernel/actor.js';
import { type ContestId, isId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import { obey, Refused } from '../kernel/refusal.js';
import { dayOf } from '../kernel/vietnamese/days.js';
import { type Asked, DocumentDesk, mustHaveChanged, type OpenRegister } from './document.desk.js';
import type { NewRecipient } from './document.facts.js';
import { refuseToDispatch, refuseToSend } from './document.policy.js';
import { type Addressee, DocumentReader } from './document.reader.js';
import { DocumentRepository } from './document.repository.js';
import { RecipientRepository } from './recipient.repository.js';

/** Whom documents go to: put on the list, sent, reminded, and what they say to it. */
@Injectable()
export class RecipientService {
  constructor(
    private readonly database: Database,
    private readonly desk: DocumentDesk,
    private readonly documents: DocumentRepository,
    private readonly recipients: RecipientRepository,
    private readonly reader: DocumentReader,
  ) {}

  /** Puts units on the list; answers how many were new. Nobody is told. Refuses `document-moved` once it is recalled, `no-new-recipient`. */
  add(
    act: Act,
    open: OpenRegister,
    asked: Asked,
    unitsOf: (tx: Tx) => Promise<readonly NewRecipient[]>,
  ): Promise<number> {
    return this.desk.act(act, open, asked, async ({ tx, document, at }) => {
      if (document.state === 'recalled') throw new Refused({ code: 'document-moved', state: document.state });
      const added = await this.recipients.add(tx, document.id, await unitsOf(tx));
      if (added === 0) throw new Refused({ code: 'no-new-recipient', field: 'audience' });
      mustHaveChanged(await this.documents.raise(tx, at));
      return { act: 'document.add-recipients', facts: { units: added }, result: added };
    });
  }

  /** Takes a unit off that was not sent the document. Refuses `not-found`. */
  remove(act: Act, open: OpenRegister, asked: Asked, recipientId: string): Promise<void> {
    return this.desk.act(act, open, asked, async ({ tx, document, at }) => {
      const removed = isId(recipientId) ? await this.recipients.remove(tx, document.id, recipientId) : null;
      if (removed === null) throw new Refused({ code: 'not-found' });
      mustHaveChanged(await this.documents.raise(tx, at));
      return { act: 'document.remove-recipient', facts: { unit: removed.unitName }, result: undefined };
    });
  }

  /**
   * Sends an issued document to every unit on the list that has not been sent it; answers how many. Refuses `document-moved`,
   * `document-awaits-result` before the result that it is about is out, `nobody-to-send`.
   */
  dispatch(act: Act, open: OpenRegister, asked: Asked): Promise<number> {
    return this.desk.act(act, open, asked, async ({ tx, register, document, at }) => {
      obey(refuseToDispatch(document));
      const to = await this.recipients.send(tx, document.id, register.now);
      if (to.length === 0) throw new Refused({ code: 'nobody-to-send' });
      mustHaveChanged(await this.documents.raise(tx, at));
      register.tell(tx, 'sent', document, to);
      return { act: 'document.dispatch', facts: { units: to.length }, result: to.length };
    });
  }

  /** Reminds the units that have not received it, each once a day; answers how many. Refuses `document-moved`, `nobody-to-remind`. */
  remind(act: Act, open: OpenRegister, asked: Asked): Promise<number> {
    return this.desk.act(act, open, asked, async ({ tx, register, document, at }) => {
      obey(refuseToSend(document));
      // The real day: people are reminded, whatever the clock of a rehearsal shows.
      const to = await this.recipients.remind(tx, document.id, dayOf(tx.now));
      if (to.length === 0) throw new Refused({ code: 'nobody-to-remind' });
      mustHaveChanged(await this.documents.raise(tx, at));
      register.tell(tx, 'reminded', document, to);
      return { act: 'document.remind', facts: { units: to.length }, result: to.length };
    });
  }

  /**
   * A unit says that it has the document. Refuses `not-found` for what it was not sent, `document-of-forerunner` for what a unit before it was sent, `document-moved` for a recalled one,
   * `document-received` when somebody of the unit was quicker. What the organisers do with it meanwhile is no obstacle.
   */
  receive(
    act: Act,
    by: Addressee,
    id: string,
    contestTimeOf: (tx: Tx, contestId: ContestId) => Promise<Instant | null>,
  ): Promise<void> {
    return this.database.act(act, async (tx) => {
      const received = isId(id) ? await this.reader.receivedBy(tx, by, id) : null;
      if (received === null) throw new Refused({ code: 'not-found' });
      const { document, isOwn, sentTo } = received;
      if (!isOwn) throw new Refused({ code: 'document-of-forerunner', unit: sentTo });
      obey(refuseToSend(document));
      const contestAt = document.contestId === null ? null : await contestTimeOf(tx, document.contestId);
      const hand = { name: act.actor.name, at: contestAt ?? tx.now };
      if ((await this.recipients.receive(tx, document.id, by, hand)) === 0)
        throw new Refused({ code: 'document-received', byName: received.receivedByName ?? '' });
      await this.desk.record(tx, act, { ...document, contestAt }, document, {
        act: 'document.receive',
        facts: { unit: act.actor.unitName },
      });
    });
  }
}
