import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/audit.js';
import { Database } from '../../database/database.js';
import type { Tx } from '../../database/tx.js';
import type { Act } from '../../kernel/actor.js';
import { newId, type UnitId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { dayOf } from '../../kernel/vietnamese/days.js';
import { noteStoredFile } from '../../storage/stored-files.js';
import type { ReceivedFile } from '../../storage/upload.engine.js';
import type { MovementId } from '../movement.facts.js';
import { MovementOpening } from '../movement.opening.js';
import { MovementRepository } from '../movement.repository.js';
import type { PropagandaItemId } from './item.facts.js';
import type { TypedItem } from './item.form.js';
import { ITEM_MOVES, type ItemVerb } from './item.moves.js';
import { ItemOpening, type OpenedItem } from './item.opening.js';
import { refuseToApproveAlone, refuseToKeepItem, refuseToMove, refuseToRewrite } from './item.policy.js';
import { ItemRepository, type KeptImage } from './item.repository.js';
import { PlanRepository } from './plan.repository.js';

/** Items of propaganda: written, submitted, approved by a second person where there is one, revised, withdrawn. */
@Injectable()
export class ItemService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly movements: MovementOpening,
    private readonly movementRows: MovementRepository,
    private readonly opening: ItemOpening,
    private readonly items: ItemRepository,
    private readonly plans: PlanRepository,
  ) {}

  /** Begins an item of a unit as a draft and answers its id. Refuses `not-found` for an owner or a movement out of reach. */
  begin(
    act: Act,
    typed: TypedItem & { ownerUnitId: UnitId; movementId: MovementId | null; sample?: boolean },
    file: ReceivedFile | null,
  ): Promise<PropagandaItemId> {
    return this.database.act(act, async (tx) => {
      const owners = await this.movements.owners(tx, act.actor, dayOf(tx.now));
      const owner = owners.find(({ id }) => id === typed.ownerUnitId);
      if (owner === undefined) throw new Refused({ code: 'not-found' });
      const at = await this.momentOf(tx, act, typed.movementId);
      const image = await this.keep(tx, file);
      const id = newId<'propaganda-item'>();
      const made = { at, name: act.actor.name };
      const place = { ownerUnitId: owner.id, ownerName: owner.name, movementId: typed.movementId };
      await this.items.insert(tx, { ...typed.words, ...place, id, image, sample: typed.sample ?? false }, made);
      await this.record(tx, act, 'propaganda.begin', { id, title: typed.words.title }, {});
      return id;
    });
  }

  /** Writes over the words of a draft. Refuses `propaganda-not-draft`, `stale`, `not-found` for who does not keep it. */
  edit(act: Act, at: { id: string; version: number }, typed: TypedItem, file: ReceivedFile | null): Promise<void> {
    return this.database.act(act, async (tx) => {
      const { item, now } = await this.kept(tx, act, at.id);
      obey(refuseToRewrite(item));
      const image = (await this.keep(tx, file)) ?? (typed.dropsImage ? null : item.image);
      const by = { at: now, name: act.actor.name };
      const written = await this.items.update(tx, { id: item.id, version: at.version }, { ...typed.words, image }, by);
      if (written === 0) throw new Refused({ code: 'stale' });
      await this.record(tx, act, 'propaganda.edit', { id: item.id, title: typed.words.title }, {});
    });
  }

  /**
   * Moves an item on. Approved, its words become the next edition; withdrawn, nothing of it is broadcast from this moment. Refuses
   * `propaganda-moved-on`, `propaganda-without-reason`, `propaganda-needs-second`, `stale`.
   */
  move(act: Act, at: { id: string; version: number }, verb: ItemVerb, reason: string | null): Promise<void> {
    return this.database.act(act, async (tx) => {
      const opened = await this.kept(tx, act, at.id);
      const { item } = opened;
      obey(refuseToMove(verb, item, reason));
      const { personId, role, name } = act.actor;
      const othersCan = verb === 'approve' && (await this.items.othersCanApprove(tx, item, { personId, role }));
      if (verb === 'approve') obey(refuseToApproveAlone(act.actor, item, othersCan));
      const { from, to, reason: asked } = ITEM_MOVES[verb];
      const written = asked === 'none' ? null : (reason ?? '').trim();
      const by = { at: opened.now, personId, name };
      if ((await this.items.move(tx, { id: item.id, version: at.version }, { from, to, reason: written }, by)) === 0)
        throw new Refused({ code: 'stale' });
      if (verb === 'approve') {
        const alone = item.submittedBy === personId;
        await this.items.keepEdition(tx, item.id, { at: opened.now, name, alone });
      }
      if (verb === 'withdraw') {
        await this.plans.stopAllOf(tx, item.id, { at: opened.now, name, reason: written ?? '' });
      }
      await this.record(tx, act, `propaganda.${verb}`, item, {
        reason: written,
        edition: verb === 'approve' ? item.edition + 1 : item.edition,
      });
    });
  }

  /** The movements that an item may be put into, by the actor’s reach: at most a hundred. */
  async movementsFor(act: Pick<Act, 'actor'>): Promise<{ id: MovementId; name: string }[]> {
    const reach = await this.movements.reach(this.database.reader, act.actor);
    return (await this.movementRows.list(this.database.reader, reach, { limit: 100, offset: 0 })).movements;
  }

  /** The present moment of what an item is put into. An organiser of one contest alone could not find one again that is in no movement. */
  private async momentOf(tx: Tx, act: Act, movementId: MovementId | null): Promise<Instant> {
    if (movementId !== null) return (await this.movements.open(tx, act.actor, movementId, tx.now)).now;
    if (act.actor.contestId !== null) throw new Refused({ code: 'not-found' });
    return tx.now;
  }

  private async kept(tx: Tx, act: Act, id: string): Promise<OpenedItem> {
    const opened = await this.opening.open(tx, act.actor, id, tx.now);
    obey(refuseToKeepItem(opened.keeps));
    return opened;
  }

  private async keep(tx: Tx, file: ReceivedFile | null): Promise<KeptImage | null> {
    if (file === null) return null;
    await noteStoredFile(tx, file);
    return { sha256: file.sha256, name: file.name, kind: file.kind, size: file.size };
  }

  private record(
    tx: Tx,
    act: Act,
    deed: string,
    item: { id: PropagandaItemId; title: string },
    { reason = null, ...facts }: { reason?: string | null; edition?: number },
  ): Promise<void> {
    return this.audit.record(tx, act, {
      act: deed,
      subjectKind: 'propaganda',
      subjectId: item.id,
      contestId: act.actor.contestId,
      reason,
      facts: { propaganda: item.title, ...facts },
    });
  }
}
