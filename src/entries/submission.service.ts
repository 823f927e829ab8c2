import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ExtensionFacts, RulesFacts } from '../contests/contest.facts.js';
import { ContestReader } from '../contests/contest.reader.js';
import { sayBasis } from '../contests/contest.words.js';
import { Database } from '../database/database.js';
import type { Reader, Tx } from '../database/tx.js';
import type { Act } from '../kernel/actor.js';
import { newId, newSpokenSecret } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import { obey, Refused } from '../kernel/refusal.js';
import { Notices } from '../notices/notices.js';
import { isoLocal, localTime } from '../kernel/vietnamese/dates.js';
import { dayOf } from '../kernel/vietnamese/days.js';
import { sayAnswer } from './entry.answers.js';
import type { EntryFileFacts, ReceiptBody, SupplementPointFacts } from './entry.facts.js';
import { staleEntry } from './entry.life.js';
import { type DossierParts, type Missing, missingOf, missingOfSupplement } from './entry.missing.js';
import { ENTRY_MOVES } from './entry.moves.js';
import { EntryOpening, type OpenedEntry } from './entry.opening.js';
import { refuseToEdit } from './entry.policy.js';
import { EntryReader } from './entry.reader.js';
import { type FiledBy, type FilingFacts, filingOf } from './filing.facts.js';
import { FilingRepository } from './filing.repository.js';
import { receiptNotice } from './entry.notices.js';
import { EntryRepository } from './entry.repository.js';
import { NameSearch } from './naming/name.search.js';
import { PhotoBinding } from './photo.binding.js';
import { MemberReader, type MemberStanding } from './member.reader.js';

/** What was on the page whose button was pressed. */
export interface SubmissionForm {
  version: number;
  /** Fingerprint of the files shown there (`fingerprintOf`). */
  seen: string;
  committed: boolean;
}

/** Everything that decides whether a dossier may be sent, read in one place for the page and for the act. */
export interface Readiness extends DossierParts {
  files: EntryFileFacts[];
  members: MemberStanding | null;
  points: SupplementPointFacts[];
  missing: Missing[];
}

const RECEIVER = 'Hệ thống Hội Thi';

/** The files and the list of a dossier in one short word, so that nobody submits others than the page showed. */
export const fingerprintOf = (
  files: readonly Pick<EntryFileFacts, 'id'>[],
  members: { sha256: string | null } | null,
): string =>
  createHash('sha256')
    .update([...files.map(({ id }) => id), ...(members?.sha256 ? [members.sha256] : [])].join(' '))
    .digest('base64url')
    .slice(0, 16);

/** "ZALO21-211124-0007": the contest, the day in Viet Nam by the contest's own time, and the how-manieth of that day. */
export function entryNumber(contestCode: string, at: Instant, ofDay: number): string {
  const { year, month, day } = localTime(at);
  const two = (value: number): string => String(value % 100).padStart(2, '0');
  return `${contestCode}-${two(year)}${two(month)}${two(day)}-${String(ofDay).padStart(4, '0')}`;
}

/** Submission: the one act by which a dossier comes in, with its number and its frozen receipt. */
@Injectable()
export class SubmissionService {
  constructor(
    private readonly database: Database,
    private readonly contests: ContestReader,
    private readonly entries: EntryReader,
    private readonly opening: EntryOpening,
    private readonly repository: EntryRepository,
    private readonly members: MemberReader,
    private readonly notices: Notices,
    private readonly binding: PhotoBinding,
    private readonly filings: FilingRepository,
    private readonly names: NameSearch,
  ) {}

  /** The dossier beside what its contest asks for, and what is still missing; of a returned one, its open points first. */
  async readinessOf(reader: Reader, { entry, contest }: OpenedEntry): Promise<Readiness> {
    const parts = {
      fields: await this.contests.fields(reader, contest.id),
      slots: await this.contests.slots(reader, contest.id),
      answers: entry.answers,
      files: await this.entries.filesOf(reader, entry.id),
      members: await this.members.standingOf(reader, entry),
      points: entry.state === 'returned' ? await this.entries.openPointsOf(reader, entry.id) : [],
    };
    if (entry.state !== 'returned') return { ...parts, missing: missingOf(parts) };
    const last = (await this.entries.receiptsOf(reader, entry.id)).at(-1);
    if (last === undefined) throw new Error(`entry ${entry.id} was returned but never received`);
    return { ...parts, missing: missingOfSupplement(parts.points, parts, last.body) };
  }

  /**
   * Submits a draft, or sends the supplement of a returned dossier, and answers its number. In one transaction that holds the
   * contest and the dossier: window or due instant by one reading of the clock, nothing missing, the files as the page showed
   * them; then number, state, receipt, audit. A contest without vetting levels accepts at once.
   */
  async submit(act: Act, code: string, form: SubmissionForm): Promise<string> {
    return this.database.act(act, async (tx) => {
      const opened = await this.opening.hold(tx, act.actor, code);
      const { entry, contest, calendar } = opened;
      obey(refuseToEdit(act.actor, entry, contest, calendar));
      const readiness = await this.readinessOf(tx, opened);
      if (form.version !== entry.version || form.seen !== fingerprintOf(readiness.files, readiness.members)) {
        throw new Refused(staleEntry(entry));
      }
      const isSupplement = entry.state === 'returned';
      const { missing } = readiness;
      if (missing.length > 0) throw new Refused({ code: 'entry-incomplete', missing, isSupplement });
      if (!form.committed) throw new Refused({ code: 'commitment-missing', field: 'camKet', isSupplement });
      return this.receive(tx, act, opened, readiness);
    });
  }

  private async receive(tx: Tx, act: Act, opened: OpenedEntry, readiness: Readiness): Promise<string> {
    const { entry, contest, calendar } = opened;
    const { now } = calendar;
    const isSupplement = entry.state === 'returned';
    const rules = await this.contests.rulesInForce(tx, contest.id, now);
    const extension = isSupplement ? null : this.usedExtension(opened);
    const number =
      entry.number ?? entryNumber(contest.code, now, await this.repository.nextOfDay(tx, contest.id, dayOf(now)));
    const isAcceptedAtOnce = contest.vettingLevels === 0;
    const state = isAcceptedAtOnce ? ENTRY_MOVES.accept.to : ENTRY_MOVES.submit.to;
    const rows = await this.repository.submit(
      tx,
      entry,
      {
        from: ENTRY_MOVES.submit.from,
        state,
        number,
        rulesVersionId: rules?.id ?? null,
        extensionId: isSupplement ? entry.extensionId : (extension?.id ?? null),
        decidedAt: isAcceptedAtOnce ? now : null,
      },
      { at: now, byName: act.actor.name },
    );
    if (rows === 0) throw new Refused(staleEntry(entry));
    if (entry.filings.some(({ isOpen }) => isOpen)) await this.filings.close(tx, entry.id, act.actor.personId, now);
    await this.repository.closePoints(tx, entry.id, now);
    const filed = filedBy(filingOf(act.actor, entry));
    const body = receiptBody(opened, readiness, { number, rules, extension, submittedBy: act.actor.name, filed });
    const round = await this.repository.insertReceipt(
      tx,
      {
        id: newId(),
        entryId: entry.id,
        receivedBy: RECEIVER,
        secret: newSpokenSecret(8),
        checkValue: newSpokenSecret(10),
        body,
      },
      now,
    );
    await this.opening.record(tx, act, opened, isSupplement ? 'entry.supplement' : 'entry.submit', {
      number,
      round,
      from: entry.state,
      to: state,
      rulesVersion: rules?.number ?? null,
      extension: extension && sayBasis(extension),
      files: body.files.map(({ slotCode, name, size, sha256 }) => ({ slot: slotCode, name, size, sha256 })),
      members: body.members && { count: body.members.count, sha256: body.members.sha256 },
    });
    await this.binding.ask(tx, entry.id);
    await this.names.ask(tx, contest, entry.id);
    this.notices.tell(tx, contest, now, receiptNotice(entry, { number, round, isSupplement, filed, at: now }));
    return number;
  }

  /** The extension without which the submission would have come too late; null when the published window was still open. */
  private usedExtension({ entry, calendar }: OpenedEntry): ExtensionFacts | null {
    if (calendar.phase('submission') === 'open') return null;
    return calendar.windowForEntry(entry)?.extension ?? null;
  }
}

/** What a receipt keeps of a filing. */
const filedBy = (filing: FilingFacts | null): FiledBy | null => {
  if (filing === null) return null;
  const { personName, unitName, broughtBy, broughtDuty, reason, way } = filing;
  return { personName, unitName, broughtBy, broughtDuty, reason, way };
};

function receiptBody(
  { entry, contest }: OpenedEntry,
  { fields, slots, files, members }: Readiness,
  about: {
    number: string;
    rules: RulesFacts | null;
    extension: ExtensionFacts | null;
    submittedBy: string;
    filed: FiledBy | null;
  },
): ReceiptBody {
  const slotOf = ({ slotId }: Pick<EntryFileFacts, 'slotId'>) => slots.find(({ id }) => id === slotId);
  return {
    number: about.number,
    contestName: contest.name,
    villageName: entry.villageName,
    communeName: entry.communeName,
    submittedBy: about.submittedBy,
    filed: about.filed,
    rules: about.rules && { number: about.rules.number, title: about.rules.title },
    extension: about.extension && {
      documentNumber: about.extension.documentNumber,
      until: isoLocal(about.extension.untilAt),
    },
    answers: fields.map((field) => ({
      code: field.code,
      label: field.label,
      stored: entry.answers[field.code] ?? '',
      text: sayAnswer(field, entry.answers[field.code]) ?? '',
    })),
    files: files.map((file) => ({
      slotCode: slotOf(file)?.code ?? '',
      slot: slotOf(file)?.title ?? '',
      name: file.name,
      kind: file.kind,
      size: file.size,
      sha256: file.sha256,
      pages: file.pages,
    })),
    members:
      members === null || members.sha256 === null
        ? null
        : {
            slotCode: slotOf(members)?.code ?? '',
            slot: slotOf(members)?.title ?? '',
            count: members.count,
            sha256: members.sha256,
          },
  };
}
