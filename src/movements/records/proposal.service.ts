import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/audit.js';
import { Database } from '../../database/database.js';
import type { Reader, Tx } from '../../database/tx.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { isId, newId, type UnitId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { obey, Refused } from '../../kernel/refusal.js';
import type {
  NomineeFacts,
  NomineeId,
  NomineeWords,
  PricedNominee,
  ProposalFacts,
  ProposalId,
  ProposalWords,
} from './proposal.facts.js';
import { recipientOf } from './proposal.facts.js';
import type { Submission } from './proposal.form.js';
import { PROPOSAL_MOVES } from './proposal.moves.js';
import { refuseToChange, refuseToConfirm, refuseToMove, refuseToPropose } from './proposal.policy.js';
import { ProposalRepository, type ProposalScope } from './proposal.repository.js';
import { ObservationRepository } from './observation.repository.js';
import { ObservationService, type OpenedRecord } from './observation.service.js';
import { proposalScope } from './record.policy.js';
import { RewardPrices } from './reward.prices.js';

/** A proposal as somebody has it open. */
export interface OpenedProposal extends OpenedRecord {
  proposal: ProposalFacts;
}

/** Proposals to reward people for what was seen of them (R12): a track of its own beside the prizes of a contest. */
@Injectable()
export class ProposalService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly records: ObservationService,
    private readonly observations: ObservationRepository,
    private readonly proposals: ProposalRepository,
    private readonly prices: RewardPrices,
  ) {}

  /** How far somebody sees into a movement's proposals; refuses `not-found` for communes. */
  scope(opened: OpenedRecord): ProposalScope {
    const scope = proposalScope(opened);
    if (scope === null) throw new Refused({ code: 'not-found' });
    return scope;
  }

  /** The proposal within the actor's reach; refuses `not-found`. */
  async open(
    reader: Reader,
    actor: Actor,
    at: { movementId: string; id: string },
    now: Instant,
  ): Promise<OpenedProposal> {
    const opened = await this.records.open(reader, actor, at.movementId, now);
    const scope = this.scope(opened);
    const proposal = isId(at.id) ? await this.proposals.byId(reader, opened.movement.id, scope, at.id) : null;
    if (proposal === null) throw new Refused({ code: 'not-found' });
    return { ...opened, proposal };
  }

  /** Who is nominated, each with what the form is worth on the proposal's day; of a submitted one what was kept then. */
  async priced(reader: Reader, proposal: ProposalFacts): Promise<PricedNominee[]> {
    const nominees = await this.proposals.nominees(reader, proposal.id);
    const asked = nominees.map(({ form, kind }) => ({ form, recipientKind: recipientOf(kind) }));
    const prices = await this.prices.of(reader, proposal.proposedOn, asked);
    return nominees.map((one, index) => {
      const price = prices[index] ?? null;
      return proposal.state === 'submitted'
        ? { ...one, price: one.amount, priceWords: one.amount === price?.amount ? price.words : '' }
        : { ...one, price: price?.amount ?? null, priceWords: price?.words ?? '' };
    });
  }

  /** Begins a proposal: an office for its tree, who keeps the movement for all of it. Refuses `not-found`. */
  begin(act: Act, movementId: string, words: ProposalWords, { sample = false } = {}): Promise<ProposalId> {
    return this.database.act(act, async (tx) => {
      const opened = await this.records.open(tx, act.actor, movementId, tx.now);
      obey(refuseToPropose(act.actor, opened));
      const { movement, reach, now } = opened;
      const { unitId, unitName } = act.actor;
      const isOffice = reach.kind === 'tree' && unitId !== null;
      const id = newId<'reward-proposal'>();
      const about = {
        unitId: isOffice ? reach.unitId : movement.ownerUnitId,
        senderUnitId: isOffice ? unitId : movement.ownerUnitId,
        senderName: isOffice ? (unitName ?? '') : movement.ownerName,
      };
      const made = { id, movementId: movement.id, draftedAt: now, sample };
      await this.proposals.insert(tx, { ...words, ...about, ...made }, act.actor);
      await this.record(tx, act, 'reward-proposal.begin', { ...opened, proposal: { id, title: words.title } }, {});
      return id;
    });
  }

  /** Writes over what is said of it. Refuses `proposal-moved`, `stale`. */
  edit(act: Act, at: { movementId: string; id: string; version: number }, words: ProposalWords): Promise<void> {
    return this.database.act(act, async (tx) => {
      const opened = await this.held(tx, act, at);
      obey(refuseToChange(act.actor, opened, opened.proposal));
      changed(await this.proposals.update(tx, opened.proposal.id, at.version, words, act.actor));
      await this.record(tx, act, 'reward-proposal.edit', opened, {});
    });
  }

  /**
   * Nominates somebody, or writes over a nominee (`nomineeId`). The commune is told by its names of the proposal's day, or of today for one
   * that was written before a merger. Refuses `proposal-moved`, `stale`, `commune-not-then`, `not-found` for an observation out of reach.
   */
  nominate(
    act: Act,
    at: { movementId: string; id: string; version: number; nomineeId: string | null },
    words: NomineeWords,
  ): Promise<NomineeId> {
    return this.database.act(act, async (tx) => {
      const opened = await this.held(tx, act, at);
      obey(refuseToChange(act.actor, opened, opened.proposal));
      const before = await this.nominee(tx, opened.proposal, at.nomineeId);
      const commune = await this.communeOf(tx, opened, words.communeId);
      const grounds = await this.observations.standing(tx, opened.scope, words.observations);
      if (grounds !== words.observations.length) throw new Refused({ code: 'not-found' });
      changed(await this.proposals.touch(tx, opened.proposal.id, at.version, act.actor));
      const id = before?.id ?? newId<'reward-nominee'>();
      await this.proposals.putNominee(tx, opened.proposal.id, id, { ...words, ...commune });
      const facts = { nominee: words.kind, rewardForm: words.formName, grounds: words.observations.length };
      await this.record(
        tx,
        act,
        before === null ? 'reward-proposal.nominate' : 'reward-proposal.edit-nominee',
        opened,
        facts,
      );
      return id;
    });
  }

  /** Takes a nominee off. Refuses `proposal-moved`, `stale`, `not-found`. */
  drop(act: Act, at: { movementId: string; id: string; version: number; nomineeId: string }): Promise<void> {
    return this.database.act(act, async (tx) => {
      const opened = await this.held(tx, act, at);
      obey(refuseToChange(act.actor, opened, opened.proposal));
      const nominee = await this.nominee(tx, opened.proposal, at.nomineeId);
      changed(await this.proposals.touch(tx, opened.proposal.id, at.version, act.actor));
      await this.proposals.removeNominee(tx, opened.proposal.id, nominee?.id ?? '');
      await this.record(tx, act, 'reward-proposal.drop-nominee', opened, { nominee: nominee?.kind });
    });
  }

  /** The second person's word. Refuses what `refuseToConfirm` does, and `stale`. */
  confirm(act: Act, at: { movementId: string; id: string; version: number }): Promise<void> {
    return this.database.act(act, async (tx) => {
      const opened = await this.held(tx, act, at);
      const nominees = await this.proposals.nominees(tx, opened.proposal.id);
      obey(refuseToConfirm(act.actor, opened, opened.proposal, nominees));
      await this.move(tx, act, opened, at.version, 'confirm', null);
      await this.record(tx, act, 'reward-proposal.confirm', opened, { nominees: nominees.length });
    });
  }

  /** Back to a draft, with a reason. Refuses `proposal-moved`, `stale`. */
  return(act: Act, at: { movementId: string; id: string; version: number }, reason: string): Promise<void> {
    return this.database.act(act, async (tx) => {
      const opened = await this.held(tx, act, at);
      obey(refuseToMove('return', act.actor, opened, opened.proposal));
      await this.move(tx, act, opened, at.version, 'return', null);
      await this.record(tx, act, 'reward-proposal.return', opened, {}, reason);
    });
  }

  /** Into a letter to whoever decides: from now on the sums stay as they are. Refuses `proposal-moved`, `stale`. */
  submit(act: Act, at: { movementId: string; id: string; version: number }, submission: Submission): Promise<void> {
    return this.database.act(act, async (tx) => {
      const opened = await this.held(tx, act, at);
      obey(refuseToMove('submit', act.actor, opened, opened.proposal));
      const nominees = await this.priced(tx, opened.proposal);
      await this.move(tx, act, opened, at.version, 'submit', submission);
      await this.proposals.keepAmounts(
        tx,
        nominees.map(({ id, price }) => ({ id, amount: price })),
      );
      const facts = { number: submission.number, nominees: nominees.length };
      await this.record(tx, act, 'reward-proposal.submit', opened, facts);
    });
  }

  /** Throws a draft away. Refuses `proposal-moved`, `stale`. */
  discard(act: Act, at: { movementId: string; id: string; version: number }): Promise<void> {
    return this.database.act(act, async (tx) => {
      const opened = await this.held(tx, act, at);
      obey(refuseToChange(act.actor, opened, opened.proposal));
      changed(await this.proposals.remove(tx, opened.proposal.id, at.version));
      await this.record(tx, act, 'reward-proposal.discard', opened, {});
    });
  }

  private async held(tx: Tx, act: Act, at: { movementId: string; id: string }): Promise<OpenedProposal> {
    if (isId(at.id)) await this.proposals.hold(tx, at.id);
    return this.open(tx, act.actor, at, tx.now);
  }

  private async nominee(tx: Tx, { id }: ProposalFacts, nomineeId: string | null): Promise<NomineeFacts | null> {
    if (nomineeId === null) return null;
    const [found] = isId(nomineeId) ? await this.proposals.nominees(tx, id, nomineeId) : [];
    if (found === undefined) throw new Refused({ code: 'not-found' });
    return found;
  }

  private async communeOf(tx: Tx, opened: OpenedProposal, communeId: UnitId | null) {
    if (communeId === null) return { communeName: null, districtName: null };
    const on = opened.proposal.proposedOn;
    const found = (await this.records.communes(tx, opened, on)).find(({ id }) => id === communeId);
    if (found === undefined) throw new Refused({ code: 'commune-not-then', on, field: 'communeId' });
    return { communeName: found.name, districtName: found.districtName };
  }

  private async move(
    tx: Tx,
    { actor }: Act,
    { proposal, now }: OpenedProposal,
    version: number,
    verb: keyof typeof PROPOSAL_MOVES,
    submission: Submission | null,
  ): Promise<void> {
    const { from, to } = PROPOSAL_MOVES[verb];
    changed(await this.proposals.move(tx, { id: proposal.id, version, from, to }, actor, { at: now, submission }));
  }

  private record(
    tx: Tx,
    act: Act,
    deed: string,
    { movement, proposal }: { movement: OpenedRecord['movement']; proposal: Pick<ProposalFacts, 'id' | 'title'> },
    facts: Record<string, unknown>,
    reason: string | null = null,
  ): Promise<void> {
    return this.audit.record(tx, act, {
      act: deed,
      subjectKind: 'reward-proposal',
      subjectId: proposal.id,
      contestId: act.actor.contestId,
      reason,
      facts: { movement: movement.name, proposal: proposal.title, ...facts },
    });
  }
}

function changed(rows: number): void {
  if (rows === 0) throw new Refused({ code: 'stale' });
}
