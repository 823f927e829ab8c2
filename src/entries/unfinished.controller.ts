import { Controller, Param, Post } from '@nestjs/common';
import type { Act } from '../kernel/actor.js';
import { SeeOther } from '../web/answer.js';
import { TheAct } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { entryPaths } from './entry.paths.js';
import { TransferService } from './transfer.service.js';

/** The one button beside an unfinished file, for people. */
@Controller()
export class UnfinishedController {
  constructor(private readonly service: TransferService) {}

  @Post(entryPaths.dropTransfer(':code', ':transfer'))
  @Allow('commune')
  async drop(@TheAct() act: Act, @Param('code') code: string, @Param('transfer') id: string): Promise<SeeOther> {
    const slot = await this.service.drop(act, code, id);
    return new SeeOther(entryPaths.slot(code, slot.code), 'Đã bỏ tệp đang gửi dở.');
  }
}
