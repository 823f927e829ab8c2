import { Controller, Get, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import { handPaper, type PaperFormat, paperRoutes, ThePaperFormat } from '../../documents/paper.answer.js';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { Refused } from '../../kernel/refusal.js';
import { TheActor } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { GroupPages } from './group.pages.js';
import { groupPaths } from './group.paths.js';
import { READERS } from './group.policy.js';
import { toInvitation } from './invitation.paper.js';

/** `/nhom/{id}/to-moi`: the sheet by which a commune asks its residents into a group. */
@Controller()
export class InvitationController {
  constructor(
    private readonly pages: GroupPages,
    private readonly clock: Clock,
  ) {}

  /** There is none for a group without a link, or one that has closed. */
  @Get(paperRoutes(groupPaths.invitation(':id')))
  @Allow(...READERS)
  async paper(
    @TheActor() actor: Actor,
    @Param('id') id: string,
    @ThePaperFormat() format: PaperFormat,
    @Res() res: Response,
  ): Promise<void> {
    const { group } = await this.pages.seen(actor, id);
    if (group.link === null || group.closedOn !== null) throw new Refused({ code: 'not-found' });
    await handPaper(res, format, {
      paper: toInvitation(group, group.link, this.clock.now()),
      name: `Tờ mời ${group.name}`,
    });
  }
}
