import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/audit.js';
import { Database } from '../../database/database.js';
import type { Tx } from '../../database/tx.js';
import type { Act } from '../../kernel/actor.js';
import { newId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { obey, Refused } from '../../kernel/refusal.js';
import type { DriveFacts } from '../drives/drive.facts.js';
import type { MovementFacts } from '../movement.facts.js';
import type { PledgeFacts, PledgeId, PledgeWords } from './pledge.facts.js';
import { type OpenedList, PledgeOpening } from './pledge.opening.js';
import { isSpokenOf, refuseToCorrect, refuseToKeepPledges, refuseToWithdraw } from './pledge.policy.js';
import { personKey, PledgeRepository } from './pledge.repository.js';

/** Which pledge of which agency's list, and the version of it on the page. */
export interface PledgeAt {
  driveId: string;
  unitId: string;
  pledgeId: string;
  version: number;
}

/** The list of an agency: who pledged. What the hamlet has spoken of stays; a correction stands in its place. */
@Injectable()
export class PledgeService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly opening: PledgeOpening,
    private readonly pledges: PledgeRepository,
  ) {}

  /** Puts somebody on the list. Refuses `not-found`, `pledge-listed` for somebody of the same name and post. */
  add(act: Act, at: { driveId: string; unitId: string }, words: PledgeWords): Promise<PledgeId> {
    return this.database.act(act, async (tx) => {
      const opened = await this.open(tx, act, at);
      const id = newId<'drive-pledge'>();
      await this.insert(tx, act, opened, { ...words, id, replacesId: null, reason: null });
      await this.record(tx, act, opened, 'drive.pledge');
      return id;
    });
  }

  /**
   * Puts right what is written of somebody: written over before the hamlet has spoken; after that a new pledge, which says why and waits for
   * the hamlet of its place. Answers the id of what stands. Refuses `stale`, `pledge-gone`, `pledge-erased`, `pledge-listed`.
   */
  correct(act: Act, at: PledgeAt, words: PledgeWords, reason: string): Promise<PledgeId> {
    return this.database.act(act, async (tx) => {
      const { opened, pledge } = await this.openPledge(tx, act, at);
      obey(refuseToCorrect(act.actor, pledge));
      const isRenamed = personKey(words) !== personKey(pledge);
      if (isRenamed && (await this.pledges.standing(tx, opened.unit.id)).has(personKey(words)))
        throw new Refused({ code: 'pledge-listed', field: 'fullName' });
      if (!isSpokenOf(pledge)) {
        if ((await this.pledges.update(tx, pledge.id, at.version, words)) === 0) throw new Refused({ code: 'stale' });
        await this.record(tx, act, opened, 'drive.pledge-edit');
        return pledge.id;
      }
      if ((await this.pledges.replace(tx, pledge.id, at.version)) === 0) throw new Refused({ code: 'stale' });
      const id = newId<'drive-pledge'>();
      await this.insert(tx, act, opened, { ...words, id, replacesId: pledge.id, reason });
      await this.record(tx, act, opened, 'drive.pledge-correct');
      return id;
    });
  }

  /** Takes somebody off the list; the row and the reason stay. Refuses `stale`, `pledge-gone`, `pledge-erased`. */
  withdraw(act: Act, at: PledgeAt, reason: string): Promise<void> {
    return this.database.act(act, async (tx) => {
      const { opened, pledge } = await this.openPledge(tx, act, at);
      obey(refuseToWithdraw(act.actor, pledge));
      const by = { ...byOf(act, opened), reason };
      if ((await this.pledges.withdraw(tx, pledge.id, at.version, by)) === 0) throw new Refused({ code: 'stale' });
      await this.record(tx, act, opened, 'drive.pledge-withdraw');
    });
  }

  private async open(tx: Tx, act: Act, at: { driveId: string; unitId: string }): Promise<OpenedList> {
    const opened = await this.opening.list(tx, act.actor, at.driveId, at.unitId, tx.now);
    obey(refuseToKeepPledges(act.actor));
    await this.pledges.holdUnit(tx, opened.unit.id);
    return opened;
  }

  private async openPledge(tx: Tx, act: Act, at: PledgeAt): Promise<{ opened: OpenedList; pledge: PledgeFacts }> {
    const opened = await this.open(tx, act, at);
    return { opened, pledge: await this.opening.pledge(tx, opened, at.pledgeId) };
  }

  private async insert(
    tx: Tx,
    act: Act,
    opened: OpenedList,
    pledge: Parameters<PledgeRepository['insert']>[2][number],
  ): Promise<void> {
    if ((await this.pledges.insert(tx, opened.unit.id, [pledge], byOf(act, opened))) === 0)
      throw new Refused({ code: 'pledge-listed', field: 'fullName' });
  }

  private record(tx: Tx, act: Act, opened: OpenedList, deed: string): Promise<void> {
    return this.audit.record(tx, act, pledgeDeed(act, opened, deed, { unit: opened.unit.name }));
  }
}

export const byOf = ({ actor }: Act, { now }: { now: Instant }) => ({ at: now, name: actor.unitName ?? actor.name });

/** What the log is told: of which drive, and how many; never whom, nor the reason, which may name somebody (decision 61). */
export const pledgeDeed = (
  { actor }: Act,
  { drive, movement, now }: { drive: DriveFacts; movement: MovementFacts; now: Instant },
  act: string,
  facts: Record<string, unknown>,
) => ({
  act,
  subjectKind: 'drive',
  subjectId: drive.id,
  contestId: actor.contestId,
  contestAt: movement.rehearsal ? now : null,
  facts: { drive: drive.name, ...facts },
});
