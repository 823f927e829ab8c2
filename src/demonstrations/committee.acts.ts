import { Injectable } from '@nestjs/common';
import { type AwardDesk, AwardDesks } from '../awards/award.desk.js';
import { AwardService } from '../awards/award.service.js';
import { PrizeDecisionService } from '../awards/prizes/prize-decision.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { dayOf } from '../kernel/vietnamese/days.js';
import type { CommitteeStep } from './judging.timeline.js';
import { ACT_REASONS } from './materials/reasons.js';
import type { Play } from './play.js';

/** What the committee does with the award list, through the services behind its pages. */
@Injectable()
export class CommitteeActs {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly desks: AwardDesks,
    private readonly awards: AwardService,
    private readonly decisions: PrizeDecisionService,
  ) {}

  async take(play: Play, { act }: CommitteeStep): Promise<void> {
    const organiser = play.cast.by('to-chuc');
    const { slug } = play.contest;
    switch (act) {
      case 'draft-awards':
        await this.awards.draft(organiser, slug);
        return;
      case 'decide-awards':
        return this.decide(play);
      case 'grant-reward':
        return this.reward(play);
      case 'confirm-awards':
        return this.awards.confirm(play.cast.by('to-chuc-2'), slug, (await this.drafted(slug)).list.version);
      case 'publish-awards': {
        const { version } = (await this.drafted(slug)).list;
        await this.awards.publish(organiser, slug, { reason: '', version });
      }
    }
  }

  /** Ties across a boundary share what they stand across; every withheld tier is explained. */
  private async decide(play: Play): Promise<void> {
    const organiser = play.cast.by('to-chuc');
    const { slug } = play.contest;
    for (const { tiers, entries } of (await this.drafted(slug)).proposal.allocation.undecided) {
      const { version } = (await this.drafted(slug)).list;
      const decided = { choice: 'share', order: null, reason: ACT_REASONS.boundaryTie } as const;
      await this.decisions.decideTie(organiser, slug, {
        tiers: [...tiers],
        entries: [...entries],
        ...decided,
        version,
      });
    }
    for (const { tier } of (await this.drafted(slug)).proposal.unexplained) {
      const { version } = (await this.drafted(slug)).list;
      await this.decisions.explainWithheld(organiser, slug, { tier, reason: ACT_REASONS.withheldPrize, version });
    }
  }

  /** A giấy khen of the commune's chairman to the group that comes first of those without a prize, by a decision of that day. */
  private async reward(play: Play): Promise<void> {
    const { slug } = play.contest;
    const desk = await this.desks.of(this.database.reader, slug, this.clock.now());
    const { list, lines } = await this.drafted(slug);
    const awarded = new Set(lines.map(({ entryNumber }) => entryNumber));
    const first = desk.tally?.ranking.find(({ entry }) => !awarded.has(entry));
    if (first === undefined) throw new Error('every ranked dossier has a prize');
    await this.decisions.grantReward(play.cast.by('to-chuc'), slug, {
      form: 'khen:giay-khen-xa',
      recipientKind: 'collective',
      entry: first.entry,
      recipient: '',
      decidedOn: dayOf(desk.calendar.now),
      reason: ACT_REASONS.reward,
      version: list.version,
    });
  }

  private async drafted(slug: string): Promise<NonNullable<AwardDesk['drafted']>> {
    const { drafted } = await this.desks.of(this.database.reader, slug, this.clock.now());
    if (drafted === null) throw new Error('no award list was drafted');
    return drafted;
  }
}
