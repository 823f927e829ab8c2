import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Act, Actor } from '../kernel/actor.js';
import { obey, Refused } from '../kernel/refusal.js';
import { type Answer, answerForm, Page, SeeOther } from '../web/answer.js';
import { parsedForm } from '../web/form.js';
import { TheAct, TheActor, type WebRequest, type Words } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { TakesFiles } from '../web/token.guard.js';
import { freshForm } from '../web/views/form-state.js';
import { frameOfEntry } from './entry.crumbs.js';
import { EntryOpening, type OpenedEntry } from './entry.opening.js';
import { entryPaths } from './entry.paths.js';
import { readListVersion, readMemberEdit } from './member.form.js';
import { MemberIntake, sayImported } from './member.intake.js';
import { MemberPages } from './member.pages.js';
import { MemberReader, type MembersInFull } from './member.reader.js';
import { MemberService } from './member.service.js';
import { PENDING_FILTERS, type PendingQuery } from './member.view.js';

/** Rows to begin with when a list is written on the page. */
const FIRST_ROWS = 10;

/** The list of members of a dossier: read from a file or written on the page, put right row by row, taken whole. */
@Controller()
export class MemberController {
  constructor(
    private readonly database: Database,
    private readonly opening: EntryOpening,
    private readonly members: MemberReader,
    private readonly service: MemberService,
    private readonly pages: MemberPages,
    private readonly intake: MemberIntake,
  ) {}

  @Get(entryPaths.members(':code'))
  @Allow('commune')
  show(@TheActor() actor: Actor, @Param('code') code: string, @Query() query: Words): Promise<Page> {
    return this.pages.show(actor, code, readPendingQuery(query), freshForm(), null);
  }

  /** Saves the shown rows, whatever is wrong with them: nobody's typing waits for the last fault. What is wrong comes back with 422. */
  @Post(entryPaths.members(':code'))
  @Allow('commune')
  async edit(@TheAct() act: Act, @Param('code') code: string, @Body() body: Words): Promise<Answer> {
    const { full } = await this.open(act.actor, code);
    const query = readPendingQuery(body);
    const form = readMemberEdit(full.question.design.columns, body ?? {});
    return answerForm({
      form,
      act: async (edit): Promise<SeeOther | Page> => {
        const { faults, taken } = await this.service.edit(act, code, edit);
        const here = entryPaths.members(code);
        if (taken !== null) return new SeeOther(here, `Đã lấy ${taken} người vào hồ sơ.`);
        if (edit.added > 0)
          return new SeeOther(`${here}?loc=tat-ca&trang=100000#dang-soat`, 'Đã lưu, thêm dòng ở cuối.');
        if (faults === 0) return new SeeOther(`${here}#dang-soat`, 'Đã lưu các dòng.');
        const refusal = edit.takes ? { code: 'members-faulty', faults } : null;
        const page = await this.pages.show(act.actor, code, query, freshForm(), refusal, edit);
        if (page.status === 200) return new SeeOther(`${here}#dang-soat`, 'Đã lưu các dòng.');
        // Pressed twice, the second press finds its words saved and is shown them.
        if (act.formKey !== null) this.database.rememberLocation(act.formKey, here);
        return page;
      },
      then: (answer) => answer,
      again: (state, refusal) => this.pages.show(act.actor, code, query, state, refusal),
    });
  }

  @Post(entryPaths.membersFile(':code'))
  @Allow('commune')
  @TakesFiles()
  async send(@Req() req: WebRequest, @TheActor() actor: Actor, @Param('code') code: string): Promise<Answer> {
    const { opened, full } = await this.open(actor, code);
    // Before a byte is read: whoever may not change the list is not listened to. Asked again by the act.
    obey(await this.service.refusalFor(actor, opened, full.question));
    return answerForm({
      form: parsedForm({}, full, []),
      act: () => this.receive(req, code, full),
      then: (answer) => answer,
      again: (state, refusal) => this.pages.show(actor, code, NO_QUERY, state, refusal),
    });
  }

  @Post(entryPaths.membersOpening(':code'))
  @Allow('commune')
  async openList(@TheAct() act: Act, @Param('code') code: string, @Body() body: Words): Promise<Answer> {
    return answerForm({
      form: parsedForm({}, readListVersion(body ?? {}), []),
      act: (version) => this.service.open(act, code, version, FIRST_ROWS),
      then: () => new SeeOther(`${entryPaths.members(code)}?loc=tat-ca#dang-soat`),
      again: (state, refusal) => this.pages.show(act.actor, code, NO_QUERY, state, refusal),
    });
  }

  @Post(entryPaths.membersDropping(':code'))
  @Allow('commune')
  async drop(@TheAct() act: Act, @Param('code') code: string, @Body() body: Words): Promise<Answer> {
    return answerForm({
      form: parsedForm({}, readListVersion(body ?? {}), []),
      act: (version) => this.service.drop(act, code, version),
      then: () => new SeeOther(entryPaths.members(code), 'Đã bỏ bản đang soát. Danh sách trong hồ sơ không đổi.'),
      again: (state, refusal) => this.pages.show(act.actor, code, NO_QUERY, state, refusal),
    });
  }

  @Get(entryPaths.membersRemoval(':code'))
  @Allow('commune')
  async askRemove(@TheActor() actor: Actor, @Param('code') code: string): Promise<Page> {
    const { opened, full } = await this.open(actor, code);
    const model = {
      form: freshForm(),
      action: entryPaths.membersRemoval(code),
      backHref: entryPaths.members(code),
      facts: [{ label: 'Danh sách', value: `${full.count} người` }],
    };
    return new Page('entries/remove-members', model, frameOfEntry(opened, 'Xóa danh sách'));
  }

  @Post(entryPaths.membersRemoval(':code'))
  @Allow('commune')
  async remove(@TheAct() act: Act, @Param('code') code: string): Promise<SeeOther> {
    await this.service.remove(act, code);
    return new SeeOther(entryPaths.members(code), 'Đã xóa danh sách khỏi hồ sơ.');
  }

  private async open(actor: Actor, code: string): Promise<{ opened: OpenedEntry; full: MembersInFull }> {
    const opened = await this.opening.show(actor, code);
    const full = await this.members.inFull(this.database.reader, opened.entry);
    if (full === null) throw new Refused({ code: 'not-found' });
    return { opened, full };
  }

  private async receive(req: WebRequest, code: string, { question }: MembersInFull): Promise<SeeOther> {
    const outcome = await this.intake.receive(req, code, question);
    const tone = outcome.faults === 0 ? 'success' : 'warning';
    return new SeeOther(`${entryPaths.members(code)}#dang-soat`, sayImported(outcome), tone);
  }
}

const NO_QUERY: PendingQuery = { filter: null, page: 1 };

/** `loc` and `trang`, from an address or from the hidden fields of the page's form. */
function readPendingQuery(words: Words | undefined): PendingQuery {
  const page = Number(words?.['trang']);
  return {
    filter: PENDING_FILTERS.find((one) => one === words?.['loc']) ?? null,
    page: Number.isSafeInteger(page) && page > 0 ? page : 1,
  };
}
