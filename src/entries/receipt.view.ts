import { type PaperLinks, paperLinks } from '../documents/paper.answer.js';
import { sayBasis } from '../contests/contest.words.js';
import { formatDateTime } from '../kernel/vietnamese/dates.js';
import { tellPlace } from '../kernel/vietnamese/places.js';
import type { ReceiptFacts } from './entry.facts.js';
import { sayFiling } from './filing.words.js';
import type { OpenedEntry } from './entry.opening.js';
import { entryPaths } from './entry.paths.js';
import { tellWhereItStands } from './entry.story.js';

/** One receipt, as it was frozen. */
export interface ReceiptView {
  title: string;
  facts: { label: string; value: string }[];
  secret: string;
  /** "43 người", with the hash of the list; null without one. */
  members: { slot: string; count: string; sha256: string } | null;
  files: { slot: string; name: string; bytes: number; pages: number | null; sha256: string }[];
}

export interface ReceiptsView {
  about: string;
  number: string;
  story: string;
  /** Newest first: the last one is the dossier as it stands. */
  receipts: ReceiptView[];
  /** The QR code by which anybody checks the newest receipt, to be scanned from the screen or the printed page. */
  qr: { side: number; path: string };
  /** The same by hand: the address, and the check value to type there. */
  verificationLink: string;
  checkValue: string;
  shortLink: string;
  papers: PaperLinks;
  pngHref: string;
  entryHref: string;
  deskHref: string;
}

/** Where the newest receipt can be checked, and its dossier looked up: what is printed, and what its QR code says. */
export interface ReceiptLinks {
  /** The address with number and check value, for the QR code alone. */
  qr: string;
  /** The address with the number, to be printed beside the check value. */
  verification: string;
  short: string;
  lookUp: string;
}

/** All receipts of a dossier, newest first, and what comes next. */
export async function toReceiptsView(
  { entry, contest, calendar }: OpenedEntry,
  { receipts, last }: { receipts: readonly ReceiptFacts[]; last: ReceiptFacts },
  office: string | null,
  links: ReceiptLinks,
): Promise<ReceiptsView> {
  const { qrDrawing } = await import('../press/qr.js'); // loaded with the first receipt
  return {
    about: contest.name,
    number: entry.code,
    story: tellWhereItStands(entry, contest, calendar, office),
    receipts: receipts.toReversed().map(toReceipt),
    qr: qrDrawing(links.qr),
    verificationLink: links.verification,
    checkValue: inHalves(last.checkValue),
    shortLink: links.short,
    papers: paperLinks(entryPaths.receiptPaper(entry.code)),
    pngHref: entryPaths.receiptPng(entry.code),
    entryHref: entryPaths.one(entry.code),
    deskHref: entryPaths.desk,
  };
}

/** What a receipt of this round is called: the first of a dossier, then one for each supplement. */
export const nameOfReceipt = (round: number): string =>
  round === 1 ? 'Giấy biên nhận nộp hồ sơ' : `Giấy biên nhận bổ sung lần ${round - 1}`;

/** As much of a file's hash as is printed on papers. */
export const shownHead = (sha256: string): string => sha256.slice(0, 8);

/** A secret as people read and type it: in two groups. */
export const inHalves = (secret: string): string =>
  `${secret.slice(0, secret.length / 2)} ${secret.slice(secret.length / 2)}`;

/** One receipt in words; nothing is looked up anew. */
export function toReceipt({ round, receivedAt, receivedBy, secret, body }: ReceiptFacts): ReceiptView {
  const facts = [
    { label: 'Mã hồ sơ', value: body.number },
    { label: 'Đơn vị dự thi', value: tellPlace(body.villageName, body.communeName) },
    { label: 'Cuộc thi', value: body.contestName },
    { label: 'Nhận lúc', value: formatDateTime(receivedAt) },
    { label: 'Người nộp', value: body.submittedBy },
    ...(body.filed ? [{ label: 'Nộp thay', value: sayFiling(body.filed) }] : []),
    { label: 'Nơi nhận', value: receivedBy },
  ];
  if (body.rules !== null)
    facts.push({ label: 'Theo thể lệ', value: `${body.rules.title} (bản ${body.rules.number})` });
  if (body.extension !== null) {
    facts.push({
      label: 'Được gia hạn theo',
      value: `${sayBasis(body.extension)}, đến ${formatDateTime(new Date(body.extension.until))}`,
    });
  }
  return {
    title: nameOfReceipt(round),
    facts,
    secret: inHalves(secret),
    members: body.members
      ? { slot: body.members.slot, count: `${body.members.count} người`, sha256: body.members.sha256 }
      : null,
    files: body.files.map(({ slot, name, size, pages, sha256 }) => ({ slot, name, bytes: size, pages, sha256 })),
  };
}
