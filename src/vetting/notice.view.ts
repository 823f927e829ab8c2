import { type PaperLinks, paperLinks } from '../documents/paper.answer.js';
import type { Instant } from '../kernel/instant.js';
import { describeDeadline } from '../kernel/vietnamese/dates.js';
import { formatPhone } from '../kernel/vietnamese/phones.js';
import { placeInSentence } from '../kernel/vietnamese/places.js';
import { isAt, placesOf } from './check.form.js';
import type { LetterHead } from '../units/letterhead.reader.js';
import type { DecisionFacts, DecisionPoint } from './vetting.facts.js';
import type { DossierContents, OpenedDossier } from './vetting.opening.js';
import { vettingPaths } from './vetting.paths.js';
import { REASON_WORDS } from './vetting.words.js';

/** The printed request for supplement, as the office asked it; number and day are the clerk's. */
export interface NoticeView {
  heading: string;
  code: string;
  parent: string;
  organ: string;
  place: string;
  receiver: string;
  opening: string;
  message: string;
  points: { title: string; reason: string; note: string; sample: string }[];
  hasSamples: boolean;
  due: string;
  closing: string;
  askedText: string;
  columns: { title: string; note: string | null; name: string }[];
  papers: PaperLinks;
  askedAt: Instant;
}

/** The words of the paper for one request. `decision` is a return, with its points. */
export function toNotice(
  { entry, contest }: OpenedDossier,
  { fields, slots }: Pick<DossierContents, 'fields' | 'slots'>,
  decision: DecisionFacts,
  head: LetterHead,
): NoticeView {
  const places = placesOf(fields, slots);
  const points = decision.points.map((point) => ({
    title: places.find((place) => isAt(place, point))?.title ?? '',
    reason: REASON_WORDS[point.reasonKind],
    note: point.note,
    sample: sampleOf(slots, point),
  }));
  const phone = contest.contactPhone === '' ? '' : `, điện thoại ${formatPhone(contest.contactPhone)}`;
  const due = decision.dueAt === null ? '' : describeDeadline(decision.dueAt);
  return {
    heading: 'Phiếu yêu cầu bổ sung hồ sơ',
    code: entry.code,
    parent: head.parent,
    organ: head.organ,
    place: head.place,
    receiver: `UBND ${placeInSentence(entry.communeName)}`,
    opening: `${head.sender} đã xem hồ sơ ${entry.code} của ${placeInSentence(entry.villageName)} dự thi “${contest.name}” và đề nghị bổ sung các mục sau:`,
    message: decision.reason ?? '',
    points,
    hasSamples: points.some(({ sample }) => sample !== ''),
    due: `Gửi bổ sung trên hệ thống ${due}. Chỉ các mục nêu trên mở lại để sửa; các mục khác giữ nguyên.`,
    closing: contest.contactName === '' ? '' : `Cần hỏi thêm: ${contest.contactName}${phone}.`,
    askedText: `${decision.decidedByName}, ${decision.unitName}`,
    columns: [{ title: head.signs, note: '(Ký, ghi rõ họ tên, đóng dấu)', name: '' }],
    papers: paperLinks(vettingPaths.notice(entry.code)),
    askedAt: decision.decidedAt,
  };
}

const sampleOf = (slots: DossierContents['slots'], point: Pick<DecisionPoint, 'slotId'>): string =>
  slots.find(({ id }) => id === point.slotId)?.sample ?? '';
