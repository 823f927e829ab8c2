import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { DocumentId } from '../../documents/document.facts.js';
import { RegisterEntrance, type RegisterPlace } from '../../documents/register/register.entrance.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { LetterheadReader } from '../../units/letterhead.reader.js';
import { LETTER_RECIPIENTS, letterSubject, letterSymbol, toLetterWithList } from './proposal.paper.js';
import { refuseToRegister } from './proposal.policy.js';
import { type OpenedProposal, ProposalService } from './proposal.service.js';

/** Hands the letter of a proposal to the register that it belongs in (decision 60), its list of nominees as an appendix. */
@Injectable()
export class ProposalRegistration {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly service: ProposalService,
    private readonly letterheads: LetterheadReader,
    private readonly entrance: RegisterEntrance,
  ) {}

  /** The register that the letter may come into: the contest's or the office's; null: the actor keeps none. */
  place(actor: Actor, { movement, proposal }: OpenedProposal): Promise<RegisterPlace | null> {
    const standing = { contestIds: movement.contests.map(({ id }) => id), unitId: proposal.senderUnitId };
    return this.entrance.placeFor(this.database.reader, actor, standing);
  }

  /**
   * Takes letter and list in as one paper, in one act, as they were submitted. Refuses `proposal-not-submitted`, `proposal-numbered` for one
   * that stands in a book elsewhere, `not-found` for who keeps no register, and what the register refuses (`document-under-way`).
   */
  async take(act: Act, at: { movementId: string; id: string }): Promise<{ place: RegisterPlace; taken: DocumentId }> {
    const { reader } = this.database;
    const opened = await this.service.open(reader, act.actor, at, this.clock.now());
    const { proposal } = opened;
    obey(refuseToRegister(act.actor, opened, proposal));
    const place = await this.place(act.actor, opened);
    if (place === null) throw new Refused({ code: 'not-found' });
    const [nominees, head] = await Promise.all([
      this.service.priced(reader, proposal),
      this.letterheads.of(reader, { unitId: proposal.senderUnitId, name: proposal.senderName }),
    ]);
    const taken = await this.entrance.take(act, place, {
      words: {
        kind: 'to-trinh',
        issuer: [head.parent, head.organ].filter((part) => part !== '').join(' '),
        symbol: letterSymbol(opened),
        subject: letterSubject(opened),
        recipientsText: LETTER_RECIPIENTS.join('\n'),
      },
      source: `de-nghi-khen-thuong:${proposal.id}`,
      paper: toLetterWithList(opened, nominees, head),
      signer: '',
      powers: head.signs,
      bases: proposal.grounds.split('\n'),
      recipients: [],
    });
    return { place, taken };
  }
}
