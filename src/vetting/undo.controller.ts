import { Body, Controller, Param, Post } from '@nestjs/common';
import type { Act } from '../kernel/actor.js';
import { SeeOther } from '../web/answer.js';
import { TheAct } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { wholeNumber } from './check.form.js';
import { UndoService } from './undo.service.js';
import { vettingPaths } from './vetting.paths.js';

/** The button that takes back a decision just made. */
@Controller()
export class UndoController {
  constructor(private readonly service: UndoService) {}

  @Post(vettingPaths.undo(':code'))
  @Allow('vetting')
  async undo(@TheAct() act: Act, @Param('code') code: string, @Body('version') version: unknown): Promise<SeeOther> {
    await this.service.undo(act, code, wholeNumber(version));
    return new SeeOther(vettingPaths.one(code), `Đã hoàn tác quyết định. Hồ sơ ${code} lại chờ thẩm định.`);
  }
}
