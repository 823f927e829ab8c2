import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/audit.js';
import { Database } from '../../database/database.js';
import type { Tx } from '../../database/tx.js';
import type { Act } from '../../kernel/actor.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { contestAtOf } from '../judging.service.js';
import { FILMS, PICTURES } from './dossier.pack.js';
import { OfflineRepository } from './offline.repository.js';
import { type OfflinePlace, OfflineService } from './offline.service.js';
import type { PackContents } from './pack.facts.js';
import { refuseToTake } from './pack.policy.js';
import { endPacks, takePack } from './pack.repository.js';

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
      await this.record(tx, act, place, { name: 'pack.take', facts: { contents, entries } });
    });
  }

  /** Whatever the judge has out is not worked with any more. Refused (`no-pack-out`) where nothing is out. */
  async setAside(act: Act): Promise<void> {
    await this.database.act(act, async (tx) => {
      const place = await this.service.placeOf(tx, act.actor, tx.now);
      const ended = await endPacks(tx, place, { as: 'set-aside', at: place.calendar.now, contents: null });
      if (ended === 0) throw new Refused({ code: 'no-pack-out' });
      await this.record(tx, act, place, { name: 'pack.set-aside', facts: { packs: ended } });
    });
  }

  private record(
    tx: Tx,
    act: Act,
    { contest, calendar, round, judge }: OfflinePlace,
    { name, facts }: { name: 'pack.take' | 'pack.set-aside'; facts: object },
  ): Promise<void> {
    return this.audit.record(tx, act, {
      act: name,
      subjectKind: 'round',
      subjectId: round.id,
      contestId: contest.id,
      contestAt: contestAtOf(contest, calendar),
      facts: { judge: judge.code, ...facts },
    });
  }
}
