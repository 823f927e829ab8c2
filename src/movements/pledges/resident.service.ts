import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/audit.js';
import { Database } from '../../database/database.js';
import type { Reader } from '../../database/tx.js';
import type { Act, Actor } from '../../kernel/actor.js';
import type { Instant } from '../../kernel/instant.js';
import { Refused } from '../../kernel/refusal.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import type { PledgeFacts } from './pledge.facts.js';
import { PLEDGE_MOVES } from './pledge.moves.js';
import { PledgeOpening } from './pledge.opening.js';
import { byOf, pledgeDeed } from './pledge.service.js';
import { type Picked, ResidentRepository } from './resident.repository.js';

/** What the commune writes down for its hamlets: who is in the group of where he or she lives, and who is not. */
@Injectable()
export class ResidentService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly opening: PledgeOpening,
    private readonly residents: ResidentRepository,
  ) {}

  /** Everybody who waits for the commune's hamlets, by hamlet, for rooms above. Refuses `not-found`. */
  async waiting(reader: Reader, actor: Actor, driveId: string, now: Instant): Promise<PledgeFacts[]> {
    const { drive, communeId } = await this.opening.residence(reader, actor, driveId, now);
    const at = { driveId: drive.id, states: PLEDGE_MOVES.edit.from, villageId: null };
    return (await this.residents.page(reader, communeId, at, { limit: 10_000, offset: 0 })).pledges;
  }

  /**
   * Says the same of one or many, all or nothing. Refuses `not-found` when one of them does not live in the commune, `pledges-changed` when one
   * was written over, taken back or spoken of meanwhile.
   */
  speak(
    act: Act,
    driveId: string,
    picked: readonly Picked[],
    word: { isMember: boolean; saidOn: Day; reason: string },
  ): Promise<number> {
    return this.database.act(act, async (tx) => {
      const opened = await this.opening.residence(tx, act.actor, driveId, tx.now);
      const versions = new Map(picked.map(({ id, version }) => [id, version]));
      const held = await this.residents.hold(tx, opened.communeId, opened.drive.id, [...versions.keys()]);
      if (held.length < versions.size) throw new Refused({ code: 'not-found' });
      const move = word.isMember ? PLEDGE_MOVES.confirm : PLEDGE_MOVES.deny;
      const isAsSeen = ({ id, version, state, isErased }: (typeof held)[number]): boolean =>
        versions.get(id) === version && (move.from as readonly string[]).includes(state) && !isErased;
      if (!held.every(isAsSeen)) throw new Refused({ code: 'pledges-changed' });
      const { at, name } = byOf(act, opened);
      const said = { ...word, reason: word.isMember ? null : word.reason, at, byName: name };
      const people = await this.residents.speak(
        tx,
        held.map(({ id }) => id),
        move,
        said,
      );
      const deed = word.isMember ? 'drive.pledge-confirm' : 'drive.pledge-deny';
      await this.audit.record(tx, act, pledgeDeed(act, opened, deed, { people }));
      return people;
    });
  }
}
