import { createHash } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ContestFacts, FieldFacts, SlotFacts } from '../../contests/contest.facts.js';
import { ContestReader } from '../../contests/contest.reader.js';
import { Database } from '../../database/database.js';
import type { Tx } from '../../database/tx.js';
import { JobHandlers } from '../../jobs/job.handlers.js';
import { Jobs } from '../../jobs/jobs.js';
import type { ContestId, EntryId, UnitId } from '../../kernel/ids.js';
import { isFileKind, KIND_FACTS } from '../../storage/file-kinds.js';
import { FileStore } from '../../storage/file-store.js';
import { sayAnswer } from '../entry.answers.js';
import { type EntryFileFacts, isUsable } from '../entry.facts.js';
import { EntryReader } from '../entry.reader.js';
import { readFileWords } from './file.words.js';
import { NameRepository, type NewFinding, type SearchedEntry } from './name.repository.js';
import { toldNames } from './told.names.js';

/** The job that searches one dossier when it has come in. */
const SEARCH_ONE = 'entries.search-names';
const STEP = 20;

/** What judges get to see, and by commune the names above it that tell something. */
interface Searching {
  fields: readonly FieldFacts[];
  slots: readonly SlotFacts[];
  showsFiles: boolean;
  above: ReadonlyMap<UnitId, string[]>;
}

/** Searches what blind judges will read for the names that they are not to know. */
@Injectable()
export class NameSearch implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly handlers: JobHandlers,
    private readonly jobs: Jobs,
    private readonly contests: ContestReader,
    private readonly entries: EntryReader,
    private readonly names: NameRepository,
    private readonly store: FileStore,
  ) {}

  onModuleInit(): void {
    this.handlers.on<{ entryId: EntryId }>(SEARCH_ONE, ({ entryId }) => this.searchOne(entryId));
  }

  /** In the act by which a dossier comes in: where judging is blind it is to be searched, so that its office reads of it. */
  async ask(tx: Tx, { blind }: Pick<ContestFacts, 'blind'>, entryId: EntryId): Promise<void> {
    if (blind.isBlind) await this.jobs.add(tx, { kind: SEARCH_ONE, once: entryId, about: { entryId } });
  }

  /** Searches a dossier unless it was searched as it stands now. */
  async searchOne(entryId: EntryId): Promise<void> {
    const entry = await this.names.unsearchedOne(this.database.reader, entryId);
    const searching = entry === null ? null : await this.searchingIn(entry.contestId);
    if (entry !== null && searching !== null) await this.searchEntry(entry, searching);
  }

  /**
   * Searches every dossier to be judged that was not searched as it stands, each in a transaction of its own: stopped half-way it
   * goes on where it was. Read are the words of fields, PDFs and office files that judges see; files without readable words are
   * counted.
   */
  async search(contestId: ContestId, signal: AbortSignal): Promise<void> {
    const searching = await this.searchingIn(contestId);
    if (searching === null) return;
    for (let after = ''; !signal.aborted;) {
      const step = await this.names.unsearched(this.database.reader, contestId, { after, limit: STEP });
      for (const entry of step) {
        if (signal.aborted) break;
        await this.searchEntry(entry, searching);
      }
      after = step.at(-1)?.id ?? '';
      if (step.length < STEP) return;
    }
    throw new Error('the search was stopped and goes on later');
  }

  /** Fields and slots that the rule does not hide, and no list of members; null where judging is not blind. */
  private async searchingIn(contestId: ContestId): Promise<Searching | null> {
    const { reader } = this.database;
    const contest = await this.contests.byId(reader, contestId);
    if (contest?.blind.isBlind !== true) return null;
    const { blind } = contest;
    const [fields, slots, members, above] = [
      await this.contests.fields(reader, contestId),
      await this.contests.slots(reader, contestId),
      await this.contests.memberList(reader, contestId),
      await this.names.namesAbove(reader, contestId),
    ];
    return {
      fields: fields.filter(({ code }) => !blind.hides.includes(code)),
      slots: slots.filter((slot) => slot.id !== members?.slotId && !blind.hidesSlots.includes(slot.code)),
      showsFiles: blind.showsFiles,
      above,
    };
  }

  private async searchEntry(entry: SearchedEntry, searching: Searching): Promise<void> {
    const found = await this.read(entry, searching);
    await this.database.transaction((tx) => this.names.note(tx, entry, found));
  }

  private async read(
    entry: SearchedEntry,
    { fields, slots, showsFiles, above }: Searching,
  ): Promise<{ findings: NewFinding[]; unread: number }> {
    const names = [...new Set([entry.villageName, entry.communeName, ...(above.get(entry.communeId) ?? [])])];
    const findings = fields.flatMap((field) =>
      findingIn({ place: field.code, isFile: false }, sayAnswer(field, entry.answers[field.code]) ?? '', names),
    );
    let unread = 0;
    const files = await this.entries.filesOf(this.database.reader, entry.id);
    const shown = files.filter((file) => slots.some(({ id }) => id === file.slotId) && isShown(file, showsFiles));
    for (const file of shown) {
      const { kind, sha256, size } = file;
      const words = isUsable(file) ? await readFileWords({ kind, size, path: this.store.pathOf(sha256) }) : null;
      if (words === null || words.trim() === '') unread += 1;
      else findings.push(...findingIn({ place: file.id, isFile: true }, words, names));
    }
    return { findings, unread };
  }
}

/** Blind judges get what is drawn for them; films and office files only where the rule says so. */
const isShown = ({ kind }: EntryFileFacts, showsFiles: boolean): boolean =>
  showsFiles || (isFileKind(kind) && ['image', 'pages'].includes(KIND_FACTS[kind].shape));

function findingIn(where: Pick<NewFinding, 'place' | 'isFile'>, words: string, names: readonly string[]): NewFinding[] {
  const told = toldNames(words, names);
  const [first] = told;
  if (first === undefined) return [];
  const wordsHash = createHash('sha256').update(words).digest('hex');
  return [{ ...where, names: told.map(({ name }) => name), excerpt: first.excerpt, wordsHash }];
}
