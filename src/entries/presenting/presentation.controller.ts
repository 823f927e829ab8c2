import { Body, Controller, Param, Post } from '@nestjs/common';
import type { Act } from '../../kernel/actor.js';
import { SeeOther } from '../../web/answer.js';
import { TheAct, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { entryPaths } from '../entry.paths.js';
import { PresentationService } from './presentation.service.js';

/** The commune's button beside a group of the register: this dossier is about it, and its words are taken over for a look. */
@Controller()
export class PresentationController {
  constructor(private readonly service: PresentationService) {}

  @Post(entryPaths.presentation(':code'))
  @Allow('commune')
  async choose(@TheAct() act: Act, @Param('code') code: string, @Body() body: Words): Promise<SeeOther> {
    const { groupId } = body;
    await this.service.choose(act, code, typeof groupId === 'string' ? groupId : '');
    return new SeeOther(
      `${entryPaths.answers(code)}?dien=so`,
      'Đã chọn nhóm và điền các ô theo sổ. Xem lại rồi bấm “Lưu nháp”.',
      'info',
    );
  }
}
