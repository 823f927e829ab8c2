import { createHash } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ContestFacts, FieldFacts, SlotFacts } from '../../contests/contest.facts.js';
import { ContestReader } from '../../contests/contest.reader.js';
import { Database } from '../../database/database.js';
import { sayAnswer } from '../../entries/entry.answers.js';
import type { EntryFileFacts } from '../../entries/entry.facts.js';
import { EntryReader } from '../../entries/entry.reader.js';
import { JobHandlers } from '../../jobs/job.handlers.js';
import type { ContestId } from '../../kernel/ids.js';
import { FileStore } from '../../storage/file-store.js';
import { PdfFault, readPdfText } from '../../storage/pdf-pages.js';
import { FindingRepository, type NewFinding, type SearchedEntry } from './finding.repository.js';
import { toldNames } from './told.names.js';

/** The job that searches a contest's dossiers. */
export const SEARCH_NAMES = 'judging.search-names';
export type SearchJob = { contestId: ContestId };

const STEP = 20;

/** Searches what judges will read for the names that they are not to know. */
@Injectable()
export class NameSearch implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly handlers: JobHandlers,
    private readonly contests: ContestReader,
    private readonly entries: EntryReader,
    private readonly findings: FindingRepository,
    private readonly store: FileStore,
  ) {}

  onModuleInit(): void {
    this.handlers.on<SearchJob>(SEARCH_NAMES, ({ contestId }, { signal }) => this.search(contestId, signal));
  }

  /**
   * Searches every dossier to be judged that was not searched as it stands, each in a transaction of its own: stopped half-way it
   * goes on where it was. Read are the words of fields and PDFs that judges see; files without readable words are counted.
   */
  async search(contestId: ContestId, signal: AbortSignal): Promise<void> {
    const { reader } = this.database;
    const contest = await this.contests.byId(reader, contestId);
    if (contest?.blind.isBlind !== true) return;
    const shown = await this.shownOf(contest);
    for (let after = ''; !signal.aborted;) {
      const step = await this.findings.unsearched(reader, contestId, { after, limit: STEP });
      for (const entry of step) {
        if (signal.aborted) break;
        const found = await this.read(entry, shown);
        await this.database.transaction((tx) => this.findings.note(tx, entry, found));
      }
      after = step.at(-1)?.id ?? '';
      if (step.length < STEP) return;
    }
    throw new Error('the search was stopped and goes on later');
  }

  /** What judges get to see: fields and slots that the rule does not hide, and no list of members. */
  private async shownOf({ id, blind }: ContestFacts): Promise<{ fields: FieldFacts[]; slots: SlotFacts[] }> {
    const { reader } = this.database;
    const [fields, slots, members] = [
      await this.contests.fields(reader, id),
      await this.contests.slots(reader, id),
      await this.contests.memberList(reader, id),
    ];
    return {
      fields: fields.filter(({ code }) => !blind.hides.includes(code)),
      slots: slots.filter((slot) => slot.id !== members?.slotId && !blind.hidesSlots.includes(slot.code)),
    };
  }

  private async read(
    entry: SearchedEntry,
    { fields, slots }: { fields: readonly FieldFacts[]; slots: readonly SlotFacts[] },
  ): Promise<{ findings: NewFinding[]; unread: number }> {
    const names = [...new Set([entry.villageName, entry.communeName])];
    const findings = fields.flatMap((field) =>
      findingIn({ place: field.code, isFile: false }, sayAnswer(field, entry.answers[field.code]) ?? '', names),
    );
    let unread = 0;
    const files = await this.entries.filesOf(this.database.reader, entry.id);
    for (const file of files.filter(({ slotId }) => slots.some(({ id }) => id === slotId))) {
      const words = await this.wordsOf(file);
      if (words === null || words.trim() === '') unread += 1;
      else findings.push(...findingIn({ place: file.id, isFile: true }, words, names));
    }
    return { findings, unread };
  }

  /** Null for what has no words that can be read here. */
  private async wordsOf({ kind, sha256, scanState }: EntryFileFacts): Promise<string | null> {
    if (kind !== 'pdf' || scanState === 'infected') return null;
    try {
      return await readPdfText({ path: this.store.pathOf(sha256) });
    } catch (fault) {
      if (fault instanceof PdfFault) return null;
      throw fault;
    }
  }
}

function findingIn(where: Pick<NewFinding, 'place' | 'isFile'>, words: string, names: readonly string[]): NewFinding[] {
  const told = toldNames(words, names);
  const [first] = told;
  if (first === undefined) return [];
  const wordsHash = createHash('sha256').update(words).digest('hex');
  return [{ ...where, names: told.map(({ name }) => name), excerpt: first.excerpt, wordsHash }];
}
