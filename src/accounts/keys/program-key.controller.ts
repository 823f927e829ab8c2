import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { type Act, type Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { formatDateTime } from '../../kernel/vietnamese/dates.js';
import { type FormAnswer, Page, SeeOther, answerForm } from '../../web/answer.js';
import { TheAct, TheActor, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { SecurityLog } from '../../web/security.log.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import { type Paging, pagingOf } from '../../web/views/page.js';
import { accountPaths } from '../account.paths.js';
import type { ProgramKeyFacts } from './program-key.facts.js';
import { readNewKey } from './program-key.form.js';
import { type KeyOwners, ProgramKeyRepository } from './program-key.repository.js';
import { overseenBy, ProgramKeys } from './program-key.service.js';
import { toAllKeysView, toOwnKeysView } from './program-key.view.js';

const PAGE_SIZE = 50;
const DONE = 'Đã thu hồi khóa. Chương trình dùng khóa này không vào được nữa.';

/** Keys for programs: one's own on one's account, and all of them for those who oversee. */
@Controller()
export class ProgramKeyController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly repository: ProgramKeyRepository,
    private readonly keys: ProgramKeys,
    private readonly security: SecurityLog,
  ) {}

  @Get(accountPaths.keys)
  @Allow('anyone-signed-in')
  show(@TheActor() actor: Actor, @Query() query: Words): Promise<Page> {
    return this.own(actor, query, freshForm());
  }

  @Post(accountPaths.keys)
  @Allow('anyone-signed-in')
  make(@TheAct() act: Act, @Body() body: Words): FormAnswer {
    const form = readNewKey(body);
    return answerForm({
      form,
      act: (wanted) => this.keys.make(act, wanted),
      then: ({ token, expiresAt }) =>
        new Page('accounts/key', {
          token,
          name: form.meaning?.name ?? '',
          until: formatDateTime(expiresAt),
          listHref: accountPaths.keys,
        }),
      again: (state) => this.own(act.actor, {}, state),
    });
  }

  @Post(accountPaths.keyRevocation(':id'))
  @Allow('anyone-signed-in')
  async revoke(@TheAct() act: Act, @Param('id') id: string): Promise<SeeOther> {
    await this.keys.revokeOwn(act, id);
    return new SeeOther(accountPaths.keys, DONE);
  }

  @Get(accountPaths.allKeys)
  @Allow('admin', 'organiser')
  async all(@TheActor() actor: Actor, @Query() query: Words): Promise<Page> {
    const found = await this.page(overseenBy(actor), query, accountPaths.allKeys);
    this.security.personalDataViewed(actor, { view: 'accounts/all-keys', page: found.paging?.page ?? 1 });
    return new Page('accounts/all-keys', toAllKeysView(found));
  }

  @Post(accountPaths.anyKeyRevocation(':id'))
  @Allow('admin', 'organiser')
  async revokeAny(@TheAct() act: Act, @Param('id') id: string): Promise<SeeOther> {
    await this.keys.revokeAny(act, id);
    return new SeeOther(accountPaths.allKeys, DONE);
  }

  private async own(actor: Actor, query: Words, form: FormState): Promise<Page> {
    const found = await this.page({ kind: 'own', personId: actor.personId }, query, accountPaths.keys);
    return new Page('accounts/keys', toOwnKeysView(actor, found, form), {
      breadcrumbs: [
        { href: accountPaths.account, label: 'Tài khoản' },
        { href: null, label: 'Khóa API' },
      ],
    });
  }

  private async page(
    owners: KeyOwners,
    query: Words,
    address: string,
  ): Promise<{ keys: ProgramKeyFacts[]; paging: Paging | null }> {
    const { reader } = this.database;
    const now = this.clock.now();
    const wanted = /^[1-9]\d{0,4}$/.test(String(query['trang'])) ? Number(query['trang']) : 1;
    const pageAt = (page: number) =>
      this.repository.page(reader, owners, { now, limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE });
    const asked = await pageAt(wanted);
    // A page beyond the last is the first one (UX 1a, row 14).
    const page = asked.keys.length === 0 ? 1 : wanted;
    const { keys, total } = page === wanted ? asked : await pageAt(1);
    return {
      keys,
      paging:
        total <= PAGE_SIZE
          ? null
          : pagingOf({ page, pageSize: PAGE_SIZE, total, hrefOf: (to) => `${address}?trang=${to}` }),
    };
  }
}
