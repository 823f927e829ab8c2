import { formatDateTime } from '../kernel/vietnamese/dates.js';
import { isArrivedChain } from './audit.arrivals.js';
import type { AuditRow } from './audit.event.js';
import { type FactWords, type SaidFact, sayFacts } from './audit.facts.js';
import { auditPaths } from './audit.paths.js';
import type { BadPlace, ChainFault } from './audit.verify.js';
import type { ActWords } from './audit.words.js';

/** The words of the rooms above in which events are told. */
export interface AuditWords {
  acts: ActWords;
  facts: FactWords;
  roles: Readonly<Record<string, string>>;
}

const CHAIN_FAULTS: Readonly<Record<ChainFault, string>> = {
  changed: 'Nội dung của dòng này không khớp với mã băm đã ghi: dòng đã bị sửa, hoặc bị đổi chỗ.',
  missing: 'Thiếu một việc ở chỗ này: dòng đã bị xóa.',
  cut: 'Chuỗi bị cắt ở cuối: các việc từ chỗ này trở đi đã bị xóa.',
  'no-head': 'Chuỗi mất dòng đầu mối: không biết chuỗi phải dài đến đâu.',
};

/** Where the check stopped, for the auditor; `whose` is the person whose acts the chain holds, null for the system's own. */
export const toBadPlaceView = ({ id, seq, fault, chain }: BadPlace, whose: string | null) => ({
  whereText: `Chỗ sai đầu tiên: việc thứ ${seq} trong chuỗi của ${whose ?? (isArrivedChain(chain) ? 'bản lưu mang theo cuộc thi' : 'hệ thống')}.`,
  faultText: CHAIN_FAULTS[fault],
  chain,
  // The list begins with the newest before an id: the row itself stands first.
  rowHref: id === null ? null : `${auditPaths.log}?truoc=${id + 1}`,
  rowLabel: `Xem dòng số ${id}`,
});

/** One event as the auditor reads it. */
export interface EventView {
  id: number;
  at: string;
  /** The contest's own time in a rehearsal; null elsewhere. */
  contestAt: string | null;
  who: string;
  role: string;
  unit: string | null;
  act: string;
  subject: string;
  reason: string | null;
  facts: SaidFact[];
  entryHref: string | null;
  hashHead: string;
  /** Done in another installation, and brought along with its contest. */
  isArrived: boolean;
}

/** An event in words. Order of facts as recorded. */
export function toEventView(row: AuditRow, words: AuditWords): EventView {
  return {
    id: row.id,
    at: formatDateTime(row.at),
    contestAt: row.contestAt === null ? null : formatDateTime(row.contestAt),
    who: row.personName,
    role: words.roles[row.role] ?? row.role,
    unit: row.unitName,
    act: words.acts[row.act] ?? row.act,
    subject: `${row.subjectKind} ${row.subjectId}`,
    reason: row.reason,
    facts: sayFacts(row.factsText, words.facts),
    entryHref: row.entryId === null ? null : `/kiem-tra/ho-so/${row.entryId}`,
    hashHead: row.hash.toString('hex').slice(0, 12),
    isArrived: isArrivedChain(row.chain),
  };
}
