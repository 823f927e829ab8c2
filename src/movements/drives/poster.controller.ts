import { Controller, Get, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Database } from '../../database/database.js';
import { handPaper, type PaperFormat, paperLinks, paperRoutes, ThePaperFormat } from '../../documents/paper.answer.js';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { Refused } from '../../kernel/refusal.js';
import { qrDrawing } from '../../press/qr.js';
import { Page } from '../../web/answer.js';
import { TheActor } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { frameOfMovement } from '../movement.view.js';
import { DriveOpening } from './drive.opening.js';
import { drivePaths } from './drive.paths.js';
import { toPoster } from './poster.paper.js';

/** `/dot/{id}/ap-phich`: the code that people scan, on a page and as a sheet to hang up. */
@Controller()
export class PosterController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly opening: DriveOpening,
  ) {}

  @Get(paperRoutes(drivePaths.poster(':id')))
  @Allow('commune', 'vetting', 'organiser', 'auditor', 'admin')
  async paper(
    @TheActor() actor: Actor,
    @Param('id') id: string,
    @ThePaperFormat() format: PaperFormat,
    @Res() res: Response,
  ): Promise<void> {
    const { opened, link } = await this.linked(actor, id);
    await handPaper(res, format, { paper: toPoster(opened, link), name: `Áp phích ${opened.drive.name}` });
  }

  @Get(drivePaths.poster(':id'))
  @Allow('commune', 'vetting', 'organiser', 'auditor', 'admin')
  async page(@TheActor() actor: Actor, @Param('id') id: string): Promise<Page> {
    const { opened, link } = await this.linked(actor, id);
    const { drive } = opened;
    return new Page(
      'movements/poster',
      {
        heading: drive.name,
        linkName: drive.linkName,
        link,
        guidance: drive.guidance,
        qr: qrDrawing(link),
        qrLabel: `Mã QR mở ${drive.linkName ?? link}`,
        papers: paperLinks(drivePaths.poster(drive.id)),
      },
      frameOfMovement(opened, { href: null, label: drive.name }),
    );
  }

  private async linked(actor: Actor, id: string) {
    const opened = await this.opening.open(this.database.reader, actor, id, this.clock.now());
    const { link } = opened.drive;
    if (link === null) throw new Refused({ code: 'not-found' });
    return { opened, link };
  }
}
