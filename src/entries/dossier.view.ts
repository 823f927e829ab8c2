import type { FieldFacts, SlotFacts } from '../contests/contest.facts.js';
import { isFileKind, KIND_FACTS } from '../storage/file-kinds.js';
import { sayAnswer } from './entry.answers.js';
import { SCAN_WORDS } from './file.remarks.js';
import type { EntryFacts, ShownFile } from './entry.facts.js';
import type { FileHrefs } from './entry.paths.js';
import { photosToBind } from './photo.order.js';
import type { DossierMembers } from './member.aside.js';

/** A file as it is shown inside a page: as picture, video or page pictures, with the original to fetch. */
export interface DossierFileView {
  id: string;
  /** "Báo cáo thành tích, tệp 2/3": what it is, without the sender's name for it. */
  label: string;
  /** The sender's name; null where names would betray who sent it. */
  name: string | null;
  kindWord: string;
  bytes: number;
  pageCount: number | null;
  /** "chưa quét mã độc": what the scanner has said so far. */
  scanText: string;
  /** The first eight signs of the SHA-256; null where it could be found again on a receipt. */
  hashHead: string | null;
  /** Null for readers who get no original. */
  originalHref: string | null;
  thumbHref: string | null;
  imageHref: string | null;
  videoHref: string | null;
  pages: { href: string; width: number | null; height: number | null }[];
  /** Said in place of a picture when the file can only be opened elsewhere, or has more pages than are drawn; null otherwise. */
  text: string | null;
}

export interface DossierSlotView {
  id: string;
  code: string;
  title: string;
  files: DossierFileView[];
  /** All photos of the slot as one PDF; null where there are not several. */
  book: { href: string; label: string } | null;
  /** The list of members that belongs here, as far as this reader may see it; null where none is asked for. */
  members: DossierMembers | null;
  /** What stands there when there is no file: "Chưa có tệp (bắt buộc)". */
  emptyText: string;
}

/** Everything the commune wrote and sent, ready to be read in one page. */
export interface DossierView {
  answers: { code: string; label: string; text: string | null; isLong: boolean }[];
  slots: DossierSlotView[];
}

/** What of a slot a reader sees. */
export type ShownSlot = Pick<SlotFacts, 'id' | 'code' | 'title' | 'requirement'>;

/** What a dossier consists of; the caller reads it and decides who may see it. */
export interface DossierFacts {
  entry: Pick<EntryFacts, 'answers'>;
  fields: readonly FieldFacts[];
  slots: readonly ShownSlot[];
  files: readonly ShownFile[];
  /** From `membersCounted` or, for the dossier's own commune and office, `membersInFull`; null when no list is asked for. */
  members: DossierMembers | null;
}

// Without script a browser fetches every picture of a page at once, lazy or not.
const DRAWN_PAGES = 20;
const A4 = { width: 1000, height: 1414 };

/**
 * The dossier as a view for `entries/_dossier`. `hrefs` say where this reader finds the files; `names: 'hidden'` leaves out
 * what the senders called them, for readers who must not learn who they are.
 */
export function toDossierView(
  { entry, fields, slots, files, members }: DossierFacts,
  hrefs: FileHrefs,
  names: 'shown' | 'hidden' = 'shown',
): DossierView {
  return {
    answers: fields.map((field) => ({
      code: field.code,
      label: field.label,
      text: sayAnswer(field, entry.answers[field.code]),
      isLong: field.kind === 'text',
    })),
    slots: slots.map((slot) => {
      const listed = members?.slotId === slot.id ? members : null;
      // A scan of the list shows everything that the list does: who may only count does not get it either.
      const own = listed?.table === null ? [] : files.filter(({ slotId }) => slotId === slot.id);
      return {
        id: slot.id,
        code: slot.code,
        title: slot.title,
        files: own.map((file, i) => toFile(file, labelOf(slot, i, own.length), hrefs, names)),
        book: toBook(photosToBind(own, slot.id), hrefs),
        members: listed,
        emptyText: listed === null ? EMPTY_TEXTS[slot.requirement] : '',
      };
    }),
  };
}

/** What readers who must not learn whose a dossier is may have of it. */
export interface BlindReading {
  /** Films and what cannot be drawn may be opened all the same. */
  showsFiles: boolean;
  /** Codes of fields of words that are kept from them. */
  hides: readonly string[];
  /** Codes of slots whose files are kept from them. */
  hidesSlots: readonly string[];
  /** Of this dossier alone: files by id and fields by code that somebody decided to keep from them. */
  withheld: readonly string[];
}

/**
 * The same for readers who must not learn whose it is: no names of files, no hashes that stand on receipts, no answers and no
 * slots that the rule hides, no originals, whose insides name their makers; pictures and pages are drawn here and carry none of it.
 */
export function toBlindDossierView(
  facts: DossierFacts,
  hrefs: FileHrefs,
  { showsFiles, hides, hidesSlots, withheld }: BlindReading,
): DossierView {
  const fields = facts.fields.filter(({ code }) => !hides.includes(code));
  const seen = toDossierView({ ...facts, fields }, hrefs, 'hidden');
  return {
    answers: seen.answers.map((one) => (withheld.includes(one.code) ? { ...one, text: WITHHELD_TEXT } : one)),
    slots: seen.slots.map((slot) =>
      hidesSlots.includes(slot.code)
        ? { ...slot, book: null, files: [], members: null, emptyText: HIDDEN_SLOT_TEXT }
        : {
            ...slot,
            book: null,
            files: slot.files.map((file) =>
              withheld.includes(file.id) ? withhold(file) : toBlindFile(file, { showsFiles }),
            ),
          },
    ),
  };
}

function toBlindFile(file: DossierFileView, { showsFiles }: { showsFiles: boolean }): DossierFileView {
  const isDrawn = file.imageHref !== null || file.pages.length > 0;
  const opens = showsFiles && !isDrawn;
  return {
    ...file,
    hashHead: null,
    originalHref: opens ? file.originalHref : null,
    videoHref: opens ? file.videoHref : null,
    text: opens ? file.text : isDrawn ? blindPagesText(file) : BLIND_TEXT,
  };
}

const withhold = (file: DossierFileView): DossierFileView => ({
  ...file,
  hashHead: null,
  originalHref: null,
  thumbHref: null,
  imageHref: null,
  videoHref: null,
  pages: [],
  text: WITHHELD_TEXT,
});

const WITHHELD_TEXT = 'Chấm kín: phần này có tên nơi dự thi nên không đưa cho giám khảo.';
const BLIND_TEXT = 'Chấm kín: tệp này không bỏ được thông tin ẩn nên không mở được ở đây.';
const HIDDEN_SLOT_TEXT = 'Chấm kín: giám khảo không xem thành phần này.';
const blindPagesText = ({ pages, pageCount }: DossierFileView): string | null =>
  pageCount !== null && pageCount > pages.length
    ? `Trên đây là ${pages.length} trang đầu trong ${pageCount} trang; chấm kín không mở tệp gốc.`
    : null;

const toBook = ([first, ...more]: readonly ShownFile[], hrefs: FileHrefs): DossierSlotView['book'] =>
  first === undefined
    ? null
    : { href: hrefs.book(first.id), label: `Tải ${more.length + 1} ảnh thành một tệp PDF, theo thứ tự` };

const EMPTY_TEXTS: Readonly<Record<SlotFacts['requirement'], string>> = {
  required: 'Chưa có tệp (mục bắt buộc).',
  'one-of': 'Không có tệp (chỉ cần một trong các mục cùng nhóm).',
  optional: 'Không có tệp (mục không bắt buộc).',
};

const labelOf = (slot: ShownSlot, index: number, count: number): string =>
  count === 1 ? slot.title : `${slot.title}, tệp ${index + 1}/${count}`;

function toFile(file: ShownFile, label: string, hrefs: FileHrefs, names: 'shown' | 'hidden'): DossierFileView {
  const facts = isFileKind(file.kind) ? KIND_FACTS[file.kind] : null;
  const isIsolated = file.scanState === 'infected';
  const shape = isIsolated ? 'isolated' : (facts?.shape ?? 'opaque');
  const drawn = shape === 'pages' ? Math.min(file.pages ?? 0, DRAWN_PAGES) : 0;
  return {
    id: file.id,
    label,
    name: names === 'shown' ? file.name : null,
    kindWord: facts?.word ?? file.kind,
    bytes: file.size,
    pageCount: file.pages,
    scanText: SCAN_WORDS[file.scanState],
    hashHead: file.sha256.slice(0, 8),
    originalHref: hrefs.original(file.id),
    thumbHref: shape === 'image' ? hrefs.thumb(file.id) : null,
    imageHref: shape === 'image' ? hrefs.picture(file.id) : null,
    videoHref: shape === 'video' ? hrefs.original(file.id) : null,
    pages: Array.from({ length: drawn }, (_, i) => ({
      href: hrefs.page(file.id, i + 1),
      // Nearly every paper is A4 upright; another shape only moves what stands below it once, when it arrives.
      width: A4.width,
      height: A4.height,
    })),
    text: textOf(file, shape, drawn),
  };
}

function textOf(file: ShownFile, shape: string, drawn: number): string | null {
  if (shape === 'isolated')
    return 'Tệp này có mã độc nên bị cách ly, không ai mở được. Mục này đã mở lại để xã gửi tệp khác.';
  if (shape === 'opaque') return 'Tệp này không xem được ngay trong trang. Mở tệp gốc để xem.';
  if (shape !== 'pages') return null;
  if (drawn === 0) return 'Chưa vẽ được các trang của tệp này. Mở tệp gốc để xem.';
  const pages = file.pages ?? 0;
  return pages > drawn ? `Trên đây là ${drawn} trang đầu trong ${pages} trang. Mở tệp gốc để xem đủ.` : null;
}
