import { readFile } from 'node:fs/promises';
import { Body, Controller, Get, Injectable, Post, Req } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { Uploads } from '../../storage/uploads.js';
import { type Answer, answerForm, type Page, SeeOther } from '../../web/answer.js';
import { parsedForm } from '../../web/form.js';
import { TheAct, TheActor, type WebRequest, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { TakesFiles } from '../../web/token.guard.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import { judgingPaths } from '../judging.paths.js';
import { refuseToArrange } from '../judging.policy.js';
import { isFromOutside } from '../outside/outside.policy.js';
import { TABLE_FILE_BYTES, tableText } from '../pasted-table.js';
import { quorumOf } from '../round.rules.js';
import { secretaryPage, SecretaryStandings } from '../secretary.standing.js';
import { GivenAssignment, type WrittenPairs } from './given.assignment.js';
import { GIVEN_WAYS, readGiven } from './given.form.js';
import { toGivenPreview } from './given.view.js';

/** Loads the page of an assignment that comes written down. */
@Injectable()
export class GivenPages {
  constructor(
    private readonly database: Database,
    private readonly standings: SecretaryStandings,
    private readonly given: GivenAssignment,
  ) {}

  /** The form and, where there are rows to look at, what they would do. */
  async page(actor: Actor, form: FormState, written: WrittenPairs | null): Promise<Page> {
    const standing = await this.standings.withRound(actor);
    const { contest, round } = standing;
    const preview =
      written === null ? null : await this.given.preview(this.database.reader, contest, round.id, written);
    const model = {
      form,
      canArrange: !isFromOutside(round) && refuseToArrange(actor, contest, round) === null,
      action: judgingPaths.givenPairs,
      fileAction: judgingPaths.givenFile,
      ways: GIVEN_WAYS.map(({ value, label, hint }) => ({ value, label, hint })),
      checked: preview === null ? null : toGivenPreview(preview, quorumOf(contest, round)),
      text: written?.text ?? '',
      way: GIVEN_WAYS.find(({ way }) => way === written?.way)?.value ?? '',
      backHref: judgingPaths.panel,
    };
    return secretaryPage(standing, 'judging/given', model, [
      { href: judgingPaths.panel, label: 'Phân công' },
      { href: null, label: 'Theo bảng có sẵn' },
    ]);
  }

  /** Whether this actor may arrange the round now, asked before a byte of a file is read. */
  async open(actor: Actor): Promise<void> {
    const { contest, round } = await this.standings.withRound(actor);
    obey(refuseToArrange(actor, contest, round));
  }
}

/** The secretary brings an assignment along: pasted or as a file, looked at, then given out. */
@Controller()
export class GivenController {
  constructor(
    private readonly pages: GivenPages,
    private readonly given: GivenAssignment,
    private readonly uploads: Uploads,
  ) {}

  @Get(judgingPaths.givenPairs)
  @Allow('secretary')
  start(@TheActor() actor: Actor): Promise<Page> {
    return this.pages.page(actor, freshForm({ cach: 'them' }), null);
  }

  @Post(judgingPaths.givenPairs)
  @Allow('secretary')
  assign(@TheAct() act: Act, @Body() body: Words): Answer {
    const form = readGiven(body);
    return answerForm({
      form,
      act: async ({ seen, ...written }): Promise<SeeOther | Page> => {
        if (seen === null) return this.pages.page(act.actor, freshForm(form.words), written);
        const { given, taken } = await this.given.assign(act, written, seen);
        const also = taken === 0 ? '' : ` Đã thu hồi ${taken} phiếu chưa ai chấm.`;
        return new SeeOther(judgingPaths.panel, `Đã giao ${given} phiếu theo bảng.${also}`);
      },
      then: (answer) => answer,
      again: (state) => this.pages.page(act.actor, state, form.meaning),
    });
  }

  /** Reads a file into the form and checks it, as if it had been pasted. */
  @Post(judgingPaths.givenFile)
  @Allow('secretary')
  @TakesFiles()
  async read(@Req() req: WebRequest, @TheActor() actor: Actor): Promise<Answer> {
    await this.pages.open(actor);
    const limits = { fieldName: 'tep', maxBytes: TABLE_FILE_BYTES };
    const { words, seen } = await this.uploads.look(req, limits, async ({ path }) => ({
      text: tableText(await readFile(path)),
    }));
    const cach = GIVEN_WAYS.find(({ value }) => value === words['cach']) ?? GIVEN_WAYS[0];
    return answerForm({
      form: parsedForm({ cach: cach?.value ?? '' }, { text: seen?.text ?? null, way: cach?.way ?? 'add' }, []),
      act: async ({ text, way }): Promise<Page> => {
        if (seen === null) throw new Refused({ code: 'table-missing', field: 'tep' });
        if (text === null) throw new Refused({ code: 'table-unreadable', field: 'tep' });
        return this.pages.page(actor, freshForm({ bang: text, cach: cach?.value ?? '' }), { text, way });
      },
      then: (page) => page,
      again: (state) => this.pages.page(actor, state, null),
    });
  }
}
