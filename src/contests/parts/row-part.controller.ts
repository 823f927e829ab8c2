import { Body, Controller, Get, Inject, Param, Post, type Type } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { type Act, type Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { type Refusal, Refused } from '../../kernel/refusal.js';
import { type Answer, answerForm, Page, SeeOther } from '../../web/answer.js';
import { parsedForm } from '../../web/form.js';
import { TheAct, TheActor, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import { contestPaths } from '../contest.paths.js';
import { readChange, withReason } from './change-words.js';
import type { Desk, RowPart } from './part.js';
import { PartService } from './part.service.js';
import { deskCrumbs, formPage, removalPage, rowsPage } from './part.view.js';

/** The pages of a part that is a list: the rows, a new one, one to edit, one to take out, and its place. */
export function rowPartController<Row extends { id: string }, Meaning>(part: RowPart<Row, Meaning>): Type<unknown> {
  const listHref = (slug: string): string => contestPaths.part(slug, part.path);

  @Controller()
  class RowPartController {
    constructor(
      @Inject(Database) private readonly database: Database,
      @Inject(Clock) private readonly clock: Clock,
      @Inject(PartService) private readonly parts: PartService,
    ) {}

    @Get(listHref(':slug'))
    @Allow('organiser')
    async list(@Param('slug') slug: string, @TheActor() actor: Actor): Promise<Page> {
      const { reader } = this.database;
      const desk = await this.desk(actor, slug);
      const rows = await part.rows(reader, desk.contest);
      return rowsPage(part, { desk, rows, facts: await part.facts(reader, desk) });
    }

    @Get(contestPaths.newRow(':slug', part.path))
    @Allow('organiser')
    fresh(@Param('slug') slug: string, @TheActor() actor: Actor): Promise<Page> {
      return this.newPage(actor, slug, freshForm(), null);
    }

    @Post(contestPaths.newRow(':slug', part.path))
    @Allow('organiser')
    async add(@Param('slug') slug: string, @Body() body: Words, @TheAct() act: Act): Promise<Answer> {
      const desk = await this.desk(act.actor, slug);
      const change = readChange(slug, body);
      return answerForm({
        form: withReason(part.read(body, desk), change, desk.contest),
        act: (meaning) => this.parts.addRow(act, part, change, meaning),
        then: () => new SeeOther(listHref(slug), `Đã thêm ${part.one}.`),
        again: (form, refusal) => this.newPage(act.actor, slug, form, refusal),
      });
    }

    @Get(contestPaths.row(':slug', part.path, ':id'))
    @Allow('organiser')
    show(@Param('slug') slug: string, @Param('id') id: string, @TheActor() actor: Actor): Promise<Page> {
      return this.rowPage(actor, slug, id, null, null);
    }

    @Post(contestPaths.row(':slug', part.path, ':id'))
    @Allow('organiser')
    async save(
      @Param('slug') slug: string,
      @Param('id') id: string,
      @Body() body: Words,
      @TheAct() act: Act,
    ): Promise<Answer> {
      const desk = await this.desk(act.actor, slug);
      const change = { ...readChange(slug, body), id };
      return answerForm({
        form: withReason(part.read(body, desk), change, desk.contest),
        act: (meaning) => this.parts.changeRow(act, part, change, meaning),
        then: () => new SeeOther(listHref(slug), `Đã lưu ${part.one}.`),
        again: (form, refusal) => this.rowPage(act.actor, slug, id, form, refusal),
      });
    }

    @Get(contestPaths.removal(':slug', part.path, ':id'))
    @Allow('organiser')
    askRemoval(@Param('slug') slug: string, @Param('id') id: string, @TheActor() actor: Actor): Promise<Page> {
      return this.askPage(actor, slug, id, freshForm());
    }

    @Post(contestPaths.removal(':slug', part.path, ':id'))
    @Allow('organiser')
    async remove(
      @Param('slug') slug: string,
      @Param('id') id: string,
      @Body() body: Words,
      @TheAct() act: Act,
    ): Promise<Answer> {
      const desk = await this.desk(act.actor, slug);
      const change = { ...readChange(slug, body), id };
      return answerForm({
        form: withReason(parsedForm(body, {}, []), change, desk.contest),
        act: () => this.parts.removeRow(act, part, change),
        then: () => new SeeOther(listHref(slug), `Đã xóa ${part.one}.`),
        again: (form) => this.askPage(act.actor, slug, id, form),
      });
    }

    @Post(contestPaths.place(':slug', part.path, ':id'))
    @Allow('organiser')
    async move(
      @Param('slug') slug: string,
      @Param('id') id: string,
      @Body() body: Words,
      @TheAct() act: Act,
    ): Promise<SeeOther> {
      const direction = body['direction'];
      if (direction !== 'up' && direction !== 'down') throw new Refused({ code: 'malformed' });
      await this.parts.moveRow(act, part, { ...readChange(slug, body), id, direction });
      return new SeeOther(listHref(slug));
    }

    private desk(actor: Actor, slug: string): Promise<Desk> {
      return this.parts.desk(this.database.reader, actor, slug, this.clock.now());
    }

    private async newPage(actor: Actor, slug: string, form: FormState, refusal: Refusal | null): Promise<Page> {
      const desk = await this.desk(actor, slug);
      const heading = `Thêm ${part.one}`;
      return formPage({
        desk,
        heading,
        lead: null,
        note: part.note(desk),
        facts: [],
        links: [],
        fields: await part.fields(this.database.reader, desk, null),
        form,
        saved: {},
        // Nothing of a new row is stored yet, so there is nothing to compare; what the others changed is on the list.
        refusal: refusal?.code === 'stale' ? null : refusal,
        action: contestPaths.newRow(slug, part.path),
        button: heading,
        backHref: listHref(slug),
        removeHref: null,
        crumbs: deskCrumbs(desk, { href: listHref(slug), label: part.heading }, { href: null, label: heading }),
      });
    }

    private async rowPage(
      actor: Actor,
      slug: string,
      id: string,
      form: FormState | null,
      refusal: Refusal | null,
    ): Promise<Page> {
      const desk = await this.desk(actor, slug);
      const row = await this.row(desk, id);
      const saved = part.wordsOf(row);
      return formPage({
        desk,
        heading: part.nameOf(row),
        lead: null,
        note: part.note(desk),
        facts: [],
        links: part.rowLinks(desk, row),
        fields: await part.fields(this.database.reader, desk, row),
        form: form ?? freshForm(saved),
        saved,
        refusal,
        action: contestPaths.row(slug, part.path, id),
        button: 'Lưu',
        backHref: listHref(slug),
        removeHref: part.refuseToRemove(row, desk) === null ? contestPaths.removal(slug, part.path, id) : null,
        crumbs: deskCrumbs(
          desk,
          { href: listHref(slug), label: part.heading },
          { href: null, label: part.nameOf(row) },
        ),
      });
    }

    private async askPage(actor: Actor, slug: string, id: string, form: FormState): Promise<Page> {
      const desk = await this.desk(actor, slug);
      return removalPage(part, { desk, row: await this.row(desk, id), form });
    }

    private async row(desk: Desk, id: string): Promise<Row> {
      const row = (await part.rows(this.database.reader, desk.contest)).find((one) => one.id === id);
      if (row === undefined || !part.isEditable) throw new Refused({ code: 'not-found' });
      return row;
    }
  }
  Object.defineProperty(RowPartController, 'name', { value: `RowPartController(${part.path})` });
  return RowPartController;
}
