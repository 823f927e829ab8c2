import { Injectable } from '@nestjs/common';
import type { CriterionFacts, FieldFacts, SlotFacts } from '../../contests/contest.facts.js';
import { ContestReader } from '../../contests/contest.reader.js';
import { Database } from '../../database/database.js';
import { type DossierView, toDossierView } from '../../entries/dossier.view.js';
import type { EntryFileFacts } from '../../entries/entry.facts.js';
import { fileHrefsBelow } from '../../entries/entry.paths.js';
import { EntryReader } from '../../entries/entry.reader.js';
import { membersCounted } from '../../entries/member.aside.js';
import { MemberReader } from '../../entries/member.reader.js';
import { formatDateTime } from '../../kernel/vietnamese/dates.js';
import { formatPoints } from '../../kernel/vietnamese/numbers.js';
import type { ZipFile } from '../../press/zip.js';
import { FILE_KINDS, isFileKind, KIND_FACTS } from '../../storage/file-kinds.js';
import { FileStore } from '../../storage/file-store.js';
import { Pictures } from '../../storage/pictures.js';
import { Views } from '../../web/views.js';
import { OfflineRepository, type PackedEntry } from './offline.repository.js';
import type { OfflinePlace } from './offline.service.js';
import { PACK_STYLE } from './pack.style.js';
import { placeOf } from './score-workbook.js';

/** Kinds of files that are films: most of what a pack weighs, so a judge may leave them out. */
export const FILMS: readonly string[] = FILE_KINDS.filter((kind) => KIND_FACTS[kind].shape === 'video');

/** What everything in the pack is drawn from. */
interface Packing {
  place: OfflinePlace;
  fields: readonly FieldFacts[];
  slots: readonly SlotFacts[];
  withFilms: boolean;
}

/** A file of a dossier as its page in the pack names it. */
interface TakenFile {
  label: string;
  kindWord: string;
  /** Relative to the dossier's page; null for one that is not in the pack. */
  href: string | null;
  isPicture: boolean;
  note: string | null;
  file: EntryFileFacts;
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
    private readonly store: FileStore,
    private readonly pictures: Pictures,
    private readonly views: Views,
  ) {}

  /**
   * Everything of the pack but its workbook: each dossier's page and files, then index.html. A dossier holds what its judge's page
   * holds (`toDossierView`): no list of members, nothing isolated, and files under our own names. Photos go as redrawn pictures,
   * without the place and owner that a phone writes into them. Memory stays that of one dossier.
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
    const view = toDossierView(
      { entry, fields, slots, files, members: membersCounted(standing) },
      fileHrefsBelow(''),
      'hidden',
    );
    const taken = view.slots.map((slot) => ({ slot, files: take(slot, files, packing) }));
    const folder = `ho-so/${entry.number}`;
    const page = this.views.render('judging/pack-dossier', {
      number: entry.number,
      villageName: entry.villageName,
      placeText: placeOf(entry),
      answers: view.answers,
      slots: taken.map(({ slot, files: own }) => ({
        title: slot.title,
        membersText: slot.members?.text ?? null,
        emptyText: own.length === 0 && slot.members === null ? slot.emptyText : null,
        files: own.map(({ file: _, ...shown }) => shown),
      })),
    });
    yield { path: `${folder}/index.html`, open: () => [Buffer.from(page)] };
    for (const { href, isPicture, file } of taken.flatMap(({ files: own }) => own)) {
      if (href === null) continue;
      yield { path: `${folder}/${href}`, open: () => (isPicture ? this.picture(file) : this.original(file)) };
    }
  }

  private async *picture(file: EntryFileFacts): AsyncGenerator<Buffer> {
    yield await this.pictures.pictureOf(file, 'view');
  }

  /** The bytes as they were sent; a file that has vanished from the store breaks the archive off instead of leaving it short. */
  private async *original(file: EntryFileFacts): AsyncGenerator<Buffer> {
    if ((await this.store.sizeOf(file.sha256)) !== file.size)
      throw new Error(`stored file ${file.sha256} is missing or has changed`);
    yield* this.store.read(file.sha256) as AsyncIterable<Buffer>;
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
        number: entry.number,
        villageName: entry.villageName,
        placeText: [entry.communeName, entry.districtName].filter((name) => name !== null).join(', '),
      })),
    });
    return Buffer.from(page);
  }
}

const toCriterionLine = ({ code, title, help, max }: CriterionFacts) => ({
  code,
  title,
  help,
  maxText: formatPoints(max),
});

/** The files of a slot under names of the pack: a sender's own name can betray more than the file. */
function take(
  slot: DossierView['slots'][number],
  files: readonly EntryFileFacts[],
  { withFilms }: Packing,
): TakenFile[] {
  const byId = new Map<string, EntryFileFacts>(files.map((file) => [file.id, file]));
  return slot.files.flatMap((shown, index) => {
    const file = byId.get(shown.id);
    if (file === undefined) return [];
    const facts = isFileKind(file.kind) ? KIND_FACTS[file.kind] : null;
    const isPicture = facts?.shape === 'image';
    const isLeftOut = facts?.shape === 'video' && !withFilms;
    const isIsolated = file.scanState === 'infected';
    const ending = isPicture ? 'webp' : (facts?.endings[0] ?? 'bin');
    return [
      {
        label: shown.label,
        kindWord: shown.kindWord,
        href: isLeftOut || isIsolated ? null : `${slot.code}-${index + 1}.${ending}`,
        isPicture: isPicture && !isIsolated,
        note: isIsolated ? shown.text : isLeftOut ? 'Gói này không có video. Xem video trên trang chấm.' : null,
        file,
      },
    ];
  });
}
