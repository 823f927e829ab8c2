import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.js';
import { Database } from '../database/database.js';
import type { Reader, Tx } from '../database/tx.js';
import type { Act } from '../kernel/actor.js';
import { newId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import { obey, Refused } from '../kernel/refusal.js';
import type { NewNotice, Reach, Recipients } from '../notices/notice.facts.js';
import { Notices } from '../notices/notices.js';
import { type BroadcastFacts, type BroadcastId, type BroadcastWords, paragraphsOf } from './broadcast.facts.js';
import { BroadcastRepository } from './broadcast.repository.js';
import { contestTime } from './contest.change.js';
import type { ContestFacts } from './contest.facts.js';
import { refuseToEdit } from './contest.policy.js';
import { ContestReader } from './contest.reader.js';

/** A draft as it was on the page where the button stood. */
export interface Draft {
  slug: string;
  id: string;
  version: number;
}

/** Notices in organisers' own words: written, read through as each reader will see them, sent once. */
@Injectable()
export class BroadcastService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly contests: ContestReader,
    private readonly broadcasts: BroadcastRepository,
    private readonly notices: Notices,
  ) {}

  /** Keeps a new draft and answers its id. Nobody is told. */
  write(act: Act, slug: string, words: BroadcastWords): Promise<BroadcastId> {
    return this.database.act(act, async (tx) => {
      const contest = await this.contestFor(tx, act, slug);
      const id = newId<'broadcast'>();
      await this.broadcasts.insert(tx, contest.id, { id, ...(await this.named(tx, contest, words)), ...byOf(act) });
      await this.record(tx, act, contest, { act: 'contest.broadcast.write', id, subject: words.subject });
      return id;
    });
  }

  /** Writes over a draft. Refuses `stale` when somebody else was quicker, `broadcast-sent` when it has gone out. */
  rewrite(act: Act, { slug, id, version }: Draft, words: BroadcastWords): Promise<void> {
    return this.database.act(act, async (tx) => {
      const { contest, draft } = await this.draft(tx, act, slug, id);
      const written = { ...(await this.named(tx, contest, words)), ...byOf(act) };
      if ((await this.broadcasts.update(tx, draft.id, version, written)) === 0) throw new Refused({ code: 'stale' });
      await this.record(tx, act, contest, { act: 'contest.broadcast.write', id: draft.id, subject: words.subject });
    });
  }

  /** Throws a draft away; what was sent stays. Refuses `stale`, `broadcast-sent`. */
  discard(act: Act, { slug, id, version }: Draft): Promise<void> {
    return this.database.act(act, async (tx) => {
      const { contest, draft } = await this.draft(tx, act, slug, id);
      if ((await this.broadcasts.remove(tx, draft.id, version)) === 0) throw new Refused({ code: 'stale' });
      await this.record(tx, act, contest, { act: 'contest.broadcast.remove', id: draft.id, subject: draft.subject });
    });
  }

  /** Tells a draft to oneself alone, once for each version of it. */
  tryOut(act: Act, { slug, id, version }: Draft, now: Instant): Promise<void> {
    return this.database.act(act, async (tx) => {
      const { contest, draft } = await this.draft(tx, act, slug, id);
      if (draft.version !== version) throw new Refused({ code: 'stale' });
      const to: Recipients = { kind: 'people', personIds: [act.actor.personId] };
      const calendar = await this.contests.calendarOf(tx, contest, now);
      const once = `broadcast-trial:${draft.id}:${version}`;
      this.notices.tell(tx, contest, calendar.now, noticeOf(draft, to, once));
      await this.record(tx, act, contest, { act: 'contest.broadcast.try', id: draft.id, subject: draft.subject });
    });
  }

  /**
   * Sends a draft to everybody it is addressed to now, once; answers to how many. Refuses `stale`, `broadcast-sent`, and
   * `broadcast-reaches-nobody` when no account is there to read it.
   */
  send(act: Act, { slug, id, version }: Draft, now: Instant): Promise<number> {
    return this.database.act(act, async (tx) => {
      const { contest, draft } = await this.draft(tx, act, slug, id);
      const to = await this.recipients(tx, contest, draft);
      const { people } = await this.notices.reach(tx, contest, to);
      if (people === 0) throw new Refused({ code: 'broadcast-reaches-nobody' });
      const sent = { byName: act.actor.name, told: people };
      if ((await this.broadcasts.markSent(tx, draft.id, version, sent)) === 0) throw new Refused({ code: 'stale' });
      const calendar = await this.contests.calendarOf(tx, contest, now);
      this.notices.tell(tx, contest, calendar.now, noticeOf(draft, to, `broadcast:${draft.id}`));
      const facts = { act: 'contest.broadcast.send', id: draft.id, subject: draft.subject, people };
      await this.record(tx, act, contest, facts);
      return people;
    });
  }

  /** How far a broadcast would go now. */
  async reach(reader: Reader, contest: ContestFacts, broadcast: BroadcastWords): Promise<Reach> {
    return this.notices.reach(reader, contest, await this.recipients(reader, contest, broadcast));
  }

  private async recipients(
    reader: Reader,
    contest: ContestFacts,
    { audience, unitId }: BroadcastWords,
  ): Promise<Recipients> {
    if (audience === 'commune') {
      const unitIds = await this.broadcasts.communeIds(reader, contest.id, unitId);
      return { kind: 'units', role: 'commune', unitIds };
    }
    if (audience === 'vetting') {
      return { kind: 'units', role: 'vetting', unitIds: await this.broadcasts.officeIds(reader, contest.id) };
    }
    return { kind: 'contest', roles: [audience] };
  }

  private async contestFor(tx: Tx, act: Act, slug: string): Promise<ContestFacts> {
    const contest = await this.contests.bySlug(tx, slug);
    if (contest === null) throw new Refused({ code: 'not-found' });
    obey(refuseToEdit(act.actor, contest));
    return contest;
  }

  private async draft(
    tx: Tx,
    act: Act,
    slug: string,
    id: string,
  ): Promise<{ contest: ContestFacts; draft: BroadcastFacts }> {
    const contest = await this.contestFor(tx, act, slug);
    const draft = await this.broadcasts.byId(tx, contest.id, id);
    if (draft === null) throw new Refused({ code: 'not-found' });
    if (draft.sentAt !== null) throw new Refused({ code: 'broadcast-sent' });
    return { contest, draft };
  }

  /** With the unit's name, which stays as it was when later years rename the unit. */
  private async named(
    tx: Tx,
    contest: ContestFacts,
    words: BroadcastWords,
  ): Promise<BroadcastWords & { unitName: string | null }> {
    if (words.unitId === null) return { ...words, unitName: null };
    const unit = (await this.broadcasts.units(tx, contest.id)).find(({ id }) => id === words.unitId);
    if (unit === undefined) throw new Refused({ code: 'unknown-unit', field: 'unit' });
    return { ...words, unitName: unit.name };
  }

  private record(
    tx: Tx,
    act: Act,
    contest: ContestFacts,
    { act: deed, id, ...facts }: { act: string; id: BroadcastId; subject: string; people?: number },
  ): Promise<void> {
    return this.audit.record(tx, act, {
      act: deed,
      subjectKind: 'broadcast',
      subjectId: id,
      contestId: contest.id,
      contestAt: contestTime(contest),
      facts,
    });
  }
}

const byOf = ({ actor }: Act): { byName: string } => ({ byName: actor.name });

/** A broadcast as what people are told. */
export const noticeOf = ({ subject, body }: BroadcastWords, to: Recipients, once: string): NewNotice => ({
  event: 'broadcast',
  to,
  once,
  subject,
  paragraphs: paragraphsOf(body),
  action: null,
  deadlineAt: null,
});
