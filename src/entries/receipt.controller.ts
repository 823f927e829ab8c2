import { Controller, Get, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import { handPaper, type PaperFormat, paperRoutes, ThePaperFormat } from '../documents/paper.answer.js';
import { Database } from '../database/database.js';
import type { Actor } from '../kernel/actor.js';
import { Refused } from '../kernel/refusal.js';
import { pressPdf } from '../press/pdf.js';
import { contentDisposition } from '../storage/file-headers.js';
import { renderPdfPagePng } from '../storage/pdf-pages.js';
import { Page } from '../web/answer.js';
import { TheActor } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { frameOfEntry } from './entry.crumbs.js';
import type { ReceiptFacts } from './entry.facts.js';
import { EntryOpening, type OpenedEntry } from './entry.opening.js';
import { entryPaths } from './entry.paths.js';
import { EntryReader } from './entry.reader.js';
import { ReceiptPress } from './receipt.press.js';
import { toReceiptsView } from './receipt.view.js';

// Enough to read the smallest line on a phone, and some 100 KB to send on.
const CARD_WIDTH = 1240;

/** What a commune holds in its hand after submitting: the receipt as a page, as PDF and as a picture. */
@Controller()
export class ReceiptController {
  constructor(
    private readonly database: Database,
    private readonly entries: EntryReader,
    private readonly opening: EntryOpening,
    private readonly press: ReceiptPress,
  ) {}

  @Get(entryPaths.receipt(':code'))
  @Allow('commune')
  async show(@TheActor() actor: Actor, @Param('code') code: string): Promise<Page> {
    const { opened, receipts, last } = await this.receipts(actor, code);
    const office = await this.entries.nextOfficeOf(this.database.reader, opened.entry);
    const view = await toReceiptsView(opened, { receipts, last }, office, this.press.links(last));
    return new Page('entries/receipt', view, frameOfEntry(opened, 'Giấy biên nhận'));
  }

  @Get(paperRoutes(entryPaths.receiptPaper(':code')))
  @Allow('commune')
  async paper(
    @TheActor() actor: Actor,
    @Param('code') code: string,
    @ThePaperFormat() format: PaperFormat,
    @Res() res: Response,
  ): Promise<void> {
    const { opened, last } = await this.receipts(actor, code);
    const paper = this.press.paper(last, opened.contest);
    await handPaper(res, format, { paper, name: `Biên nhận ${last.body.number}` });
  }

  @Get(entryPaths.receiptPng(':code'))
  @Allow('commune')
  async png(@TheActor() actor: Actor, @Param('code') code: string, @Res() res: Response): Promise<void> {
    const { opened, last } = await this.receipts(actor, code);
    const card = await pressPdf(this.press.card(last, opened.contest));
    const png = await renderPdfPagePng({ bytes: card }, 0, CARD_WIDTH);
    hand(res, png, { type: 'image/png', name: `Biên nhận ${last.body.number}.png` });
  }

  private async receipts(
    actor: Actor,
    code: string,
  ): Promise<{ opened: OpenedEntry; receipts: ReceiptFacts[]; last: ReceiptFacts }> {
    const opened = await this.opening.show(actor, code);
    const receipts = await this.entries.receiptsOf(this.database.reader, opened.entry.id);
    const last = receipts.at(-1);
    if (last === undefined) throw new Refused({ code: 'not-found' });
    return { opened, receipts, last };
  }
}

// Shown by browsers that can, kept by those that cannot: Zalo's own shows no PDF and drops what it cannot show.
function hand(res: Response, body: Buffer, { type, name }: { type: string; name: string }): void {
  res.setHeader('Content-Type', type);
  res.setHeader('Content-Disposition', contentDisposition('attachment', name));
  res.setHeader('Content-Length', body.length);
  res.setHeader('Cache-Control', 'private, no-store, no-transform');
  res.end(body);
}
