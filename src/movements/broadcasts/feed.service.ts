import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/audit.js';
import { Database } from '../../database/database.js';
import type { Reader, Tx } from '../../database/tx.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { isId, newId, newToken } from '../../kernel/ids.js';
import { Refused } from '../../kernel/refusal.js';
import { dayOf } from '../../kernel/vietnamese/days.js';
import { MovementOpening } from '../movement.opening.js';
import type { FeedContent } from './feed.calendar.js';
import { type FeedFacts, type FeedId, type FeedReach, FeedRepository } from './feed.repository.js';
import { PlanRepository } from './plan.repository.js';
import { plusDays } from './plan.slots.js';

const DAYS_BACK = 7;
const DAYS_AHEAD = 60;
const MOST_READS_A_MINUTE = 30;

/** Secret links by which calendars on telephones read a unit's broadcasts: one a unit, told once, ended by whoever acts for the unit. */
@Injectable()
export class FeedService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly movements: MovementOpening,
    private readonly plans: PlanRepository,
    private readonly feeds: FeedRepository,
  ) {}

  /** The live link of the actor's unit. Refuses `not-found` to who acts for none. */
  async live(reader: Reader, actor: Actor): Promise<FeedFacts | null> {
    return this.feeds.live(reader, await this.reach(reader, actor));
  }

  /** Makes the unit's link, in place of the one that it had; answers its secret, here and never again. Refuses `not-found` as above. */
  make(act: Act): Promise<string> {
    return this.database.act(act, async (tx) => {
      const { actor } = act;
      const reach = await this.reach(tx, actor);
      const former = await this.feeds.live(tx, reach);
      if (former !== null) await this.feeds.revoke(tx, reach, former.id, actor.name);
      const token = newToken();
      const id = newId<'broadcast-feed'>();
      const unitName = actor.unitName ?? '';
      // Two who press in one moment: the second finds the first one's link, and may make another.
      if ((await this.feeds.insert(tx, reach, { id, token, unitName, byName: actor.name })) === 0)
        throw new Refused({ code: 'feed-made-meanwhile' });
      await this.record(tx, act, 'propaganda.feed-make', id);
      return token;
    });
  }

  /** Ends the unit's link at once. Refuses `not-found` for one that is not its own, or that was ended already. */
  revoke(act: Act, id: string): Promise<void> {
    return this.database.act(act, async (tx) => {
      const reach = await this.reach(tx, act.actor);
      if (!isId(id) || (await this.feeds.revoke(tx, reach, id, act.actor.name)) === 0)
        throw new Refused({ code: 'not-found' });
      await this.record(tx, act, 'propaganda.feed-revoke', id as FeedId);
    });
  }

  /**
   * What the link with this secret tells: slots from a week back to sixty days ahead. Three queries. Refuses `not-found` for a secret that
   * opens nothing, `feed-read-too-often` beyond 30 times a minute.
   */
  async read(token: string): Promise<FeedContent> {
    const { feed, now: clock } = await this.database.transaction(async (tx) => ({
      feed: await this.feeds.read(tx, token),
      now: tx.now,
    }));
    if (feed === null) throw new Refused({ code: 'not-found' });
    if (feed.count > MOST_READS_A_MINUTE) throw new Refused({ code: 'feed-read-too-often' });
    const { reader } = this.database;
    const today = dayOf((await this.plans.rehearsedAt(reader, feed.reach)) ?? clock);
    const span = { from: plusDays(today, -DAYS_BACK), until: plusDays(today, DAYS_AHEAD) };
    const plans = await this.plans.between(reader, feed.reach, span);
    return { unitName: feed.unitName, isCommune: feed.reach.kind === 'commune', plans, span, now: clock };
  }

  private async reach(reader: Reader, actor: Actor): Promise<FeedReach> {
    const reach = await this.movements.reach(reader, actor);
    if (reach.kind === 'commune' || reach.kind === 'tree') return reach;
    throw new Refused({ code: 'not-found' });
  }

  private record(tx: Tx, act: Act, name: 'propaganda.feed-make' | 'propaganda.feed-revoke', id: FeedId): Promise<void> {
    return this.audit.record(tx, act, {
      act: name,
      subjectKind: 'propaganda',
      subjectId: id,
      contestId: act.actor.contestId,
      facts: { unit: act.actor.unitName },
    });
  }
}
