import type { UnitId } from '../kernel/ids.js';
import { describeDeadline } from '../kernel/vietnamese/dates.js';
import type { NewNotice } from '../notices/notice.facts.js';
import type { ExtensionFacts } from './contest.facts.js';

/** To the units that have more time now: until when, and by which document. The reason is people's own words and stays on the page. */
export function extensionNotice(
  one: Pick<ExtensionFacts, 'kind' | 'untilAt'> & { documentNumber: string },
  { id, unitIds }: { id: string; unitIds: readonly UnitId[] },
): NewNotice {
  const isSubmission = one.kind === 'submission';
  return {
    event: 'extension',
    to: { kind: 'units', role: isSubmission ? 'commune' : 'vetting', unitIds },
    once: `extension:${id}`,
    subject: `Gia hạn ${isSubmission ? 'nộp hồ sơ' : 'thẩm định'} đến ${describeDeadline(one.untilAt)}`,
    paragraphs: [
      `Hạn ${isSubmission ? 'nộp hồ sơ' : 'thẩm định'} mới: ${describeDeadline(one.untilAt)}, theo văn bản ${one.documentNumber}.`,
      isSubmission ? 'Hồ sơ nháp vẫn nộp được đến hạn mới.' : 'Hạn mới áp dụng cho mọi hồ sơ của đơn vị.',
    ],
    action: { label: 'Mở danh sách hồ sơ', path: isSubmission ? '/nop' : '/tham-dinh' },
    deadlineAt: one.untilAt,
  };
}
