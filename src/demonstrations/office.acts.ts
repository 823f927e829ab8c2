import { Injectable } from '@nestjs/common';
import { ContestReader } from '../contests/contest.reader.js';
import { Database } from '../database/database.js';
import type { EntryFacts } from '../entries/entry.facts.js';
import { EntryReader } from '../entries/entry.reader.js';
import type { Act } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import { type Place, placesOf, type TypedChecks } from '../vetting/check.form.js';
import { CheckService } from '../vetting/check.service.js';
import { DecisionService } from '../vetting/decision.service.js';
import { ForwardingService } from '../vetting/forwarding.service.js';
import type { ReasonKind } from '../vetting/vetting.facts.js';
import { VettingOpening } from '../vetting/vetting.opening.js';
import type { SampleDossier } from './materials/dossiers.js';
import { rejectionReason, type ReturnKind, type ReturnReason, returnReasons } from './materials/reasons.js';
import type { Play } from './play.js';
import { SLOT_OF_PART } from './slot.names.js';
import type { OfficeStep } from './vetting.timeline.js';

const REASON_KINDS: Readonly<Record<ReturnKind, ReasonKind>> = {
  missing: 'missing',
  wrong: 'wrong',
  unreadable: 'unreadable',
  outdated: 'expired',
  other: 'other',
};
const LEVEL = 1;

/** What the vetting offices do, through the services behind their pages. */
@Injectable()
export class OfficeActs {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly contests: ContestReader,
    private readonly entries: EntryReader,
    private readonly opening: VettingOpening,
    private readonly checks: CheckService,
    private readonly decisions: DecisionService,
    private readonly forwarding: ForwardingService,
  ) {}

  async take(play: Play, step: OfficeStep): Promise<void> {
    if (step.act === 'forward') return this.forward(play, play.cast.for(step.districtCode), step.note);
    const { dossier } = step;
    const act = play.cast.for(dossier.village.districtCode);
    const reasons = step.act === 'return' ? returnReasons(dossier) : [];
    // A dossier that is out of place altogether is turned down without a look at its papers.
    if (step.act !== 'reject') await this.check(play, act, dossier, reasons);
    const { code, seen } = await this.seen(play, act, dossier);
    switch (step.act) {
      case 'accept':
        await this.decisions.accept(act, code, seen);
        return;
      case 'reject':
        await this.decisions.reject(act, code, { ...seen, reason: rejectionReason(dossier) });
        return;
      case 'return':
        await this.decisions.returnForSupplement(act, code, { ...seen, dueAt: step.dueAt, message: '' });
    }
  }

  /** Every place is looked at; those that a reason names fail. */
  private async check(play: Play, act: Act, dossier: SampleDossier, reasons: readonly ReturnReason[]): Promise<void> {
    const { reader } = this.database;
    const { code, seen } = await this.seen(play, act, dossier);
    const places = placesOf(
      await this.contests.fields(reader, play.contest.id),
      await this.contests.slots(reader, play.contest.id),
    );
    const checks = places
      // The slot for a video stays empty: pictures stand for it, and there is nothing to look at.
      .filter(({ key }) => key !== 'muc.video')
      .map((place) => verdictOn(place, reasons));
    await this.checks.save(act, code, { ...seen, checks, then: 'stay' });
  }

  private async forward({ contest }: Play, act: Act, note: string): Promise<void> {
    const { reader } = this.database;
    const at = { slug: contest.slug, level: LEVEL };
    const opened = await this.opening.desk(reader, act.actor, at, this.clock.now());
    if (opened === null) throw new Error(`${act.actor.unitName ?? ''} vets nothing`);
    const { ready } = await this.forwarding.choiceOf(reader, act.actor, opened);
    const codes = ready.map(({ code }) => code);
    await this.forwarding.forward(act, { contestId: contest.id, level: LEVEL, codes, note });
  }

  /** The versions that the office's page would show now. */
  private async seen(play: Play, { actor }: Act, dossier: SampleDossier) {
    const { reader } = this.database;
    const entry = await this.entryOf(play, dossier);
    const code = entry.code;
    const opened = await this.opening.show(reader, actor, code, this.clock.now());
    const { checklist } = await this.opening.contentsOf(reader, opened);
    return { code, seen: { entryVersion: entry.version, checklistVersion: checklist.version } };
  }

  private async entryOf(play: Play, dossier: SampleDossier): Promise<EntryFacts> {
    const entry = await this.entries.byCode(this.database.reader, play.codeOf(dossier));
    if (entry === null) throw new Error(`the dossier ${dossier.key} is gone`);
    return entry;
  }
}

function verdictOn(place: Place, reasons: readonly ReturnReason[]): TypedChecks['checks'][number] {
  const reason = reasons.find(({ part }) => place.key === `muc.${SLOT_OF_PART[part]}`);
  return reason === undefined
    ? { ...place, verdict: 'pass', reasonKind: null, note: '' }
    : { ...place, verdict: 'fail', reasonKind: REASON_KINDS[reason.kind], note: reason.words };
}
