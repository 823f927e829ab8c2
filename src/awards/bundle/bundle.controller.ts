import { Controller, Get, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Database } from '../../database/database.js';
import type { Actor } from '../../kernel/actor.js';
import { Refused } from '../../kernel/refusal.js';
import { FileSender } from '../../storage/file-sender.js';
import { MaybeActor } from '../../web/request.js';
import { Public } from '../../web/rights.js';
import { SecurityLog } from '../../web/security.log.js';
import { awardPaths } from '../award.paths.js';
import { refuseToSeeList } from '../award.policy.js';
import { PublishedResults } from '../published.results.js';
import { BundleRepository } from './bundle.repository.js';

/** The results bundle of a published list, for whoever wants to compute it again (TRUST A.3: proofs, R29). */
@Controller()
export class BundleController {
  constructor(
    private readonly database: Database,
    private readonly published: PublishedResults,
    private readonly bundles: BundleRepository,
    private readonly sender: FileSender,
    private readonly security: SecurityLog,
  ) {}

  /**
   * For everybody where the contest's rules publish each judge's marks, which are in it by code; else for its organisers and
   * auditors, and for others it does not exist. Refuses `bundle-not-made` in the moments before it is.
   */
  @Get(awardPaths.bundle(':slug', ':number'))
  @Public()
  async bundle(
    @MaybeActor() actor: Actor | null,
    @Param('slug') slug: string,
    @Param('number') number: string,
    @Res() res: Response,
  ): Promise<void> {
    const { contest, list } = await this.published.listOf(slug, number);
    const maySee = contest.ranking.publishesMarks || (actor !== null && refuseToSeeList(actor, contest) === null);
    if (!maySee) throw new Refused({ code: 'not-found' });
    const made = await this.bundles.made(this.database.reader, list.id);
    if (made === null) throw new Refused({ code: 'bundle-not-made' });
    // Marks that are not everybody's leave a line in the log of the house with whoever takes them (TRUST A.3).
    if (actor !== null && !contest.ranking.publishesMarks)
      this.security.scoresViewed(actor, { view: 'awards/bundle', contest: contest.slug });
    const name = `${contest.slug}-goi-ket-qua-${list.number}.zip`;
    await this.sender.sendFile(res, { ...made, kind: 'zip', name }, { disposition: 'attachment' });
  }
}
