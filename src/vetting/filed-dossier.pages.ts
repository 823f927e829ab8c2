import { Inject, Injectable } from '@nestjs/common';
import { frameOfContest } from '../contests/contest.frame.js';
import { ContestReader } from '../contests/contest.reader.js';
import { Database } from '../database/database.js';
import { answerValues, differenceOf, toAnswersView } from '../entries/answers.view.js';
import { toCheckView } from '../entries/check.view.js';
import type { Missing } from '../entries/entry.missing.js';
import { refuseToEdit } from '../entries/entry.policy.js';
import { EntryReader } from '../entries/entry.reader.js';
import { toMissingLinks } from '../entries/entry.view.js';
import { remarkOn } from '../entries/file.remarks.js';
import { MemberReader } from '../entries/member.reader.js';
import { SubmissionService } from '../entries/submission.service.js';
import type { Actor } from '../kernel/actor.js';
import type { Refusal } from '../kernel/refusal.js';
import { STORAGE_SETTINGS, type StorageSettings } from '../storage/storage.settings.js';
import { Page } from '../web/answer.js';
import { SecurityLog } from '../web/security.log.js';
import { type FormState, freshForm } from '../web/views/form-state.js';
import type { PageFrame } from '../web/views/page.js';
import { Wording } from '../web/wording.js';
import { commitmentOf, toFiledDossier } from './filed-dossier.view.js';
import { FilingOpening, type OpenedFiling } from './filing.opening.js';
import { filedPlaces, vettingPaths } from './vetting.paths.js';

/** The pages of a draft that an officer fills in for its commune, fresh and again. */
@Injectable()
export class FiledDossierPages {
  constructor(
    private readonly database: Database,
    private readonly contests: ContestReader,
    private readonly entries: EntryReader,
    private readonly filings: FilingOpening,
    private readonly members: MemberReader,
    private readonly submissions: SubmissionService,
    private readonly wording: Wording,
    private readonly security: SecurityLog,
    @Inject(STORAGE_SETTINGS) private readonly storage: StorageSettings,
  ) {}

  /** The draft with its slots, its words and its list. */
  async dossier(actor: Actor, code: string, form: FormState, status = 200): Promise<Page> {
    const opened = await this.filings.show(actor, code);
    const { reader } = this.database;
    const { entry } = opened;
    const duplicates = await this.entries.duplicatesOf(reader, entry.id);
    const view = toFiledDossier(
      opened,
      await this.submissions.readinessOf(reader, opened),
      await this.members.inFull(reader, entry),
      form,
      {
        lockedText: this.sayLocked(actor, opened),
        maxBytes: this.storage.uploadMaxBytes,
        // Of other dossiers nothing is told here: this is the commune's draft, and the office hears of them when it vets.
        remarkOn: (file) =>
          remarkOn(
            file,
            duplicates.filter(({ isSameEntry }) => isSameEntry),
            [],
          ),
      },
    );
    this.security.personalDataViewed(actor, { view: 'vetting/filed-dossier', entry: entry.code });
    return new Page('vetting/filed-dossier', view, frameOfFiling(opened, null), status);
  }

  /** The words of the draft; a stale form keeps what was typed, beside what is stored. */
  async answers(actor: Actor, code: string, state: FormState | null, refusal: Refusal | null): Promise<Page> {
    const opened = await this.filings.show(actor, code);
    const fields = await this.contests.fields(this.database.reader, opened.contest.id);
    const { answers } = opened.entry;
    const heading = refusal?.code === 'stale' ? this.wording.of(refusal).sentence : null;
    const view = toAnswersView(
      opened,
      fields,
      [],
      state ?? freshForm(answerValues(fields, answers)),
      {
        lockedText: this.sayLocked(actor, opened),
        register: null,
        difference: heading === null || state === null ? null : differenceOf(fields, state.values, answers, heading),
      },
      filedPlaces(code),
    );
    this.security.personalDataViewed(actor, { view: 'vetting/filed-dossier answers', entry: opened.entry.code });
    return new Page('entries/answers', view, frameOfFiling(opened, 'Thông tin chung'));
  }

  /** Everything that is about to be sent, and the button. */
  async check(actor: Actor, code: string, form: FormState, refusal: Refusal | null): Promise<Page> {
    const opened = await this.filings.show(actor, code);
    const readiness = await this.submissions.readinessOf(this.database.reader, opened);
    const places = filedPlaces(opened.entry.code);
    const missing = refusal?.code === 'entry-incomplete' ? (refusal['missing'] as Missing[]) : [];
    const state = { ...form, summary: [...form.summary, ...toMissingLinks(places, missing)] };
    const view = {
      ...toCheckView(opened, readiness, state, this.sayLocked(actor, opened), places),
      heading: 'Kiểm tra và nộp thay',
      commitment: commitmentOf(opened),
      button: 'Nộp hồ sơ thay xã',
    };
    this.security.personalDataViewed(actor, { view: 'vetting/filed-dossier check', entry: opened.entry.code });
    return new Page('entries/check', view, frameOfFiling(opened, view.heading));
  }

  private sayLocked(actor: Actor, { entry, contest, calendar }: OpenedFiling): string | null {
    const refusal = refuseToEdit(actor, entry, contest, calendar);
    return refusal && this.wording.of(refusal).sentence;
  }
}

/** The frame of a page about a draft that is filed: "Hồ sơ thẩm định › Nộp thay cho xã › Bản … › Thông tin chung". */
export function frameOfFiling({ entry, contest, calendar }: OpenedFiling, here: string | null): Partial<PageFrame> {
  const name = `${entry.villageName} (nháp)`;
  return frameOfContest(contest, calendar, [
    { href: vettingPaths.queue, label: 'Hồ sơ thẩm định' },
    { href: vettingPaths.filing, label: 'Nộp thay cho xã' },
    ...(here === null
      ? [{ href: null, label: name }]
      : [
          { href: vettingPaths.filed(entry.code), label: name },
          { href: null, label: here },
        ]),
  ]);
}
