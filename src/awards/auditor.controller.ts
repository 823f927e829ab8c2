import { Controller, Get } from '@nestjs/common';
import { auditPaths } from '../audit/audit.paths.js';
import { contestPaths } from '../contests/contest.paths.js';
import { ContestReader } from '../contests/contest.reader.js';
import { registerPaths } from '../contests/register/register.paths.js';
import { CONTEST_STATES } from '../contests/contest.words.js';
import { Database } from '../database/database.js';
import { entryPaths } from '../entries/entry.paths.js';
import { judgingPaths } from '../judging/judging.paths.js';
import type { Actor } from '../kernel/actor.js';
import { Page } from '../web/answer.js';
import { TheActor } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { awardPaths } from './award.paths.js';

/** Where an inspector begins: every contest within reach, and the ways into what was done in it. */
@Controller()
export class AuditorController {
  constructor(
    private readonly database: Database,
    private readonly contests: ContestReader,
  ) {}

  @Get(auditPaths.overview)
  @Allow('auditor')
  async overview(@TheActor() actor: Actor): Promise<Page> {
    const all = await this.contests.all(this.database.reader);
    const reached = all.filter(
      ({ id, state }) => state !== 'draft' && (actor.contestId === null || actor.contestId === id),
    );
    const contests = reached.map(({ id, slug, code, name, state, rehearsal }) => ({
      code,
      name,
      state: CONTEST_STATES[state],
      rehearsal,
      links: [
        { href: entryPaths.organiserList(slug), label: 'Hồ sơ' },
        { href: judgingPaths.organiserMatrix(slug), label: 'Kết quả chấm' },
        { href: judgingPaths.organiserAgreement(slug), label: 'Mức thống nhất của giám khảo' },
        { href: judgingPaths.crosscheck(slug), label: 'Đối soát phiếu giấy' },
        { href: awardPaths.desk(slug), label: 'Giải thưởng' },
        { href: awardPaths.exports(slug), label: 'Xuất tệp' },
        { href: registerPaths.list(slug), label: 'Sổ văn bản' },
        { href: contestPaths.rules(slug), label: 'Thể lệ' },
        { href: `${auditPaths.log}?cuoc-thi=${id}`, label: 'Nhật ký' },
      ],
    }));
    return new Page('awards/auditor', { contests, logHref: auditPaths.log, chainHref: `${auditPaths.log}/chuoi` });
  }
}
