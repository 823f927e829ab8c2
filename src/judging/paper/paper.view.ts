import type { Calendar } from '../../contests/calendar.js';
import type { ContestFacts, CriterionFacts, RubricVersionId } from '../../contests/contest.facts.js';
import type { Actor } from '../../kernel/actor.js';
import type { Refusal } from '../../kernel/refusal.js';
import { formatDateTime } from '../../kernel/vietnamese/dates.js';
import { formatPoints } from '../../kernel/vietnamese/numbers.js';
import { tellPlace } from '../../kernel/vietnamese/places.js';
import type { FormState } from '../../web/views/form-state.js';
import { sayCoded } from '../coded.number.js';
import { judgingPaths } from '../judging.paths.js';
import { commentField, pointsField } from '../score.form.js';
import { sheetCells } from '../sheet.cells.js';
import type { SheetWords } from '../sheet.facts.js';
import { showHundredths, totalOf } from '../sheet.total.js';
import { PAPER_WORDS, type PaperCase, type PaperScan } from './paper.facts.js';
import {
  isHeld,
  refuseToDecidePaper,
  refuseToHandlePaper,
  refuseToReceivePaper,
  refuseToReleasePaper,
  refuseToTypePaper,
} from './paper.policy.js';
import type { PaperLine, PaperTab } from './paper.repository.js';

export const TAB_LABELS: Readonly<Record<PaperTab, string>> = {
  'cho-nhap': 'Chờ nhập',
  'cho-doi-chieu': 'Chờ người thứ hai',
  'da-xac-nhan': 'Đã xác nhận',
  'ban-in': 'Bản in đã ký',
  'chua-co': 'Chưa có phiếu',
};

export const toPaperLine = (line: PaperLine) => ({
  href: judgingPaths.paperIn(line.judgeCode, line.number),
  judgeText: `${line.judgeCode} – ${line.judgeName}`,
  number: sayCoded(line),
  villageName: line.villageName,
  communeName: line.communeName,
  status: line.state === null ? { word: 'Chưa nhận', tone: 'neutral' } : PAPER_WORDS[line.state],
  receivedText: line.receivedAt === null ? null : formatDateTime(line.receivedAt),
  typedText: line.typedByName,
  scansText: line.scans === 0 ? null : `${line.scans} bản quét`,
});

interface PaperPageFacts {
  actor: Actor;
  held: PaperCase & { contest: ContestFacts; calendar: Calendar };
  criteria: readonly CriterionFacts[];
  rubricVersionId: RubricVersionId;
  scans: readonly PaperScan[];
  form: FormState;
  say: (refusal: Refusal) => string;
}

/** One paper and what this secretary may do with it now. What somebody else typed is shown to nobody who has not typed it too. */
export function toPaperPage({ actor, held, criteria, rubricVersionId, scans, form, say }: PaperPageFacts) {
  const { paper, sheet, judge } = held;
  const here = judgingPaths.paperIn(judge.code, sheet.number);
  const closed = refuseToHandlePaper(actor, held);
  const standing = isHeld(held) ? paper : null;
  const mayType = standing !== null && refuseToTypePaper(actor, held) === null;
  const mayDecide = standing !== null && refuseToDecidePaper(actor, held) === null;
  return {
    form,
    judgeText: `${judge.code} – ${judge.name}`,
    number: sayCoded(sheet),
    placeText: tellPlace(sheet.villageName, sheet.communeName),
    status: standing === null ? { word: 'Chưa nhận', tone: 'neutral' } : PAPER_WORDS[standing.state],
    version: standing?.version ?? 0,
    facts:
      standing === null
        ? []
        : [
            { label: 'Nhận phiếu', value: `${formatDateTime(standing.receivedAt)}, ${standing.receivedByName}` },
            ...(standing.typedByName === null ? [] : [{ label: 'Nhập lần một', value: standing.typedByName }]),
            ...(standing.checkedByName === null ? [] : [{ label: 'Nhập lại', value: standing.checkedByName }]),
          ],
    closedText: closed === null ? null : say(closed),
    waitingText:
      standing?.state === 'typed' && standing.typedBy === actor.personId
        ? 'Ông/bà đã nhập lần một. Người khác nhập lại rồi xác nhận; chưa xác nhận thì phiếu chưa được tính.'
        : null,
    receive:
      refuseToReceivePaper(actor, held, { replaces: true }) === null
        ? {
            action: judgingPaths.paperReceipt(judge.code, sheet.number),
            isCopy: sheet.state === 'signed',
            asksToReplace: sheet.state !== 'signed' && sheet.isWritten,
          }
        : null,
    typing:
      mayType && !(mayDecide && form.summary.length === 0)
        ? { ...toTyping(criteria), action: here, rubric: rubricVersionId, isAgain: standing.state === 'typed' }
        : null,
    compared: mayDecide ? toComparison(criteria, standing.words, standing.checkWords) : null,
    confirmAction: judgingPaths.paperConfirmation(judge.code, sheet.number),
    sendBackAction: judgingPaths.paperReturn(judge.code, sheet.number),
    releaseAction:
      standing !== null && refuseToReleasePaper(actor, held) === null
        ? judgingPaths.paperRelease(judge.code, sheet.number)
        : null,
    scans: scans.map((scan) => ({
      name: scan.name,
      // Until it is confirmed it is typed from; afterwards the scores are everybody's or nobody's.
      href: judgingPaths.paperScan(judge.code, sheet.number, scan.id),
      bytes: scan.size,
      hash: scan.sha256,
      byText: `${formatDateTime(scan.attachedAt)}, ${scan.attachedByName}`,
    })),
    attachAction: closed === null && standing !== null ? judgingPaths.paperScans(judge.code, sheet.number) : null,
    backHref: judgingPaths.papersIn,
  };
}

const toTyping = (criteria: readonly CriterionFacts[]) => ({
  criteria: criteria.map((one) => ({
    title: one.title,
    hint: `Từ 0 đến ${formatPoints(one.max)}`,
    pointsName: pointsField(one.code),
    commentName: commentField(one.code),
  })),
});

function toComparison(criteria: readonly CriterionFacts[], first: SheetWords | null, second: SheetWords | null) {
  const none: SheetWords = { points: {}, comments: {}, comment: '' };
  const [one, two] = [first ?? none, second ?? none];
  const total = (words: SheetWords): string => showHundredths(totalOf(words.points, criteria) ?? '0');
  const compared = <Row extends { first: string; second: string }>(row: Row) => ({
    ...row,
    differs: tidy(row.first) !== tidy(row.second),
  });
  const typed = sheetCells(criteria).map(({ label, textOf }) =>
    compared({ label, first: textOf(one), second: textOf(two) }),
  );
  // Nobody types the total: it differs because a cell does.
  const differing = typed.filter(({ differs }) => differs).length;
  return {
    rows: [...typed, compared({ label: 'Tổng điểm', first: total(one), second: total(two) })],
    text: differing === 0 ? 'Hai lần nhập giống nhau.' : `Hai lần nhập khác nhau ở ${differing} ô. Xem lại phiếu giấy.`,
    confirmLabel: differing === 0 ? 'Xác nhận phiếu' : 'Xác nhận: lần một đúng với phiếu giấy',
    differs: differing > 0,
  };
}

/** Two people break lines and space words differently; that is no difference on the paper. */
const tidy = (text: string): string => text.replace(/\s+/g, ' ');
