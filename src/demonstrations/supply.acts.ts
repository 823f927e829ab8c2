import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Instant } from '../kernel/instant.js';
import { dayOf } from '../kernel/vietnamese/days.js';
import type { PropagandaItemId } from '../movements/broadcasts/item.facts.js';
import { PostingService } from '../movements/supplies/posting.service.js';
import type { Cast } from './demonstration.people.js';
import { SAMPLE_POSTINGS } from './materials/propaganda.js';

/** Where two communes have posted what they were supplied with, through the service behind the page. */
@Injectable()
export class SupplyActs {
  constructor(
    private readonly database: Database,
    private readonly postings: PostingService,
  ) {}

  /** Plays it after the month of broadcasts and the register of groups; `items` are the items of that month in their order. */
  async play(cast: Cast, items: readonly PropagandaItemId[], setClock: (at: Instant) => Promise<void>): Promise<void> {
    for (const { who, item, at, leaves } of SAMPLE_POSTINGS) {
      const id = items[item];
      if (id === undefined) throw new Error('the sample postings name an item that is not there');
      await setClock(at);
      const act = cast.by(who);
      const { groupIds } = await this.postings.open(this.database.reader, act.actor, id, at);
      const chosen = groupIds.slice(0, groupIds.length - leaves);
      if (chosen.length > 0) await this.postings.post(act, id, { groupIds: chosen, on: dayOf(at) });
    }
  }
}
