import { Injectable } from '@nestjs/common';
import { ContestReader } from '../../contests/contest.reader.js';
import type { Tx } from '../../database/tx.js';
import { Jobs } from '../../jobs/jobs.js';
import { SignedVersions } from '../../judging/result/signed.versions.js';
import type { AwardListId } from '../../kernel/ids.js';
import type { AwardDesk, Drafted } from '../award.desk.js';
import { keptFilesOf } from './bundle.contents.js';
import { BundleRepository } from './bundle.repository.js';

export const MAKE_BUNDLE = 'awards.make-bundle';
export type BundleJob = { listId: AwardListId };

/** Keeps with a list that is being published what its results bundle will say, and has the bundle made. */
@Injectable()
export class BundleKeeper {
  constructor(
    private readonly contests: ContestReader,
    private readonly versions: SignedVersions,
    private readonly bundles: BundleRepository,
    private readonly jobs: Jobs,
  ) {}

  /** In the publication's own transaction: the bundle is of the very result that is published, and there is none without it. */
  async keep(tx: Tx, desk: AwardDesk, { list, lines, proposal, decisions }: Drafted): Promise<void> {
    const { contest, result, tiers, sidePrizes, calendar } = desk;
    if (result === null) throw new Error('a list is published from a closed round');
    const [versions, files, units, rules] = [
      await this.versions.of(tx, contest.id, result),
      await this.bundles.hashedFiles(tx, contest.id),
      await this.bundles.units(tx, contest.id),
      await this.contests.rulesInForce(tx, contest.id, calendar.now),
    ];
    const { tally, criteria, behind } = result;
    const inForce =
      rules === null ? null : { title: rules.title, documentNumber: rules.documentNumber, number: rules.number };
    const kept = keptFilesOf({
      contest,
      list,
      rules: inForce,
      criteria,
      tiers,
      sidePrizes,
      tally,
      behind,
      versions,
      files,
      units,
      decisions,
      proposal,
      lines,
    });
    await this.bundles.keep(tx, list.id, kept);
    await this.jobs.add(tx, { kind: MAKE_BUNDLE, about: { listId: list.id } satisfies BundleJob, once: list.id });
  }
}
