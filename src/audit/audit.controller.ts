import { Controller, Get, Inject, Query } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Actor } from '../kernel/actor.js';
import { compareText } from '../kernel/vietnamese/collate.js';
import { Page } from '../web/answer.js';
import { TheActor } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { freshForm } from '../web/views/form-state.js';
import { FACT_WORDS, type FactWords } from './audit.facts.js';
import { readAuditFilter, withNamed } from './audit.form.js';
import { auditPaths } from './audit.paths.js';
import { AuditRepository } from './audit.repository.js';
import { AuditVerifier } from './audit.verify.js';
import { toBadPlaceView, toEventView } from './audit.view.js';
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
    @Inject(ACT_WORDS) private readonly acts: ActWords,
    @Inject(FACT_WORDS) private readonly facts: FactWords,
    @Inject(ROLE_WORDS) private readonly roleNames: Readonly<Record<string, string>>,
  ) {}

  @Get(auditPaths.log)
  @Allow('auditor', 'admin')
  async log(@TheActor() actor: Actor, @Query() query: Record<string, unknown>): Promise<Page> {
    const { reader } = this.database;
    const read = readAuditFilter(query);
    const { typed, before } = read;
    const isNamed = read.username !== '' || read.code !== '';
    const named = isNamed ? await this.events.named(reader, read) : { personId: null, entryId: null };
    const filter = withNamed(read, named);
    // An auditor of one contest reads that contest alone, whatever the address says.
    const scoped = actor.contestId === null ? filter : { ...filter, contestId: actor.contestId };
    const rows = await this.events.page(reader, scoped, before, PAGE_SIZE + 1);
    const contests = await this.events.contests(reader, actor.contestId);
    const shown = rows.slice(0, PAGE_SIZE);
    const kept = new URLSearchParams(Object.entries(typed).filter(([, value]) => value !== ''));
    const last = shown.at(-1);
    if (rows.length > PAGE_SIZE && last !== undefined) kept.set('truoc', String(last.id));
    const words: Readonly<Record<string, string>> = {
      ...this.acts,
      ...Object.fromEntries(contests.map(({ id, name }) => [id, name])),
    };
    return new Page('audit/log', {
      form: freshForm(typed),
      chosen: Object.entries(typed)
        .filter(([, value]) => value !== '')
        .map(([name, value]) => ({
          label: `${FILTER_NAMES[name] ?? name}: ${Object.hasOwn(words, value) ? words[value] : value}`,
          href: hrefWithout(typed, name),
        })),
      contests: contests.map(({ id, name }) => ({ value: id, label: name })),
      acts: Object.entries(this.acts)
        .map(([value, label]) => ({ value, label }))
        .sort((a, b) => compareText(a.label, b.label)),
      events: shown.map((row) => toEventView(row, { acts: this.acts, facts: this.facts, roles: this.roleNames })),
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
      bad: found.intact
        ? null
        : toBadPlaceView(found.bad, await this.events.nameOfChain(this.database.reader, found.bad.chain)),
    });
  }
}

function hrefWithout(typed: Record<string, string>, left: string): string {
  const kept = new URLSearchParams(Object.entries(typed).filter(([name, value]) => name !== left && value !== ''));
  return kept.size === 0 ? auditPaths.log : `${auditPaths.log}?${kept.toString()}`;
}
