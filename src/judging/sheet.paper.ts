import type { CriterionFacts } from '../contests/contest.facts.js';
import { called } from '../contests/contest.words.js';
import { formatDateTime } from '../kernel/vietnamese/dates.js';
import { formatDecimal, formatPoints } from '../kernel/vietnamese/numbers.js';
import { tellPlace } from '../kernel/vietnamese/places.js';
import { type Paging, pagingOf } from '../web/views/page.js';
import type { JudgeStanding } from './judge.list.js';
import { judgingPaths } from './judging.paths.js';
import { pointsInWords } from './points-in-words.js';
import type { PanelJudge, RoundFacts } from './round.facts.js';
import type { OwnSheet } from './sheet.repository.js';
import { maximumOf, pointsOfHundredths, showHundredths } from './sheet.total.js';

/** Signed score sheets as papers. */
export interface PapersView {
  about: string;
  organiser: string;
  body: string;
  contestTitle: string;
  roundName: string;
  judgeName: string;
  judgeCode: string;
  sampleNotes: string;
  maxText: string;
  papers: {
    number: string;
    villageName: string;
    placeText: string;
    rows: { order: number; title: string; maxText: string; pointsText: string; comment: string }[];
    comment: string;
    totalText: string;
    totalWords: string;
    signedText: string;
  }[];
  signers: { title: string; note: string | null; name: string }[];
  noneText: string | null;
  paging: Paging | null;
}

export function toPapers(
  given: JudgeStanding & {
    place: { round: RoundFacts; judge: PanelJudge };
    sheets: readonly OwnSheet[];
    criteria: readonly CriterionFacts[];
    page: number;
    total: number;
    pageSize: number;
  },
): PapersView {
  const { contest, place, sheets, criteria } = given;
  return {
    about: contest.code,
    organiser: contest.organiserName,
    body: 'BAN GIÁM KHẢO',
    contestTitle: called(contest),
    roundName: place.round.name,
    judgeName: place.judge.name,
    judgeCode: place.judge.code,
    sampleNotes: contest.sampleNotes,
    maxText: showHundredths(maximumOf(criteria)),
    papers: sheets.map((sheet) => ({
      number: sheet.number,
      villageName: sheet.villageName,
      placeText: tellPlace(sheet.communeName, sheet.districtName),
      rows: criteria.map((one, index) => ({
        order: index + 1,
        title: one.weight === '1' ? one.title : `${one.title} (hệ số ${formatDecimal(one.weight)})`,
        maxText: formatPoints(one.max),
        pointsText: formatPoints(sheet.points[one.code] ?? 0),
        comment: sheet.comments[one.code] ?? '',
      })),
      comment: sheet.comment,
      totalText: showHundredths(sheet.totalHundredths ?? '0'),
      totalWords: pointsInWords(pointsOfHundredths(sheet.totalHundredths ?? '0')),
      signedText: sheet.signedAt === null ? '' : formatDateTime(sheet.signedAt),
    })),
    signers: [{ title: 'GIÁM KHẢO', note: null, name: place.judge.name }],
    noneText: sheets.length === 0 ? 'Chưa có phiếu nào đã chốt. Chốt điểm rồi in phiếu.' : null,
    paging:
      given.total <= given.pageSize
        ? null
        : pagingOf({ ...given, hrefOf: (page) => `${judgingPaths.papers}?trang=${page}` }),
  };
}
