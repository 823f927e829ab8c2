import type { Tone } from '../../web/views/page.js';
import { formatDecimal, formatInteger, formatPoints } from '../../kernel/vietnamese/numbers.js';
import { formatDateTime } from '../../kernel/vietnamese/dates.js';
import { judgingPaths } from '../judging.paths.js';
import type { CheckFacts, CheckLine, CheckResult } from './crosscheck.repository.js';

export const sayRisk = (riskPercent: number): string =>
  riskPercent === 0 ? 'Toàn bộ phiếu' : `Rủi ro ${riskPercent}%`;

/** How far a draw is, as a tag and as the sentence that may be said of the result. */
export function verdictOf({ drawn, compared, differing, riskPercent, places }: CheckFacts): {
  status: { word: string; tone: Tone };
  text: string;
} {
  if (differing > 0)
    return {
      status: { word: `${differing} phiếu không khớp`, tone: 'danger' },
      text: `${differing} phiếu không khớp với phiếu giấy. Rút toàn bộ phiếu để đối soát; kết quả chỉ sửa theo quyết định của Ban Tổ chức.`,
    };
  if (compared < drawn)
    return {
      status: { word: `Đã đối soát ${compared}/${drawn}`, tone: 'warning' },
      text: `Còn ${formatInteger(drawn - compared)} phiếu chưa đối soát, chưa kết luận được.`,
    };
  return {
    status: { word: 'Khớp', tone: 'success' },
    text:
      riskPercent === 0
        ? 'Toàn bộ phiếu khớp với phiếu giấy.'
        : `Mọi phiếu đã rút đều khớp. Nếu phiếu sai làm sai ${formatInteger(places)} hạng đầu thì khả năng không phát hiện nhiều nhất ${riskPercent}%.`,
  };
}

export const toCheckLine = (slug: string, check: CheckFacts): object => ({
  number: check.number,
  href: judgingPaths.crosscheckDraw(slug, String(check.number)),
  seed: check.seed,
  riskText: sayRisk(check.riskPercent),
  places: check.places,
  drawnText: `${formatInteger(check.drawn)}/${formatInteger(check.population)}`,
  whoText: check.drawnByName,
  whenText: formatDateTime(check.drawnAt),
  status: verdictOf(check).status,
});

const RESULTS: Readonly<Record<CheckResult, { word: string; tone: Tone }>> = {
  agrees: { word: 'Khớp', tone: 'success' },
  differs: { word: 'Không khớp', tone: 'danger' },
};

export const toSheetLine = (
  line: CheckLine,
  {
    slug,
    number,
    codes,
    judges,
  }: { slug: string; number: number; codes: readonly string[]; judges: ReadonlyMap<string, string> },
): object => ({
  line: line.line,
  number: line.number,
  villageName: line.villageName,
  judgeCode: line.judgeCode,
  judgeName: judges.get(line.judgeCode) ?? '',
  points: codes.map((code) => {
    const given = line.points[code];
    return { code, text: given === undefined ? '–' : formatPoints(given) };
  }),
  total: formatDecimal(line.total),
  ticket: line.ticket,
  status: line.result === null ? null : RESULTS[line.result],
  reason: line.reason ?? '',
  whoText: line.checkedAt === null ? null : `${line.checkedByName ?? ''}, ${formatDateTime(line.checkedAt)}`,
  href: judgingPaths.crosscheckLine(slug, String(number), String(line.line)),
});
