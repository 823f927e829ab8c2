import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sayDocument } from '../../documents/document.number.js';
import {
  type HandedPaper,
  RegisterEntrance,
  type RegisteredPaper,
  type RegisterPlace,
} from '../../documents/register/register.entrance.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { LetterheadReader } from '../../units/letterhead.reader.js';
import type { ProposalFacts } from './proposal.facts.js';
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

  /** The document that the letter has come into a register as, and where the actor reads it; null: it has not, or was recalled. */
  registered(actor: Actor, { id }: Pick<ProposalFacts, 'id'>): Promise<RegisteredPaper | null> {
    return this.entrance.registered(this.database.reader, actor, sourceOf(id));
  }

  /**
   * Takes letter and list in as one paper, in one act, as they were submitted, and answers where it is; one that is in a register is answered
   * with where, and nothing is written. Refuses `proposal-not-submitted`, `proposal-numbered` for one that stands in a book elsewhere,
   * `proposal-registered` where it stands in a register that the actor does not read, `not-found` for who keeps no register.
   */
  async take(act: Act, at: { movementId: string; id: string }): Promise<{ href: string; isNew: boolean }> {
    const { reader } = this.database;
    const opened = await this.service.open(reader, act.actor, at, this.clock.now());
    obey(refuseToRegister(act.actor, opened, opened.proposal));
    const there = await this.whereItIs(act.actor, opened);
    if (there !== null) return { href: there, isNew: false };
    const place = await this.place(act.actor, opened);
    if (place === null) throw new Refused({ code: 'not-found' });
    return this.entrance.takeOrFind(reader, act, place, await this.handed(opened));
  }

  private async whereItIs(actor: Actor, { proposal }: OpenedProposal): Promise<string | null> {
    const there = await this.registered(actor, proposal);
    if (there !== null && there.href === null)
      throw new Refused({ code: 'proposal-registered', document: sayDocument(there.document) });
    return there?.href ?? null;
  }

  private async handed(opened: OpenedProposal): Promise<HandedPaper> {
    const { reader } = this.database;
    const { proposal } = opened;
    const [nominees, head] = await Promise.all([
      this.service.priced(reader, proposal),
      this.letterheads.of(reader, { unitId: proposal.senderUnitId, name: proposal.senderName }),
    ]);
    return {
      words: {
        kind: 'to-trinh',
        issuer: [head.parent, head.organ].filter((part) => part !== '').join(' '),
        symbol: letterSymbol(opened),
        subject: letterSubject(opened),
        recipientsText: LETTER_RECIPIENTS.join('\n'),
      },
      source: sourceOf(proposal.id),
      paper: toLetterWithList(opened, nominees, head),
      signer: '',
      powers: head.signs,
      bases: proposal.grounds.split('\n'),
      recipients: [],
    };
  }
}

/** Which paper of the platform the letter is, in registers. */
const sourceOf = (id: string): string => `de-nghi-khen-thuong:${id}`;
