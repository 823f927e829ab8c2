import { Body, Controller, Get, Inject, Param, Post, type Type } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { type Act, type Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import type { Refusal } from '../../kernel/refusal.js';
import { type Answer, answerForm, Page, SeeOther } from '../../web/answer.js';
import { TheAct, TheActor, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import { contestPaths } from '../contest.paths.js';
import { readChange, withReason } from './change-words.js';
import type { FormPart } from './part.js';
import { PartService } from './part.service.js';
import { partFormPage } from './part.view.js';

/** The page of a part that is one form: GET shows it, POST to the same address saves it and leads back to the set-up list. */
export function formPartController<Meaning>(part: FormPart<Meaning>): Type<unknown> {
  const address = contestPaths.part(':slug', part.path);

  @Controller()
  class FormPartController {
    constructor(
      @Inject(Database) private readonly database: Database,
      @Inject(Clock) private readonly clock: Clock,
      @Inject(PartService) private readonly parts: PartService,
    ) {}

    @Get(address)
    @Allow('organiser')
    show(@Param('slug') slug: string, @TheActor() actor: Actor): Promise<Page> {
      return this.page(actor, slug, null, null);
    }

    @Post(address)
    @Allow('organiser')
    async save(@Param('slug') slug: string, @Body() body: Words, @TheAct() act: Act): Promise<Answer> {
      const desk = await this.parts.desk(this.database.reader, act.actor, slug, this.clock.now());
      const change = readChange(slug, body);
      return answerForm({
        form: withReason(part.read(body, desk), change, desk.contest),
        act: (meaning) => this.parts.saveForm(act, part, change, meaning),
        // The address itself may just have been changed; the set-up list of the new one is where to go on.
        then: () =>
          new SeeOther(contestPaths.setUp(slugAfter(slug, body, desk.contest.state)), `Đã lưu: ${part.heading}.`),
        again: (form, refusal) => this.page(act.actor, slug, form, refusal),
      });
    }

    private async page(actor: Actor, slug: string, form: FormState | null, refusal: Refusal | null): Promise<Page> {
      const { reader } = this.database;
      const desk = await this.parts.desk(reader, actor, slug, this.clock.now());
      const saved = part.wordsOf(await part.load(reader, desk));
      const facts = await part.facts(reader, desk);
      const fields = await part.fields(desk, reader);
      return partFormPage(part, { desk, facts, fields, saved, form: form ?? freshForm(saved), refusal });
    }
  }
  Object.defineProperty(FormPartController, 'name', { value: `FormPartController(${part.path})` });
  return FormPartController;
}

const slugAfter = (slug: string, body: Words, state: string): string =>
  state === 'draft' && typeof body['slug'] === 'string' ? body['slug'].trim() : slug;
