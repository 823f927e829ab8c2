import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/audit.js';
import type { GroupId } from '../../communities/groups/group.facts.js';
import { Database } from '../../database/database.js';
import type { Reader, Tx } from '../../database/tx.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { isId, newId, type UnitId } from '../../kernel/ids.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { type Day, dayOf } from '../../kernel/vietnamese/days.js';
import { type Edition, isForGroups } from '../broadcasts/item.facts.js';
import { ItemOpening, type OpenedItem } from '../broadcasts/item.opening.js';
import { ItemRepository } from '../broadcasts/item.repository.js';
import { plusDays } from '../broadcasts/plan.slots.js';
import { PostingRepository } from './posting.repository.js';
import type { PostingId } from './supply.facts.js';
import { DAYS_BACK, refuseToPost } from './supply.policy.js';
import { SupplyRepository } from './supply.repository.js';

/** An item in force as its commune has it open, with the groups at work that the commune keeps. */
export interface OpenedSupply extends OpenedItem {
  edition: Edition;
  /** The day of its first approval. */
  approvedOn: Day;
  communeId: UnitId;
  groupIds: GroupId[];
}

/** What communes note of where they have posted what they were supplied with. */
@Injectable()
export class PostingService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly opening: ItemOpening,
    private readonly items: ItemRepository,
    private readonly supplies: SupplyRepository,
    private readonly postings: PostingRepository,
  ) {}

  /** The item as the commune has it; refuses `not-found` for one that never was approved, and to who acts for no commune. */
  async open(reader: Reader, actor: Actor, id: string, now: Date): Promise<OpenedSupply> {
    const { unitId: communeId } = actor;
    if (actor.role !== 'commune' || communeId === null) throw new Refused({ code: 'not-found' });
    const opened = await this.opening.open(reader, actor, id, now);
    const [editions, groupIds] = await Promise.all([
      this.items.editions(reader, opened.item.id),
      this.supplies.groupIds(reader, communeId, opened.today),
    ]);
    const [edition, first] = [editions[0], editions.at(-1)];
    if (edition === undefined || first === undefined) throw new Refused({ code: 'not-found' });
    return { ...opened, edition, approvedOn: dayOf(first.approvedAt), communeId, groupIds };
  }

  /**
   * Notes that an item was posted in groups of the commune on a day; answers in how many that is new. Refuses `not-found` for an item out of
   * reach or a group that is not the commune's or is closed; what `refuseToPost` refuses; `posting-noted` when all of it stands already.
   */
  post(act: Act, id: string, { groupIds, on }: { groupIds: readonly GroupId[]; on: Day }): Promise<number> {
    return this.database.act(act, async (tx) => {
      const supply = await this.open(tx, act.actor, id, tx.now);
      const { item, edition, today } = supply;
      if (groupIds.length === 0 || groupIds.some((one) => !supply.groupIds.includes(one)))
        throw new Refused({ code: 'not-found' });
      obey(refuseToPost({ ...postingFacts(supply), today }, on));
      const added = await this.postings.insert(
        tx,
        { itemId: item.id, edition: edition.edition, on },
        [...new Set(groupIds)].map((groupId) => ({ id: newId<'propaganda-posting'>(), groupId })),
        byOf(act, supply),
      );
      if (added === 0) throw new Refused({ code: 'posting-noted' });
      await this.record(tx, act, 'propaganda.post', supply, { facts: { day: on, postedGroups: added } });
      return added;
    });
  }

  /** Strikes a posting out that was noted by mistake. Refuses `not-found`, `posting-struck`, `posting-without-reason`. */
  strike(act: Act, id: string, postingId: string, reason: string): Promise<void> {
    return this.database.act(act, async (tx) => {
      const supply = await this.open(tx, act.actor, id, tx.now);
      const posting = await this.posting(tx, supply, postingId);
      if (reason.trim() === '') throw new Refused({ code: 'posting-without-reason', field: 'reason' });
      if ((await this.postings.strike(tx, posting.id, reason, byOf(act, supply))) === 0)
        throw new Refused({ code: 'posting-struck' });
      await this.record(tx, act, 'propaganda.post-strike', supply, {
        reason,
        facts: { day: posting.on, group: posting.groupName },
      });
    });
  }

  /** A posting that stands in one of the commune's groups; refuses `not-found`, `posting-struck`. */
  async posting(
    reader: Reader,
    { item, groupIds }: Pick<OpenedSupply, 'item' | 'groupIds'>,
    id: string,
  ): Promise<{ id: PostingId; groupName: string; on: Day }> {
    const found = isId(id) ? await this.postings.byId(reader, item.id, groupIds, id) : null;
    if (found === null) throw new Refused({ code: 'not-found' });
    if (found.isStruck) throw new Refused({ code: 'posting-struck' });
    return found;
  }

  private record(
    tx: Tx,
    act: Act,
    name: 'propaganda.post' | 'propaganda.post-strike',
    { edition, item }: OpenedSupply,
    { reason = null, facts }: { reason?: string | null; facts: Record<string, unknown> },
  ): Promise<void> {
    return this.audit.record(tx, act, {
      act: name,
      subjectKind: 'propaganda',
      subjectId: item.id,
      contestId: act.actor.contestId,
      reason,
      facts: { propaganda: edition.title, unit: act.actor.unitName, ...facts },
    });
  }
}

/** What the policy asks of an item that a commune has open. */
export const postingFacts = ({ item, edition, approvedOn, today }: OpenedSupply) => ({
  isWithdrawn: item.withdrawnAt !== null,
  isForGroups: isForGroups(edition),
  approvedOn,
  validUntil: edition.validUntil,
  today,
  earliest: plusDays(today, -DAYS_BACK),
});

const byOf = ({ actor }: Act, { now }: OpenedSupply) => ({
  at: now,
  name: actor.unitName ?? actor.name,
  role: actor.role,
});
