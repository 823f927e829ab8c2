import { Injectable } from '@nestjs/common';
import type { BlindRule, CriterionFacts, FieldFacts, SlotFacts } from '../../contests/contest.facts.js';
import { ContestReader } from '../../contests/contest.reader.js';
import { Database } from '../../database/database.js';
import {
  type BlindReading,
  type DossierFacts,
  type DossierView,
  toBlindDossierView,
  toDossierView,
} from '../../entries/dossier.view.js';
import { fileHrefsBelow } from '../../entries/entry.paths.js';
import { EntryReader } from '../../entries/entry.reader.js';
import { membersCounted, membersOfNobody } from '../../entries/member.aside.js';
import { MemberReader } from '../../entries/member.reader.js';
import { formatDateTime } from '../../kernel/vietnamese/dates.js';
import { formatPoints } from '../../kernel/vietnamese/numbers.js';
import type { ZipFile } from '../../press/zip.js';
import { FILE_KINDS, KIND_FACTS } from '../../storage/file-kinds.js';
import { Views } from '../../web/views.js';
import { OfflineRepository, type PackedEntry } from './offline.repository.js';
import type { OfflinePlace } from './offline.service.js';
import { PACK_STYLE } from './pack.style.js';
import { type PackedFile, PackedFiles } from './packed.files.js';
import { placeOf } from './score-workbook.js';

/** Kinds of files that are films: most of what a pack weighs, so a judge may leave them out. */
export const FILMS: readonly string[] = FILE_KINDS.filter((kind) => KIND_FACTS[kind].shape === 'video');

/** Kinds that go out redrawn. */
export const PICTURES: readonly string[] = FILE_KINDS.filter((kind) => KIND_FACTS[kind].shape === 'image');

/** What everything in the pack is drawn from. */
interface Packing {
  place: OfflinePlace;
  fields: readonly FieldFacts[];
  slots: readonly SlotFacts[];
  withFilms: boolean;
}

const STEP = 50;

/** The dossiers of a judge as files to take along, read one after the other while the archive is being sent. */
@Injectable()
export class DossierPacks {
  constructor(
    private readonly database: Database,
    private readonly contests: ContestReader,
    private readonly entries: EntryReader,
    private readonly members: MemberReader,
    private readonly offline: OfflineRepository,
    private readonly packed: PackedFiles,
    private readonly views: Views,
  ) {}

  /**
   * Everything of the pack but its workbook: each dossier's page and files, then index.html. A dossier holds what its judge's page
   * holds, in a blind contest under its code and with nothing else: no list of members, nothing isolated, and files under our own
   * names. Photos go as redrawn pictures, without the place and owner that a phone writes into them. Memory stays that of one dossier.
   */
  async *files(place: OfflinePlace, { withFilms }: { withFilms: boolean }): AsyncGenerator<ZipFile> {
    const { reader } = this.database;
    const [fields, slots] = await Promise.all([
      this.contests.fields(reader, place.contest.id),
      this.contests.slots(reader, place.contest.id),
    ]);
    const packing: Packing = { place, fields, slots, withFilms };
    yield { path: 'kieu.css', open: () => [Buffer.from(PACK_STYLE)] };
    const listed: PackedEntry[] = [];
    for (let after = ''; ;) {
      const step = await this.offline.packed(reader, place, { after, limit: STEP });
      for (const entry of step) {
        listed.push({ ...entry, answers: {} });
        yield* this.dossier(packing, entry);
      }
      after = step.at(-1)?.number ?? '';
      if (step.length < STEP) break;
    }
    yield { path: 'index.html', open: () => [this.index(place, listed)] };
  }

  private async *dossier(packing: Packing, entry: PackedEntry): AsyncGenerator<ZipFile> {
    const { reader } = this.database;
    const { fields, slots, place } = packing;
    const [files, standing] = await Promise.all([
      this.entries.filesOf(reader, entry.id),
      this.members.standingOf(reader, { ...entry, contestId: place.contest.id }),
    ]);
    const { blind } = place.contest;
    const members = blind.isBlind ? membersOfNobody(standing) : membersCounted(standing);
    const view = viewOf({ entry, fields, slots, files, members }, { ...blind, withheld: entry.withheld });
    const taken: { slot: DossierView['slots'][number]; files: PackedFile[] }[] = [];
    for (const slot of view.slots) taken.push({ slot, files: await this.packed.ofSlot(slot, files, packing) });
    const folder = `ho-so/${entry.number}`;
    const page = this.views.render('judging/pack-dossier', {
      ...namesOf(entry, blind),
      answers: view.answers,
      slots: taken.map(({ slot, files: own }) => ({
        title: slot.title,
        membersText: slot.members?.text ?? null,
        emptyText: own.length === 0 && slot.members === null ? slot.emptyText : null,
        files: own.map(({ contents: _, ...shown }) => shown),
      })),
    });
    yield { path: `${folder}/index.html`, open: () => [Buffer.from(page)] };
    for (const { path, open } of taken.flatMap(({ files: own }) => own).flatMap(({ contents }) => contents))
      yield { path: `${folder}/${path}`, open };
  }

  private index({ contest, round, judge, criteria, calendar }: OfflinePlace, entries: readonly PackedEntry[]): Buffer {
    const page = this.views.render('judging/pack-index', {
      contestName: contest.name,
      roundName: round.name,
      judgeText: `${judge.name} (${judge.code})`,
      madeText: formatDateTime(calendar.now),
      criteria: criteria.map(toCriterionLine),
      entries: entries.map((entry) => ({
        href: `ho-so/${entry.number}/index.html`,
        ...namesOf(entry, contest.blind),
        linkText: entry.number,
      })),
    });
    return Buffer.from(page);
  }
}

/** Where judges are blind the code is all that there is to say, once. */
const namesOf = (entry: PackedEntry, { isBlind }: BlindRule) =>
  isBlind
    ? { number: null, villageName: entry.villageName, placeText: null }
    : { number: entry.number, villageName: entry.villageName, placeText: placeOf(entry) };

const viewOf = (facts: DossierFacts, blind: BlindReading & { isBlind: boolean }): DossierView =>
  blind.isBlind
    ? toBlindDossierView(facts, fileHrefsBelow(''), blind)
    : toDossierView(facts, fileHrefsBelow(''), 'hidden');

const toCriterionLine = ({ code, title, help, max }: CriterionFacts) => ({
  code,
  title,
  help,
  maxText: formatPoints(max),
});
