import type { SlotFacts } from '../contests/contest.facts.js';
import type { MembersInFull, MemberStanding } from './member.reader.js';
import { type MemberTableView, toMemberTable } from './member.view.js';

/** A dossier's list as a part of the dossier's page. */
export interface DossierMembers {
  slotId: SlotFacts['id'];
  /** "43 người. SHA-256 0a1b2c3d" */
  text: string;
  warnings: string[];
  /** Who they are; null for readers who see the number alone, from whom the slot's files are kept as well. */
  table: MemberTableView | null;
  sheetHref: string | null;
  /** Said to those who see no more than the number. */
  withheldText: string | null;
}

/** For judges, organisers, auditors and everybody else: how many, and nothing of whom. */
export const membersCounted = (standing: MemberStanding | null): DossierMembers | null =>
  standing && {
    slotId: standing.slotId,
    text: sayCount(standing),
    warnings: [],
    table: null,
    sheetHref: null,
    withheldText: 'Danh sách và bản quét của danh sách có dữ liệu cá nhân: chỉ xã và nơi thẩm định xem được.',
  };

/** The same without the hash, which stands on the dossier's receipt: for judges who are not to know whose it is. */
export function membersOfNobody(standing: MemberStanding | null): DossierMembers | null {
  const counted = membersCounted(standing);
  return counted && standing && standing.sha256 !== null ? { ...counted, text: `${standing.count} người.` } : counted;
}

/** For the office that vets the dossier: the list, the number declared, and what is not right yet. */
export function membersInFull(full: MembersInFull | null, sheetHref: string): DossierMembers | null {
  if (full === null) return null;
  const { question, list, pending, faults, declared, difference } = full;
  const field = question.declaredField;
  const stated = field === null || declared === '' ? [] : [`“${field.label}” xã ghi: ${declared.replace('.', ',')}.`];
  return {
    slotId: full.slotId,
    text: [sayCount(full), ...stated, `${faults} lỗi.`].join(' '),
    warnings: [
      ...(difference === null ? [] : [difference]),
      ...(pending === null
        ? []
        : [`Xã còn một bản đang soát, chưa lấy vào hồ sơ: ${pending.rows} dòng, ${pending.faults} lỗi.`]),
    ],
    table: toMemberTable(question.design.columns, list?.members ?? [], `Danh sách: ${full.count} người`),
    sheetHref: list === null ? null : sheetHref,
    withheldText: null,
  };
}

const sayCount = ({ count, sha256 }: MemberStanding): string =>
  sha256 === null ? 'Chưa có danh sách.' : `${count} người. SHA-256 ${sha256.slice(0, 8)}.`;
