import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/audit.js';
import { Database } from '../../database/database.js';
import type { Act } from '../../kernel/actor.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { FILMS, PICTURES } from './dossier.pack.js';
import { OfflineRepository } from './offline.repository.js';
import { OfflineService } from './offline.service.js';
import type { PackContents } from './pack.facts.js';
import { refuseToTake } from './pack.policy.js';
import { endPacks, takePack } from './pack.repository.js';
import { recordOffline } from './offline.record.js';

/** A judge's acts on what is taken out to work off line. */
@Injectable()
export class PackService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly service: OfflineService,
    private readonly offline: OfflineRepository,
  ) {}

  /** Puts a taking on record; its file is fetched behind it. Refused: `judging-not-open`, `round-closed`, `nothing-to-take`. */
  async take(act: Act, contents: PackContents): Promise<void> {
    await this.database.act(act, async (tx) => {
      const place = await this.service.placeOf(tx, act.actor, tx.now);
      obey(refuseToTake(place.round, place.calendar));
      const of = { films: FILMS, pictures: PICTURES, blind: place.contest.blind };
      const { entries } = await this.offline.weight(tx, place, of);
      if (entries === 0) throw new Refused({ code: 'nothing-to-take' });
      await takePack(tx, place, { contents, entries, takenAt: place.calendar.now });
      await recordOffline(this.audit, tx, act, { place, name: 'pack.take', facts: { contents, entries } });
    });
  }

  /** Whatever the judge has out is not worked with any more. Refused (`no-pack-out`) where nothing is out. */
  async setAside(act: Act): Promise<void> {
    await this.database.act(act, async (tx) => {
      const place = await this.service.placeOf(tx, act.actor, tx.now);
      const ended = await endPacks(tx, place, { as: 'set-aside', at: place.calendar.now, contents: null });
      if (ended === 0) throw new Refused({ code: 'no-pack-out' });
      await recordOffline(this.audit, tx, act, { place, name: 'pack.set-aside', facts: { packs: ended } });
    });
  }
}
