import { plusMilliseconds } from '../kernel/instant.js';
import { describeSpan, formatDate } from '../kernel/vietnamese/dates.js';
import type { WindowFacts, WindowKind } from './contest.facts.js';
import { PARTS } from './contest.paths.js';
import { WINDOW_KINDS, WINDOW_NAMES } from './contest.words.js';
import { advice, blocking, type ContestDesign, type Finding } from './readiness.finding.js';

const ALWAYS_NEEDED: readonly WindowKind[] = ['submission', 'judging', 'publication'];

/** Windows that are missing or run against one another. */
export function windowFindings({ windows, vettingLevels }: ContestDesign): Finding[] {
  const found: Finding[] = [];
  const needed = WINDOW_KINDS.filter(
    (kind) => ALWAYS_NEEDED.includes(kind) || (kind === 'vetting' && vettingLevels.length > 0),
  );
  const of = (kind: WindowKind): WindowFacts | undefined => windows.find((window) => window.kind === kind);
  for (const kind of needed) {
    if (of(kind) === undefined) {
      found.push(
        blocking(`no-window-${kind}`, PARTS.windows, `Chưa có mốc thời gian: ${WINDOW_NAMES[kind].toLowerCase()}.`),
      );
    }
  }
  // The activity may end before dossiers are due: the movement of the letters ends on 25/11, dossiers come until 01/12.
  const [activity, submission, vetting, judging, publication] = WINDOW_KINDS.map(of);
  if (activity && submission && submission.until < activity.from) {
    found.push(blocking('submission-before-activity', PARTS.windows, 'Hạn nộp hồ sơ trước cả khi phong trào bắt đầu.'));
  }
  if (submission && vetting && vettingLevels.length > 0) {
    if (vetting.until < submission.until) {
      found.push(
        blocking(
          'vetting-ends-early',
          PARTS.windows,
          'Thẩm định kết thúc trước hạn nộp: hồ sơ nộp cuối không kịp thẩm định.',
        ),
      );
    } else if (vetting.until.getTime() === submission.until.getTime()) {
      found.push(
        advice(
          'vetting-ends-with-submission',
          PARTS.windows,
          'Thẩm định kết thúc cùng lúc với hạn nộp: không còn thời gian cho hồ sơ nộp cuối.',
        ),
      );
    }
  }
  if (judging && submission && judging.until <= submission.until) {
    found.push(blocking('judging-ends-early', PARTS.windows, 'Chấm kết thúc trước hạn nộp hồ sơ.'));
  }
  if (judging && vetting && vettingLevels.length > 0 && judging.from < vetting.until) {
    found.push(
      advice(
        'judging-overlaps-vetting',
        PARTS.windows,
        'Chấm bắt đầu khi thẩm định chưa xong: giám khảo nhận hồ sơ làm nhiều đợt.',
      ),
    );
  }
  if (judging && publication && publication.from < judging.until) {
    found.push(
      blocking('publication-before-judging-ends', PARTS.windows, 'Công bố kết quả bắt đầu trước khi chấm xong.'),
    );
  }
  return [...found, ...windows.flatMap(printedFindings)];
}

const PRINTED_DAY = /\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b/g;

/** A deadline that was moved while the letter's words stayed: the pages would print both days in one breath. */
function printedFindings({ kind, printed, from, until }: WindowFacts): Finding[] {
  const meant = [from, until, plusMilliseconds(until, -1)].map(formatDate);
  const other = [...printed.matchAll(PRINTED_DAY)]
    .map(([, day = '', month = '', year = '']) => `${day.padStart(2, '0')}/${month.padStart(2, '0')}/${year}`)
    .find((day) => !meant.includes(day));
  if (other === undefined) return [];
  const span = describeSpan({ from, until });
  const sentence = `${WINDOW_NAMES[kind]}: câu chữ in ghi ngày ${other}, nhưng mốc đang là ${span}.`;
  return [advice(`printed-other-day-${kind}`, PARTS.windows, sentence)];
}

/** Rules must be in force as soon as dossiers may come. */
export function rulesFindings({ rules, windows }: ContestDesign): Finding[] {
  if (rules.length === 0) return [blocking('no-rules', PARTS.rules, 'Chưa có thể lệ.')];
  const submission = windows.find((window) => window.kind === 'submission');
  const first = rules.reduce((earliest, one) => (one.inForceAt < earliest.inForceAt ? one : earliest));
  if (submission === undefined || first.inForceAt <= submission.from) return [];
  return [
    blocking(
      'rules-after-submission',
      PARTS.rules,
      'Thể lệ có hiệu lực sau ngày bắt đầu nhận hồ sơ: hồ sơ nộp sớm không có thể lệ để theo.',
    ),
  ];
}
