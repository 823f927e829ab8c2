import { Injectable } from '@nestjs/common';
import { AwardDesks } from '../awards/award.desk.js';
import type { AwardLine } from '../awards/award.facts.js';
import { ObjectionService } from '../awards/objections/objection.service.js';
import { ShowingService } from '../awards/showing/showing.service.js';
import { Database } from '../database/database.js';
import type { Act } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import type { PublicityStep } from './judging.timeline.js';
import { SAMPLE_ANSWER, SAMPLE_OBJECTIONS, SHOWN_FIELDS } from './materials/objections.js';
import { BAN_BO_COMMUNE, BINH_LU_COMMUNE } from './materials/villages.js';
import type { Play } from './play.js';

const SHOWN_PHOTOS = 2;

/** What follows a publication: communes object and let parts of a dossier be seen, the secretary answers. */
@Injectable()
export class PublicityActs {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly desks: AwardDesks,
    private readonly objections: ObjectionService,
    private readonly showings: ShowingService,
  ) {}

  async take(play: Play, { act }: PublicityStep): Promise<void> {
    const { slug } = play.contest;
    switch (act) {
      case 'object-to-list':
        await this.object(slug, play.cast.for(BINH_LU_COMMUNE), { about: '', words: SAMPLE_OBJECTIONS.list });
        return;
      case 'answer-objection':
        return this.objections.answer(play.cast.by('thu-ky'), slug, 1, { ...SAMPLE_ANSWER, version: 1 });
      case 'object-to-place': {
        const commune = play.cast.for(BAN_BO_COMMUNE);
        const about = (await this.prizeOf(slug, commune)).entryNumber;
        await this.object(slug, commune, { about, words: SAMPLE_OBJECTIONS.place });
        return;
      }
      case 'show-dossier': {
        const commune = play.cast.for(BINH_LU_COMMUNE);
        return this.show(commune, (await this.prizeOf(slug, commune)).entryNumber);
      }
    }
  }

  private object(slug: string, act: Act, said: { about: string; words: string }): Promise<number> {
    return this.objections.file({ act }, slug, { ...said, sender: null, formKey: null });
  }

  /** Words without a person's name, and the first photos of the dossier. */
  private async show(act: Act, code: string): Promise<void> {
    const found = await this.showings.own(this.database.reader, act.actor, code);
    const photos = found.photos.slice(0, SHOWN_PHOTOS).map(({ id }) => id);
    await this.showings.give(act, code, { fields: SHOWN_FIELDS, photos, version: 0 });
  }

  /** The commune's last line on the list in force. */
  private async prizeOf(slug: string, { actor }: Act): Promise<AwardLine> {
    const { reader } = this.database;
    const lines = await this.desks.lines(reader, await this.desks.of(reader, slug, this.clock.now()));
    const own = lines.filter(({ communeId }) => communeId === actor.unitId).at(-1);
    if (own === undefined) throw new Error(`${actor.unitName ?? ''} has no prize of the demonstration`);
    return own;
  }
}
