import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Audit } from '../../audit/audit.js';
import { ContestReader } from '../../contests/contest.reader.js';
import type { Tx } from '../../database/tx.js';
import { Notices } from '../../notices/notices.js';
import { FileScans, SCANNER } from '../../storage/file-scans.js';
import { scanIsolatedNotice } from '../judging.notices.js';
import { scansOfBytes } from './paper.repository.js';

/** Tells the secretary that a scan of a signed paper was found infected: nobody opens it any more, another is to be attached. */
@Injectable()
export class PaperQuarantine implements OnModuleInit {
  constructor(
    private readonly scans: FileScans,
    private readonly audit: Audit,
    private readonly contests: ContestReader,
    private readonly notices: Notices,
  ) {}

  onModuleInit(): void {
    this.scans.onInfected((tx, found) => this.isolate(tx, found));
  }

  private async isolate(tx: Tx, { sha256, finding }: { sha256: string; finding: string }): Promise<void> {
    for (const { contestId, sheetId, judgeCode, number, name } of await scansOfBytes(tx, sha256)) {
      const contest = await this.contests.byId(tx, contestId);
      if (contest === null) continue;
      const { now } = await this.contests.calendarOf(tx, contest, tx.now);
      await this.audit.recordSystem(tx, SCANNER, {
        act: 'paper.quarantine-scan',
        subjectKind: 'score-sheet',
        subjectId: sheetId,
        contestId: contest.id,
        contestAt: now,
        facts: { number, judge: judgeCode, name, sha256, finding },
      });
      this.notices.tell(tx, contest, now, scanIsolatedNotice({ judgeCode, number, name, sha256 }));
    }
  }
}
