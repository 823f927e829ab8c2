import { Controller, Get, Inject, Param, Post } from '@nestjs/common';
import type { SlotFacts } from '../contests/contest.facts.js';
import { ContestReader } from '../contests/contest.reader.js';
import { Database } from '../database/database.js';
import type { Act, Actor } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import { Refused } from '../kernel/refusal.js';
import { formatDateTime } from '../kernel/vietnamese/dates.js';
import { placeInSentence } from '../kernel/vietnamese/places.js';
import { type FormAnswer, Page, SeeOther, answerForm } from '../web/answer.js';
import { BASE_URL, type BaseUrl } from '../web/base-url.js';
import { TheAct, TheActor } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { type FormState, freshForm } from '../web/views/form-state.js';
import type { StatusWord } from '../web/views/page.js';
import { frameOfEntry } from './entry.crumbs.js';
import { EntryOpening, type OpenedEntry } from './entry.opening.js';
import { entryPaths } from './entry.paths.js';
import { isOpen, type SlotLinkFacts, SlotLinks } from './slot-link.service.js';

/** Where a commune makes the links by which others send into a slot, sees which were used, and closes them. */
@Controller()
export class LendingController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly contests: ContestReader,
    private readonly opening: EntryOpening,
    private readonly links: SlotLinks,
    @Inject(BASE_URL) private readonly baseUrl: BaseUrl,
  ) {}

  @Get(entryPaths.lending(':code', ':slot'))
  @Allow('commune')
  show(@TheActor() actor: Actor, @Param('code') code: string, @Param('slot') slot: string): Promise<Page> {
    return this.page(actor, code, slot, freshForm(), null);
  }

  /** Answers with the link itself, which is shown this once: only its hash is kept. */
  @Post(entryPaths.lending(':code', ':slot'))
  @Allow('commune')
  lend(@TheAct() act: Act, @Param('code') code: string, @Param('slot') slot: string): FormAnswer {
    return answerForm({
      form: { meaning: slot, words: {}, faults: [] },
      act: async () => this.page(act.actor, code, slot, freshForm(), await this.links.lend(act, code, slot)),
      then: (page) => page,
      again: (state) => this.page(act.actor, code, slot, state, null),
    });
  }

  @Post(entryPaths.endLending(':code', ':slot', ':link'))
  @Allow('commune')
  async end(
    @TheAct() act: Act,
    @Param('code') code: string,
    @Param('slot') slot: string,
    @Param('link') link: string,
  ): Promise<SeeOther> {
    await this.links.close(act, code, slot, link);
    return new SeeOther(entryPaths.lending(code, slot), 'Đã đóng liên kết.');
  }

  private async page(
    actor: Actor,
    code: string,
    slotCode: string,
    form: FormState,
    token: string | null,
  ): Promise<Page> {
    const opened = await this.opening.show(actor, code);
    const slot = await this.slotOf(opened, slotCode);
    const links = await this.links.ofSlot(this.database.reader, opened.entry.id, slot.id);
    const model = {
      about: opened.entry.number ?? `Nháp ${opened.entry.draftCode}`,
      form,
      slotTitle: slot.title,
      action: entryPaths.lending(opened.entry.code, slot.code),
      backHref: entryPaths.slot(opened.entry.code, slot.code),
      fresh: token === null ? null : await this.freshLink(opened, slot, `${this.baseUrl()}${entryPaths.lent(token)}`),
      links: links.map((link) => this.toRow(opened, slot, link)),
    };
    return new Page('entries/lending', model, frameOfEntry(opened, 'Gửi nhờ'));
  }

  private async freshLink({ entry }: OpenedEntry, slot: SlotFacts, link: string) {
    const { qrDrawing } = await import('../press/qr.js'); // loaded with the first link
    const choose = slot.kinds.includes('jpg') ? 'chụp hoặc chọn một ảnh' : 'chọn một tệp';
    const text = `Nhờ gửi giúp “${slot.title}” của ${placeInSentence(entry.villageName)}. Bấm liên kết, ${choose} rồi bấm Gửi tệp: ${link}`;
    return { qr: qrDrawing(link), text };
  }

  private toRow({ entry }: OpenedEntry, slot: SlotFacts, link: SlotLinkFacts) {
    const open = isOpen(link, this.clock.now());
    return {
      made: `${formatDateTime(link.madeAt)}, ${link.madeByName}`,
      until: formatDateTime(link.expiresAt),
      status: statusOf(link, open),
      fileName: link.fileName,
      closeAction: open ? entryPaths.endLending(entry.code, slot.code, link.id) : null,
    };
  }

  private async slotOf({ contest }: OpenedEntry, slotCode: string): Promise<SlotFacts> {
    const slot = (await this.contests.slots(this.database.reader, contest.id)).find(({ code }) => code === slotCode);
    if (slot === undefined) throw new Refused({ code: 'not-found' });
    return slot;
  }
}

function statusOf(link: SlotLinkFacts, open: boolean): StatusWord {
  if (link.usedAt !== null) return { word: 'Đã nhận tệp', tone: 'success' };
  if (link.closedAt !== null) return { word: 'Đã đóng', tone: 'neutral' };
  return open ? { word: 'Chờ gửi', tone: 'info' } : { word: 'Hết hạn', tone: 'neutral' };
}
