import { Controller, Get, Inject, Query } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Actor } from '../kernel/actor.js';
import { Page } from '../web/answer.js';
import { TheActor } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { freshForm } from '../web/views/form-state.js';
import { readAuditFilter } from './audit.form.js';
import { auditPaths } from './audit.paths.js';
import { AuditRepository } from './audit.repository.js';
import { AuditVerifier } from './audit.verify.js';
import { toEventView } from './audit.view.js';
import { ACT_WORDS, type ActWords } from './audit.words.js';

const PAGE_SIZE = 50;
const FILTER_NAMES: Readonly<Record<string, string>> = {
  'cuoc-thi': 'Cuộc thi',
  'ho-so': 'Hồ sơ',
  nguoi: 'Người làm',
  viec: 'Việc',
  tu: 'Từ ngày',
  den: 'Đến hết ngày',
};

export const ROLE_WORDS = Symbol('role words');

@Controller()
export class AuditController {
  constructor(
    private readonly database: Database,
    private readonly events: AuditRepository,
    private readonly verifier: AuditVerifier,
    @Inject(ACT_WORDS) private readonly words: ActWords,
    @Inject(ROLE_WORDS) private readonly roleNames: Readonly<Record<string, string>>,
  ) {}

  @Get(auditPaths.log)
  @Allow('auditor', 'admin')
  async log(@TheActor() actor: Actor, @Query() query: Record<string, unknown>): Promise<Page> {
    const { filter, typed, before } = readAuditFilter(query);
    // An auditor of one contest reads that contest alone, whatever the address says.
    const scoped = actor.contestId === null ? filter : { ...filter, contestId: actor.contestId };
    const rows = await this.events.page(this.database.reader, scoped, before, PAGE_SIZE + 1);
    const shown = rows.slice(0, PAGE_SIZE);
    const kept = new URLSearchParams(Object.entries(typed).filter(([, value]) => value !== ''));
    const last = shown.at(-1);
    if (rows.length > PAGE_SIZE && last !== undefined) kept.set('truoc', String(last.id));
    return new Page('audit/log', {
      form: freshForm(typed),
      chosen: Object.entries(typed)
        .filter(([, value]) => value !== '')
        .map(([name, value]) => ({
          label: `${FILTER_NAMES[name] ?? name}: ${this.words[value] ?? value}`,
          href: hrefWithout(typed, name),
        })),
      acts: Object.entries(this.words).map(([value, label]) => ({ value, label })),
      events: shown.map((row) => toEventView(row, this.words, this.roleNames)),
      olderHref: rows.length > PAGE_SIZE ? `${auditPaths.log}?${kept.toString()}` : null,
      newestHref: before === null ? null : auditPaths.log,
    });
  }

  /** Recomputes the whole chain while the auditor waits; on a long log this takes a minute, so it is asked for on purpose. */
  @Get(`${auditPaths.log}/chuoi`)
  @Allow('auditor', 'admin')
  async chain(): Promise<Page> {
    const found = await this.verifier.verify();
    return new Page('audit/chain', {
      intact: found.intact,
      events: found.events,
      bad: found.intact ? null : { ...found.bad, id: found.bad.id === null ? '' : String(found.bad.id) },
    });
  }
}

function hrefWithout(typed: Record<string, string>, left: string): string {
  const kept = new URLSearchParams(Object.entries(typed).filter(([name, value]) => name !== left && value !== ''));
  return kept.size === 0 ? auditPaths.log : `${auditPaths.log}?${kept.toString()}`;
}
