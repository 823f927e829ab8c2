import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Reader, Tx } from '../../database/tx.js';
import type { OpenRegister } from '../../documents/document.desk.js';
import type { DocumentId, NewRecipient, RegisterKey } from '../../documents/document.facts.js';
import {
  type RecipientUnit,
  RegisterDoors,
  type RegisterParams,
  type RegisterWords,
  type SeenRegister,
} from '../../documents/register/register.doors.js';
import type { RecipientChoice } from '../../documents/register/register.form.js';
import type { RegisterPlace } from '../../documents/register/register.entrance.js';
import { documentNotices } from '../../documents/register/register.notices.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import type { ContestId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { dayOf } from '../../kernel/vietnamese/days.js';
import { Notices } from '../../notices/notices.js';
import { SecurityLog } from '../../web/security.log.js';
import { BroadcastRepository } from '../broadcast.repository.js';
import { contestTime } from '../contest.change.js';
import { frameOfContest, overseerCrumbs } from '../contest.frame.js';
import { refuseToEdit, refuseToOversee } from '../contest.policy.js';
import { ContestReader } from '../contest.reader.js';
import { chosenUnits } from './recipient-units.repository.js';
import { registerOf, registerPaths } from './register.paths.js';

const WORDS: RegisterWords = {
  caption: 'Văn bản của cuộc thi',
  empty: 'Sổ chưa có văn bản. Đưa văn bản khen thưởng vào sổ ở trang Văn bản, hoặc ghi văn bản lập ở nơi khác.',
  audiences: [
    { value: 'commune', label: 'Các xã dự thi' },
    { value: 'vetting', label: 'Các đơn vị thẩm định' },
  ],
  roles: { commune: 'Đơn vị dự thi', vetting: 'Đơn vị thẩm định', organiser: 'Cơ quan tổ chức' },
};

/** These doors open registers of contests alone. */
function ofContest({ contestId }: RegisterKey): ContestId {
  if (contestId === null) throw new Error('the register of an office is none of a contest');
  return contestId;
}

/** Who keeps the register of documents of a contest, and who reads it. Its address names the contest (`slug`). */
@Injectable()
export class RegisterKeeping extends RegisterDoors {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly contests: ContestReader,
    private readonly broadcasts: BroadcastRepository,
    private readonly notices: Notices,
    private readonly security: SecurityLog,
  ) {
    super();
  }

  /** The register for one act of its keepers, the contest's organisers. Refuses `not-found`, `contest-archived`. */
  open({ actor }: Act, { slug = '' }: RegisterParams): OpenRegister {
    return async (tx) => {
      const contest = await this.contests.bySlug(tx, slug);
      if (contest === null) throw new Refused({ code: 'not-found' });
      obey(refuseToEdit(actor, contest));
      const { now } = await this.contests.calendarOf(tx, contest, tx.now);
      return {
        contestId: contest.id,
        rehearsal: contest.rehearsal,
        now,
        contestAt: contestTime(contest),
        tell: (within, what, document, to) => {
          for (const notice of documentNotices(what, document, to, dayOf(within.now)))
            this.notices.tell(within, contest, now, notice);
        },
      };
    };
  }

  /** The contest's register for its organisers and auditors; `not-found` for everybody else. */
  async seen(actor: Actor, { slug = '' }: RegisterParams): Promise<SeenRegister> {
    const { reader } = this.database;
    const contest = await this.contests.bySlug(reader, slug);
    if (contest === null) throw new Refused({ code: 'not-found' });
    obey(refuseToOversee(actor, contest));
    const calendar = await this.contests.calendarOf(reader, contest, this.clock.now());
    const paths = registerOf(slug);
    return {
      key: { contestId: contest.id },
      paths,
      about: contest.code,
      issuer: contest.organiserName,
      rehearsal: contest.rehearsal,
      now: calendar.now,
      refusal: refuseToEdit(actor, contest),
      words: WORDS,
      publicityOf: (id) => registerPaths.publicity(slug, id),
      before: [],
      noticesHref: null,
      frame: (here) => {
        const list = { href: here === null ? null : paths.list, label: 'Sổ văn bản' };
        return frameOfContest(
          contest,
          calendar,
          overseerCrumbs(actor, contest, ...(here === null ? [list] : [list, here])),
        );
      },
    };
  }

  /** The register of the first of these contests that the actor keeps; null: of none. */
  async placeFor(reader: Reader, actor: Actor, contestIds: readonly ContestId[]): Promise<RegisterPlace | null> {
    if (actor.role !== 'organiser') return null;
    const contests = await this.contests.all(reader, contestIds);
    const contest = contests.find((one) => refuseToEdit(actor, one) === null);
    if (contest === undefined) return null;
    const { slug } = contest;
    return {
      name: 'sổ văn bản của cuộc thi',
      listHref: registerPaths.list(slug),
      oneHref: (id) => registerPaths.one(slug, id),
      open: (act) => this.open(act, { slug }),
    };
  }

  /** Where an organiser or auditor of the contest reads a document of its register; null for everybody else. */
  async pageFor(reader: Reader, actor: Actor, contestId: ContestId): Promise<((id: DocumentId) => string) | null> {
    const contest = await this.contests.byId(reader, contestId);
    if (contest === null || refuseToOversee(actor, contest) !== null) return null;
    return (id) => registerPaths.one(contest.slug, id);
  }

  units(reader: Reader, { key }: SeenRegister): Promise<RecipientUnit[]> {
    return this.broadcasts.units(reader, ofContest(key));
  }

  chosen(tx: Tx, { key }: SeenRegister, choice: RecipientChoice): Promise<NewRecipient[]> {
    return chosenUnits(tx, ofContest(key), choice);
  }

  /** A list of awards shows scores: each view of them leaves a line, as that of the paper itself does (TRUST A.3). */
  noteView(actor: Actor, { slug = '' }: RegisterParams, source: string): void {
    this.security.scoresViewed(actor, { view: `documents/${source}`, contest: slug });
  }

  /** A rehearsal's own time, for an act of a unit that is known by the document alone. */
  async timeOf(tx: Tx, contestId: ContestId): Promise<Instant | null> {
    const contest = await this.contests.byId(tx, contestId);
    return contest === null ? null : contestTime(contest);
  }
}
