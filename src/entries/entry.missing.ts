import type { FieldFacts, SlotFacts } from '../contests/contest.facts.js';
import { formatFileSize } from '../kernel/vietnamese/numbers.js';
import { sayKinds } from '../storage/file-kinds.js';
import { type Answers, readAnswer, typedAnswer } from './entry.answers.js';
import { type EntryFileFacts, isUsable, type ReceiptBody, type SupplementPointFacts } from './entry.facts.js';

/** One thing without which a dossier cannot be sent, and where it is mended. */
export interface Missing {
  at: { kind: 'field'; code: string } | { kind: 'slot'; code: string; isList?: true };
  /** A sentence that begins with what to do. */
  text: string;
}

/** A dossier as it stands, beside what its contest asks for. */
export interface DossierParts {
  fields: readonly FieldFacts[];
  slots: readonly SlotFacts[];
  answers: Answers;
  files: readonly Pick<EntryFileFacts, 'slotId' | 'kind' | 'size' | 'sha256' | 'name' | 'scanState'>[];
  /** The list of members as it stands; null when the contest asks for none. */
  members: { slotId: SlotFacts['id']; count: number; sha256: string | null } | null;
}

/**
 * What still keeps a dossier from being submitted: fields first, then slots, in the contest's order; empty when complete.
 * Asked by the pages and, with the rows of its own transaction, by the submission itself. What was fine when it was typed or
 * sent may no longer be, when the organiser has since changed a field or a slot: that is missing too.
 */
export const missingOf = (parts: DossierParts): Missing[] => [...missingFields(parts), ...missingFiles(parts)];

function missingFields({ fields, answers }: DossierParts): Missing[] {
  return fields.flatMap((field): Missing[] => {
    const at = { kind: 'field', code: field.code } as const;
    const stored = answers[field.code] ?? '';
    if (stored === '') return field.required ? [{ at, text: `Nhập “${field.label}”.` }] : [];
    const again = readAnswer(field, typedAnswer(field, stored));
    return 'fault' in again ? [{ at, text: again.fault }] : [];
  });
}

function missingFiles({ slots, files, members }: DossierParts): Missing[] {
  const isListed = ({ id }: SlotFacts): boolean => members?.slotId === id;
  const isFilled = (slot: SlotFacts): boolean =>
    files.some((file) => file.slotId === slot.id && isUsable(file)) || (isListed(slot) && (members?.count ?? 0) > 0);
  const groupsSeen = new Set<string>();
  return slots.flatMap((slot): Missing[] => {
    const at = { kind: 'slot', code: slot.code } as const;
    const own = files.filter((file) => file.slotId === slot.id);
    const unfit = unfitFiles(slot, own).map((text) => ({ at, text }));
    // Where a list is asked for, a scan of it does not stand for the list.
    if (slot.requirement === 'required' && isListed(slot) && members?.count === 0) {
      return [{ at: { ...at, isList: true }, text: `Nhập danh sách ở mục “${slot.title}”.` }, ...unfit];
    }
    if (isFilled(slot)) return unfit;
    // Whatever holds isolated files alone is told to send others, in the words of those files.
    if (unfit.length > 0) return unfit;
    if (slot.requirement === 'required') return [{ at, text: `Gửi tệp vào mục “${slot.title}”.` }];
    if (slot.oneOfGroup === null || groupsSeen.has(slot.oneOfGroup)) return [];
    groupsSeen.add(slot.oneOfGroup);
    const group = slots.filter((other) => other.oneOfGroup === slot.oneOfGroup);
    if (group.some((one) => isFilled(one) || files.some(({ slotId }) => slotId === one.id))) return [];
    const titles = group.map(({ title }) => `“${title}”`).join(' hoặc ');
    return [{ at, text: `Gửi tệp vào ít nhất một trong các mục ${titles}.` }];
  });
}

function unfitFiles(
  slot: SlotFacts,
  files: readonly Pick<EntryFileFacts, 'kind' | 'size' | 'name' | 'scanState'>[],
): string[] {
  const texts: string[] = [];
  const usable = files.filter(isUsable).length;
  if (usable > slot.maxFiles) {
    texts.push(`Mục “${slot.title}” nhận tối đa ${slot.maxFiles} tệp, đang có ${usable}. Xóa bớt tệp.`);
  }
  for (const { name, kind, size, scanState } of files) {
    if (scanState === 'infected') {
      const orNone = slot.requirement === 'required' && usable === 0 ? '' : ', hoặc xóa tệp đó nếu không cần nữa';
      texts.push(`Tệp “${name}” ở mục “${slot.title}” có mã độc nên đã bị cách ly. Gửi tệp sạch vào mục này${orNone}.`);
    } else if (!slot.kinds.includes(kind)) {
      texts.push(`Mục “${slot.title}” không còn nhận tệp “${name}”. Thay bằng ${sayKinds(slot.kinds)}.`);
    } else if (size > slot.maxBytes) {
      texts.push(`Tệp “${name}” lớn hơn ${formatFileSize(slot.maxBytes)}, mức tối đa của mục “${slot.title}”.`);
    }
  }
  return texts;
}

/** Has something changed in a point's place since the dossier was last received? The receipt says what stood there then. */
export function isAnswered(
  point: Pick<SupplementPointFacts, 'slotId' | 'fieldId'>,
  parts: DossierParts,
  received: Pick<ReceiptBody, 'answers' | 'files' | 'members'>,
): boolean {
  const field = parts.fields.find(({ id }) => id === point.fieldId);
  if (field !== undefined) {
    const before = received.answers.find(({ code }) => code === field.code)?.stored ?? '';
    return (parts.answers[field.code] ?? '') !== before;
  }
  const slot = parts.slots.find(({ id }) => id === point.slotId);
  if (slot === undefined) return true; // a slot that no longer exists cannot be answered and asks for nothing
  if (parts.members?.slotId === slot.id && parts.members.sha256 !== (received.members?.sha256 ?? null)) return true;
  const before = received.files.filter((file) => file.slotCode === slot.code).map(({ sha256 }) => sha256);
  // An isolated file answers nothing: neither by having come since, nor by being of no use any more.
  const now = parts.files
    .filter((file) => file.slotId === slot.id && (isUsable(file) || before.includes(file.sha256)))
    .map(({ sha256 }) => sha256);
  return now.length !== before.length || now.some((hash) => !before.includes(hash));
}

/** What keeps a supplement from being sent: every point still unanswered, then whatever `missingOf` finds. */
export function missingOfSupplement(
  points: readonly Pick<SupplementPointFacts, 'slotId' | 'fieldId'>[],
  parts: DossierParts,
  received: Pick<ReceiptBody, 'answers' | 'files' | 'members'>,
): Missing[] {
  const open = points
    .filter((point) => !isAnswered(point, parts, received))
    .flatMap((point): Missing[] => {
      const field = parts.fields.find(({ id }) => id === point.fieldId);
      if (field !== undefined) return [{ at: { kind: 'field', code: field.code }, text: `Sửa lại “${field.label}”.` }];
      const slot = parts.slots.find(({ id }) => id === point.slotId);
      return slot === undefined
        ? []
        : parts.members?.slotId === slot.id
          ? [
              {
                at: { kind: 'slot', code: slot.code, isList: true },
                text: `Sửa danh sách hoặc thêm tệp ở mục “${slot.title}”.`,
              },
            ]
          : [{ at: { kind: 'slot', code: slot.code }, text: `Thay hoặc thêm tệp ở mục “${slot.title}”.` }];
    });
  const seen = new Set(open.map(({ at }) => `${at.kind} ${at.code}`));
  return [...open, ...missingOf(parts).filter(({ at }) => !seen.has(`${at.kind} ${at.code}`))];
}
