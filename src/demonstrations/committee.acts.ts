import { Injectable } from '@nestjs/common';
import { type AwardDesk, AwardDesks } from '../awards/award.desk.js';
import { AwardService } from '../awards/award.service.js';
import { PrizeDecisionService } from '../awards/prizes/prize-decision.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
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

  private async drafted(slug: string): Promise<NonNullable<AwardDesk['drafted']>> {
    const { drafted } = await this.desks.of(this.database.reader, slug, this.clock.now());
    if (drafted === null) throw new Error('no award list was drafted');
    return drafted;
  }
}
