import { Injectable } from '@nestjs/common';
import { type DelayRule, SignInDelay } from '../../accounts/sign-in.delay.js';
import { Audit } from '../../audit/audit.js';
import type { Deed } from '../../audit/audit.event.js';
import type { Calendar } from '../../contests/calendar.js';
import type { ContestFacts } from '../../contests/contest.facts.js';
import { ContestReader } from '../../contests/contest.reader.js';
import { answerDue, objectionRuleOf } from '../../contests/objection-rule.js';
import { Database } from '../../database/database.js';
import type { Tx } from '../../database/tx.js';
import type { Act } from '../../kernel/actor.js';
import { newId } from '../../kernel/ids.js';
import { plusMilliseconds } from '../../kernel/instant.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { Notices } from '../../notices/notices.js';
import { AwardRepository } from '../award.repository.js';
import { unlessMoved } from '../draft.acts.js';
import type { ObjectionId } from './objection.facts.js';
import type { TypedAnswer, TypedObjection } from './objection.form.js';
import { answerNotice, objectionNotice } from './objection.notices.js';
import { objectsAsCommune, refuseToAnswer, refuseToObject } from './objection.policy.js';
import { ObjectionRepository } from './objection.repository.js';

/** Five an hour from one address: a town hall may stand behind it, and nobody writes more by hand. */
const ADDRESS_RULE: DelayRule = {
  free: 5,
  firstWaitSeconds: 60,
  longestWaitSeconds: 3600,
  forgottenAfterSeconds: 3600,
};

/** Who sends an objection: an account of a commune, or somebody at an address of the network. */
export type Objector = { act: Act } | { address: string; requestId: string };

/** Objections to a published result, and their answers. */
@Injectable()
export class ObjectionService {
  constructor(
    private readonly database: Database,
    private readonly contests: ContestReader,
    private readonly awards: AwardRepository,
    private readonly objections: ObjectionRepository,
    private readonly notices: Notices,
    private readonly audit: Audit,
    private readonly delay: SignInDelay,
  ) {}

  /**
   * Takes an objection to the list in force; the second press of a form answers with the number of the first. Refuses what
   * `refuseToObject` does, `objection-about-unknown`, and `objections-too-many` to an address that sends too many.
   */
  async file(by: Objector, slug: string, typed: TypedObjection): Promise<number> {
    if ('act' in by) return this.database.act(by.act, (tx) => this.take(tx, by, slug, typed));
    await this.slowDown(by.address);
    return this.database.transaction((tx) => this.take(tx, by, slug, typed));
  }

  /** Adds an answer, which everybody reads from then on. Refuses `stale`, and `objection-not-corrected` while the list objected to is in force. */
  async answer(act: Act, slug: string, number: number, said: TypedAnswer): Promise<void> {
    await this.database.act(act, async (tx) => {
      const { contest, calendar } = await this.opened(tx, slug);
      obey(refuseToAnswer(act.actor, contest));
      const objection = await this.objections.one(tx, contest.id, number);
      if (objection === null) throw new Refused({ code: 'not-found' });
      const inForce = await this.awards.published(tx, contest.id);
      const isCorrected = said.outcome === 'corrected';
      if (isCorrected && (inForce === null || inForce.number <= objection.listNumber))
        throw new Refused({ code: 'objection-not-corrected', field: 'outcome', number: objection.listNumber });
      unlessMoved(await this.objections.touch(tx, { ...objection, version: said.version }, calendar.now));
      const correctionId = isCorrected ? (inForce?.id ?? null) : null;
      await this.objections.insertAnswer(tx, objection.id, {
        ...said,
        correctionId,
        at: calendar.now,
        byName: act.actor.name,
      });
      const facts = { number, outcome: said.outcome };
      await this.audit.record(tx, act, deedOf(contest, calendar, 'objection.answer', objection.id, facts));
      const position = objection.answers.length + 1;
      const { id, personId } = objection;
      if (personId !== null)
        this.notices.tell(tx, contest, calendar.now, answerNotice(slug, { id, number, position, personId }));
    });
  }

  private async take(tx: Tx, by: Objector, slug: string, typed: TypedObjection): Promise<number> {
    const { contest, calendar } = await this.opened(tx, slug);
    const list = await this.awards.published(tx, contest.id);
    if (list !== null && (await this.objections.holdList(tx, list.id)) === null) throw new Refused({ code: 'stale' });
    const actor = 'act' in by ? by.act.actor : null;
    const asCommune = objectsAsCommune(actor, await this.contests.communeIds(tx, contest.id));
    const rule = await objectionRuleOf(tx, contest.id);
    obey(refuseToObject({ contest, rule, list, asCommune }, calendar.now));
    if (rule === null || list === null) throw new Error('an objection was let in to nothing');
    const before = await this.objections.ofForm(tx, typed.formKey);
    // Only a public form comes here twice: an account's key was spent by its act.
    if (before !== null) return before;
    const communeId = asCommune ? (actor?.unitId ?? null) : null;
    const about = (await this.objections.subjects(tx, list.id, communeId)).find((one) => one.number === typed.about);
    if (about === undefined && typed.about !== '')
      throw new Refused({ code: 'objection-about-unknown', field: 'about' });
    const id = newId<'objection'>();
    const dueAt = answerDue(calendar.now, rule);
    const number = await this.objections.insert(tx, {
      id,
      contestId: contest.id,
      listId: list.id,
      entryId: about?.entryId ?? null,
      words: typed.words,
      senderName: typed.sender?.name ?? `${actor?.name ?? ''}, ${actor?.unitName ?? ''}`,
      senderContact: typed.sender?.contact ?? '',
      personId: asCommune ? (actor?.personId ?? null) : null,
      communeId,
      receivedAt: calendar.now,
      dueAt,
      formKey: typed.formKey,
    });
    // Neither who sent it nor what it says goes into the log, which is kept for ever.
    const deed = deedOf(contest, calendar, 'objection.file', id, { number, list: list.number });
    await ('act' in by
      ? this.audit.record(tx, by.act, deed)
      : this.audit.recordSystem(tx, { name: 'Người gửi kiến nghị', role: 'none', requestId: by.requestId }, deed));
    this.notices.tell(tx, contest, calendar.now, objectionNotice(slug, { id, number, dueAt }));
    return number;
  }

  private async slowDown(address: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      try {
        await this.delay.book(tx, `objection:${address}`, ADDRESS_RULE);
      } catch (fault) {
        if (!(fault instanceof Refused)) throw fault;
        const seconds = Number(fault.refusal['retryAfterSeconds'] ?? ADDRESS_RULE.firstWaitSeconds);
        throw new Refused({ code: 'objections-too-many', until: plusMilliseconds(tx.now, seconds * 1000) });
      }
    });
  }

  private async opened(tx: Tx, slug: string): Promise<{ contest: ContestFacts; calendar: Calendar }> {
    const contest = await this.contests.bySlug(tx, slug);
    if (contest === null) throw new Refused({ code: 'not-found' });
    return { contest, calendar: await this.contests.calendarOf(tx, contest, tx.now) };
  }
}

const deedOf = (
  contest: ContestFacts,
  calendar: Calendar,
  act: string,
  subjectId: ObjectionId,
  facts: Deed['facts'],
): Deed => ({
  act,
  subjectKind: 'objection',
  subjectId,
  contestId: contest.id,
  contestAt: contest.rehearsal ? calendar.now : null,
  facts: facts ?? {},
});
