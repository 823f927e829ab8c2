import { Injectable } from '@nestjs/common';
import { ContestReader } from '../contests/contest.reader.js';
import type { Tx } from '../database/tx.js';
import { releaseDocuments } from '../documents/document.release.js';
import type { RoundTally } from '../judging/results.facts.js';
import { type Workings, workingsOf } from '../judging/workings.js';
import type { Act } from '../kernel/actor.js';
import { Refused } from '../kernel/refusal.js';
import { Notices } from '../notices/notices.js';
import type { AwardDesk, Drafted } from './award.desk.js';
import type { AwardLine } from './award.facts.js';
import { publicationNotice } from './award.notices.js';
import { AwardRepository } from './award.repository.js';
import { BundleKeeper } from './bundle/bundle.keeper.js';
import { DraftActs, unlessMoved } from './draft.acts.js';
import { issueCertificates } from './papers/certificate.repository.js';

/** Brings a confirmed list out: by somebody's press, or because the moment has come that somebody set. */
@Injectable()
export class Publication {
  constructor(
    private readonly drafts: DraftActs,
    private readonly awards: AwardRepository,
    private readonly contests: ContestReader,
    private readonly notices: Notices,
    private readonly bundles: BundleKeeper,
  ) {}

  /**
   * In the act's own transaction, all or nothing: lines and what the bundle says are frozen as they are now, certificates get their
   * numbers, a list published before is superseded with the reason, papers that waited for the result are
   * shown, communes are told. Whether it may be is the caller's question, but for
   * `supersede-reason-missing`; refuses `stale` when the list has moved on.
   */
  async bringOut(
    tx: Tx,
    act: Act,
    { desk, drafted, reason }: { desk: AwardDesk; drafted: Drafted; reason: string },
  ): Promise<{ number: number; total: number }> {
    const { list, lines, proposal } = drafted;
    const at = desk.calendar.now;
    if (desk.published !== null) await this.supersede(tx, act, { desk, by: list.number, reason });
    const { total } = proposal;
    unlessMoved(await this.awards.publish(tx, act, list, { total, at }));
    await this.awards.insertLines(tx, list.id, withWorkings(lines, desk.tally));
    await issueCertificates(tx, list.id);
    await this.bundles.keep(tx, desk, drafted);
    await releaseDocuments(tx, desk.contest.id);
    const facts = { number: list.number, total, lines: lines.length };
    await this.drafts.tell(tx, act, desk, { act: 'award-list.publish', subjectId: list.id, facts });
    const about = {
      listId: list.id,
      isCorrection: desk.published !== null,
      communeIds: await this.contests.communeIds(tx, desk.contest.id),
    };
    this.notices.tell(tx, desk.contest, at, publicationNotice(desk.contest, about));
    return { number: list.number, total };
  }

  private async supersede(
    tx: Tx,
    act: Act,
    { desk, by, reason }: { desk: AwardDesk; by: number; reason: string },
  ): Promise<void> {
    const { published, calendar } = desk;
    if (published === null) return;
    if (reason === '') throw new Refused({ code: 'supersede-reason-missing', field: 'reason' });
    unlessMoved(await this.awards.supersede(tx, published, { reason, at: calendar.now }));
    await this.drafts.tell(tx, act, desk, {
      act: 'award-list.supersede',
      subjectId: published.id,
      reason,
      facts: { number: published.number, by },
    });
  }
}

/** The lines with how each rank came about, from the tally that the list was drafted from. */
function withWorkings(lines: readonly AwardLine[], tally: RoundTally | null): (AwardLine & { workings: Workings })[] {
  if (tally === null) throw new Error('a list is published from a closed round');
  const { entries, rules } = tally.input;
  const workings = workingsOf({ entries, scoring: rules.scoring, ranking: tally.ranking });
  return lines.map((line) => ({ ...line, workings: workings(line.entryNumber) }));
}
