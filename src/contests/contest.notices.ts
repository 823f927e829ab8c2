import type { ContestId, UnitId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import { describeDeadline, isoLocal } from '../kernel/vietnamese/dates.js';
import type { NewNotice } from '../notices/notice.facts.js';
import type { ExtensionFacts } from './contest.facts.js';
import type { PlannedRoundFacts } from './round-plan.facts.js';

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

/** The windows whose end somebody works towards. */
export type AwaitedWindow = 'submission' | 'vetting' | 'judging';

const WORK: Readonly<Record<AwaitedWindow, { name: string; path: string; label: string }>> = {
  submission: { name: 'nộp hồ sơ', path: '/nop', label: 'Mở danh sách hồ sơ' },
  vetting: { name: 'thẩm định', path: '/tham-dinh', label: 'Mở danh sách hồ sơ' },
  judging: { name: 'chấm', path: '/cham', label: 'Mở danh sách chấm' },
};

/** To all who work towards the end of a window that was moved later for everybody. */
export const laterWindowNotice = (
  kind: AwaitedWindow,
  untilAt: Instant,
  { contestId, to }: { contestId: ContestId; to: NewNotice['to'] },
): NewNotice => ({
  event: 'extension',
  to,
  once: `window:${contestId}:${kind}:${isoLocal(untilAt)}`,
  subject: `Gia hạn ${WORK[kind].name} đến ${describeDeadline(untilAt)}`,
  paragraphs: [
    `Hạn ${WORK[kind].name} mới, chung cho tất cả: ${describeDeadline(untilAt)}.`,
    ...(kind === 'judging' ? [] : ['Đơn vị đã được gia hạn lâu hơn thì giữ hạn của mình.']),
  ],
  action: { label: WORK[kind].label, path: WORK[kind].path },
  deadlineAt: untilAt,
});

/** The same of one planned round, to the judges of the contest. */
export const laterRoundNotice = (
  { number, name, until }: Pick<PlannedRoundFacts, 'number' | 'name' | 'until'>,
  contestId: ContestId,
): NewNotice => ({
  event: 'extension',
  to: { kind: 'contest', roles: ['judge'] },
  once: `round:${contestId}:${number}:${isoLocal(until)}`,
  subject: `Gia hạn chấm vòng ${number} đến ${describeDeadline(until)}`,
  paragraphs: [`Hạn chấm mới của vòng ${number}: ${name}, chung cho mọi giám khảo: ${describeDeadline(until)}.`],
  action: { label: WORK.judging.label, path: WORK.judging.path },
  deadlineAt: until,
});
