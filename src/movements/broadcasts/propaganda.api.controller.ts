import { Controller, Get, Query } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { isoLocal } from '../../kernel/vietnamese/dates.js';
import { type Day, parseDay } from '../../kernel/vietnamese/days.js';
import { cutPage, readCursor, readLimit, toInstantPlace, writeCursor } from '../../web/cursor.js';
import { readDay } from '../../web/filter.js';
import { KeyedJson } from '../../web/public-json.js';
import { TheActor, type Words } from '../../web/request.js';
import { Allow, OpenedBy } from '../../web/rights.js';
import { MovementOpening } from '../movement.opening.js';
import { READERS } from './item.policy.js';
import { ItemWalk, type WalkedItem } from './item.walk.js';
import { slotAt } from './plan.slots.js';
import { propagandaPaths } from './propaganda.paths.js';
import { type WeekSlot, WeekReader } from './week.reader.js';

/** For programs: what is to be said, and a week of broadcasts with how many stations said it. */
@Controller()
export class PropagandaApiController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly movements: MovementOpening,
    private readonly items: ItemWalk,
    private readonly weeks: WeekReader,
  ) {}

  /** What was approved within reach, the newest first; drafts are their writers' own. */
  @Get(propagandaPaths.apiItems)
  @Allow(...READERS)
  @OpenedBy('registers')
  async list(@TheActor() actor: Actor, @Query() query: Words): Promise<KeyedJson> {
    const { reader } = this.database;
    const limit = readLimit(query['limit']);
    const after = readCursor(query['cursor'], toInstantPlace);
    const validOn = readDay('validOn', query['validOn']);
    const reach = await this.movements.reach(reader, actor);
    const found = await this.items.approved(reader, reach, validOn, after, limit + 1);
    const { rows, nextCursor } = cutPage(found, limit, ({ approvedAt, id }) => [approvedAt.toISOString(), id]);
    return new KeyedJson({ items: rows.map(toApiItem), nextCursor });
  }

  /** The slots of the week that has this day; without one, of the present week. A commune has its own. */
  @Get(propagandaPaths.apiBroadcasts)
  @Allow(...READERS)
  @OpenedBy('registers')
  async broadcasts(@TheActor() actor: Actor, @Query() query: Words): Promise<KeyedJson> {
    const limit = readLimit(query['limit']);
    const after = readCursor(query['cursor'], toWeekPlace);
    const on = readDay('on', query['on']) ?? after?.monday;
    const asked = {
      ...(on === undefined ? {} : { tuan: on }),
      ...(actor.role === 'commune' ? { xa: actor.unitId } : {}),
    };
    const week = await this.weeks.week(this.database.reader, actor, asked, this.clock.now());
    const from = after?.read ?? 0;
    const slots = week.slots.slice(from, from + limit);
    const read = from + slots.length;
    return new KeyedJson({
      monday: week.monday,
      broadcasts: slots.map(toApiSlot),
      nextCursor: slots.length > 0 && read < week.slots.length ? writeCursor([week.monday, read]) : null,
    });
  }
}

const toApiItem = (item: WalkedItem) => ({
  id: item.id,
  edition: item.edition,
  title: item.title,
  source: item.sourceName,
  owner: { id: item.ownerUnitId, name: item.ownerName },
  movement: item.movementId === null ? null : { id: item.movementId, name: item.movementName },
  loudspeaker: item.loudText,
  zalo: item.zaloText,
  validUntil: item.validUntil,
  approvedAt: isoLocal(item.approvedAt),
  withdrawnAt: item.withdrawnAt === null ? null : isoLocal(item.withdrawnAt),
  sample: item.sample,
});

const toApiSlot = ({ plan, units, done, failed, isDue, ...slot }: WeekSlot) => ({
  plan: plan.id,
  item: { id: plan.itemId, title: plan.title, edition: plan.edition },
  channel: plan.channel,
  at: isoLocal(slotAt(slot)),
  repeats: plan.repeats,
  isDue,
  units,
  done,
  failed,
});

const toWeekPlace = ([monday, read]: readonly unknown[]): { monday: Day; read: number } | null =>
  typeof monday === 'string' &&
  /^\d{4}-\d{2}-\d{2}$/.test(monday) &&
  parseDay(monday) !== null &&
  typeof read === 'number' &&
  Number.isInteger(read) &&
  read > 0 &&
  read < 1_000_000
    ? { monday, read }
    : null;
