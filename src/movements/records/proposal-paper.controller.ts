import { Controller, Get, Param, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Database } from '../../database/database.js';
import { handPaper, type PaperFormat, paperRoutes, ThePaperFormat } from '../../documents/paper.answer.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { Refused } from '../../kernel/refusal.js';
import { writeWorkbook } from '../../press/workbook.js';
import { announceFile, XLSX } from '../../storage/announce-file.js';
import { LetterheadReader } from '../../units/letterhead.reader.js';
import { SeeOther } from '../../web/answer.js';
import { TheAct, TheActor } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { SecurityLog } from '../../web/security.log.js';
import { proposalPaper } from './proposal-papers.js';
import { ProposalRegistration } from './proposal.registration.js';
import { ProposalService } from './proposal.service.js';
import { nomineeSheet } from './proposal.sheet.js';
import { recordPaths } from './record.paths.js';
import { RECORD_WRITERS } from './record.policy.js';

/** The papers of a proposal: taken away as files, and handed to the register. */
@Controller()
export class ProposalPaperController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly service: ProposalService,
    private readonly registration: ProposalRegistration,
    private readonly letterheads: LetterheadReader,
    private readonly security: SecurityLog,
  ) {}

  @Get(recordPaths.nomineeSheet(':id', ':one'))
  @Allow(...RECORD_WRITERS, 'auditor')
  async sheet(
    @TheActor() actor: Actor,
    @Param('id') id: string,
    @Param('one') one: string,
    @Res() res: Response,
  ): Promise<void> {
    const { opened, nominees } = await this.exported(actor, id, one);
    announceFile(res, XLSX, 'Danh sách đề nghị khen thưởng.xlsx');
    await writeWorkbook([nomineeSheet(opened, nominees)], res);
  }

  @Get(paperRoutes(recordPaths.paper(':id', ':one', ':doc')))
  @Allow(...RECORD_WRITERS, 'auditor')
  async paper(
    @TheActor() actor: Actor,
    @Param('id') id: string,
    @Param('one') one: string,
    @Param('doc') doc: string,
    @ThePaperFormat() format: PaperFormat,
    @Res() res: Response,
  ): Promise<void> {
    const asked = proposalPaper(doc);
    if (asked === null) throw new Refused({ code: 'not-found' });
    const { opened, nominees } = await this.exported(actor, id, one);
    const { senderUnitId: unitId, senderName: name } = opened.proposal;
    const head = await this.letterheads.of(this.database.reader, { unitId, name });
    await handPaper(res, format, { paper: asked.toPaper(opened, nominees, head), name: asked.name });
  }

  /** Takes the letter with its list into the register; pressed again, also from a page that is older, the press is led to the document. */
  @Post(recordPaths.register(':id', ':one'))
  @Allow(...RECORD_WRITERS)
  async register(@TheAct() act: Act, @Param('id') id: string, @Param('one') one: string): Promise<SeeOther> {
    const { href, isNew } = await this.registration.take(act, { movementId: id, id: one });
    const said = isNew
      ? 'Đã đưa tờ trình và danh sách vào sổ văn bản. Thêm nơi nhận rồi ban hành.'
      : 'Tờ trình đã vào sổ văn bản từ trước.';
    return new SeeOther(href, said);
  }

  private async exported(actor: Actor, id: string, one: string) {
    const { reader } = this.database;
    const opened = await this.service.open(reader, actor, { movementId: id, id: one }, this.clock.now());
    const nominees = await this.service.priced(reader, opened.proposal);
    this.security.exported(actor, { view: 'movements/proposal', contest: opened.movement.contests[0]?.slug ?? '' });
    return { opened, nominees };
  }
}
