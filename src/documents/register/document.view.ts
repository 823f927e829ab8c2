import {
  type DispatchCounts,
  type DocumentFacts,
  KIND_WORDS,
  type LegalBasis,
  type NamedDocument,
  type RecipientFacts,
} from '../document.facts.js';
import { printedNumber, sayDocument, sayNumber } from '../document.number.js';
import {
  type BasisFinding,
  checkBases,
  refuseToAttach,
  refuseToChange,
  refuseToCorrect,
  refuseToDiscard,
  refuseToDispatch,
  refuseToMove,
  refuseToSend,
} from '../document.policy.js';
import type { Refusal } from '../../kernel/refusal.js';
import { formatDateTime } from '../../kernel/vietnamese/dates.js';
import { type Day, formatDay } from '../../kernel/vietnamese/days.js';
import { formatFileSize } from '../../kernel/vietnamese/numbers.js';
import { placeInSentence, tellPlace } from '../../kernel/vietnamese/places.js';
import { acceptOf } from '../../storage/file-kinds.js';
import type { FormState } from '../../web/views/form-state.js';
import { pagingOf, type StatusWord } from '../../web/views/page.js';
import type { Wording } from '../../web/wording.js';
import { paperLinks } from '../paper.answer.js';
import type { RecipientUnit, SeenRegister } from './register.doors.js';
import type { RegisterPaths } from './register.paths.js';
import { standingOf } from './register.view.js';

/** The signed copy is one PDF; what offices scan in colour stays well below this. */
export const COPY_LIMITS = { fieldName: 'signedFile', maxBytes: 50 * 1024 * 1024, maxFiles: 1, kinds: ['pdf'] };

export interface DocumentPageParts {
  seen: SeenRegister;
  document: DocumentFacts;
  corrects: NamedDocument | null;
  correctedBy: readonly NamedDocument[];
  bases: readonly LegalBasis[];
  recipients: readonly RecipientFacts[];
  counts: DispatchCounts;
  page: number;
  pageSize: number;
  units: readonly RecipientUnit[];
  /** The number that the series would give next. */
  next: number;
  today: Day;
  typed: FormState | null;
  wording: Wording;
}

/** Everything about one document and, for its keepers, what may be done now: each button asks what its act asks. */
export function toDocumentPage(parts: DocumentPageParts) {
  const { seen, document, today } = parts;
  const { paths } = seen;
  const mayKeep = seen.refusal === null;
  const { id } = document;
  const may = (refusal: unknown): boolean => mayKeep && refusal === null;
  return {
    heading: document.number === null ? `${KIND_WORDS[document.kind]} chưa có số` : sayDocument(document),
    version: String(document.version),
    form: formOf(parts),
    ...openedBy(parts.typed),
    state: standingOf({ state: document.state, isCorrected: parts.correctedBy.some(isIssued) }),
    recalledText:
      document.recalledAt === null
        ? null
        : `${document.recalledByName ?? ''} thu hồi lúc ${formatDateTime(document.recalledAt)}. Lý do: ${document.recallReason ?? ''}`,
    corrects: parts.corrects === null ? null : linkTo(paths, parts.corrects),
    correctedBy: parts.correctedBy.map((one) => ({ ...linkTo(paths, one), isIssued: isIssued(one) })),
    isPlayed: document.rehearsalOf !== null,
    facts: factsOf(document),
    papers: document.paperSha256 === null ? null : paperLinks(paths.paper(id)),
    copyHref: document.signed === null || document.signed.isInfected ? null : paths.copy(id),
    isInfected: document.signed?.isInfected ?? false,
    signHref: may(refuseToMove('sign', document)) ? paths.signature(id) : null,
    isSigned: document.state !== 'draft',
    attachHref: may(refuseToAttach(document)) ? paths.copy(id) : null,
    attachLabel: document.signed === null ? 'Tải lên bản đã ký' : 'Thay bản đã ký',
    accept: acceptOf(COPY_LIMITS.kinds),
    copyHint: `Tệp PDF, không quá ${formatFileSize(COPY_LIMITS.maxBytes)}.`,
    numberHref: may(refuseToMove('number', document)) ? paths.number(id) : null,
    numberHint: `Để trống để lấy số tiếp theo của năm ${today.slice(0, 4)}: ${printedNumber(parts.next)}. Nhập số nếu văn thư đã cấp số khác.`,
    waitsForCopy: may(refuseToMove('issue', document)) && document.signed === null,
    issueHref: may(refuseToMove('issue', document)) && document.signed !== null ? paths.issue(id) : null,
    recallHref: may(refuseToMove('recall', document)) ? paths.recall(id) : null,
    discardHref: may(refuseToDiscard(document)) ? paths.removal(id) : null,
    correctHref: may(refuseToCorrect(document)) ? paths.createFor(id) : null,
    publicHref: mayKeep && document.state !== 'recalled' ? (seen.publicityOf?.(id) ?? null) : null,
    isShownToAll: seen.publicityOf !== null,
    isPublic: document.isPublic,
    awaitsResult: document.awaitsResult,
    bases: basesOf(parts),
    basesText: `So với ngày ${formatDay(document.datedOn ?? today)}${document.datedOn === null ? ', vì văn bản chưa có ngày' : ''}.`,
    basesHref: may(refuseToChange(document)) ? paths.bases(id) : null,
    ...recipientsOf(parts),
    backHref: paths.list,
  };
}

const isIssued = ({ state }: Pick<NamedDocument, 'state'>): boolean => state === 'issued';
const linkTo = (paths: RegisterPaths, one: NamedDocument) => ({
  text: sayDocument(one),
  href: paths.one(one.id),
});

/** What was typed stands over what is known: the signer of the paper, today as the day. */
function formOf({ document, today, typed }: DocumentPageParts): FormState {
  const usual = {
    signer: document.signer ?? '',
    powers: document.powers ?? '',
    signedOn: document.signedOn === null ? formatDay(today) : formatDay(document.signedOn),
    datedOn: formatDay(today),
    audience: 'commune',
  };
  return typed === null
    ? { values: usual, errors: {}, summary: [] }
    : { ...typed, values: { ...usual, ...typed.values } };
}

/** Which of the folded forms was sent: it comes back open, the others stay as they were. */
function openedBy(typed: FormState | null) {
  const wasSent = (name: string): boolean => typed !== null && name in typed.values;
  return {
    opensBases: wasSent('basisNumber'),
    opensRecipients: wasSent('audience'),
    opensRecall: wasSent('recallReason'),
  };
}

const factsOf = (one: DocumentFacts) => [
  { label: 'Số, ký hiệu', value: sayNumber(one) },
  { label: 'Ngày văn bản', value: one.datedOn === null ? '' : formatDay(one.datedOn) },
  { label: 'Trích yếu', value: one.subject },
  { label: 'Cơ quan ban hành', value: one.issuer },
  { label: 'Người ký', value: one.signedOn === null ? '' : [oneLine(one.powers), one.signer].join(', ') },
  { label: 'Ngày ký', value: one.signedOn === null ? '' : formatDay(one.signedOn) },
  {
    label: 'Bản đã ký',
    value: one.signed === null ? '' : `${one.signed.name}, ${formatFileSize(one.signed.size)}`,
  },
  ...(one.signed === null ? [] : [{ label: 'SHA-256 của bản đã ký', value: one.signed.sha256 }]),
  ...(one.paperSha256 === null ? [] : [{ label: 'SHA-256 của nội dung lập', value: one.paperSha256 }]),
  { label: 'Nơi nhận ghi trên văn bản', value: oneLine(one.recipientsText) },
  { label: 'Đưa vào sổ', value: `${one.draftedByName}, ${formatDateTime(one.draftedAt)}` },
  ...(one.issuedAt === null
    ? []
    : [{ label: 'Ban hành', value: `${one.issuedByName ?? ''}, ${formatDateTime(one.issuedAt)}` }]),
];

/** Lines as one; the marks that end them on paper give way to those between them. */
const oneLine = (text: string | null): string =>
  (text ?? '')
    .split('\n')
    .map((line) => line.trim().replace(/[;,]+$/, ''))
    .filter((line) => line !== '')
    .join('; ');

const FINDINGS: Readonly<Record<BasisFinding['why'], string>> = {
  later: 'Ban hành sau ngày văn bản: không làm căn cứ được.',
  ended: 'Đã hết hiệu lực vào ngày văn bản: không làm căn cứ được.',
  pending: 'Chưa có hiệu lực vào ngày văn bản. Chỉ dùng khi có hiệu lực không sau văn bản này.',
  early: 'Có hiệu lực trước ngày ban hành. Kiểm tra lại ngày.',
};
const FINE: StatusWord = { word: 'Dùng được', tone: 'success' };

function basesOf({ seen: { paths }, document, bases, today }: DocumentPageParts) {
  const found = new Map(checkBases(bases, document.datedOn ?? today).map((one) => [one.basis.id, one]));
  return bases.map((basis) => {
    const finding = found.get(basis.id);
    const status: StatusWord =
      finding === undefined
        ? FINE
        : finding.severity === 'fault'
          ? { word: 'Không dùng được', tone: 'danger' }
          : { word: 'Nên xem lại', tone: 'warning' };
    return {
      number: basis.number,
      datedText: formatDay(basis.datedOn),
      subject: basis.subject,
      forceText: forceOf(basis),
      status,
      note: finding === undefined ? null : FINDINGS[finding.why],
      removeHref: paths.basisRemoval(document.id, basis.id),
    };
  });
}

function forceOf({ inForceFrom, inForceUntil }: LegalBasis): string {
  if (inForceFrom === null && inForceUntil === null) return 'Chưa ghi';
  const from = inForceFrom === null ? '' : `từ ${formatDay(inForceFrom)}`;
  return [from, inForceUntil === null ? '' : `đến hết ${formatDay(inForceUntil)}`].filter(Boolean).join(' ');
}

/** When it may be sent: what is not issued yet needs no sentence of a refusal, the form to issue it stands above. */
const sayWhenSent = (refusal: Refusal, wording: Wording): string =>
  refusal.code === 'document-moved' ? 'Gửi được sau khi ban hành.' : wording.of(refusal).sentence;

function recipientsOf({ seen, document, recipients, counts, page, pageSize, units, wording }: DocumentPageParts) {
  const { paths, words } = seen;
  const mayKeep = seen.refusal === null;
  const { id } = document;
  const unsent = counts.all - counts.sent;
  const notYet = refuseToDispatch(document);
  return {
    recipientsText:
      counts.all === 0
        ? 'Chưa có đơn vị nhận.'
        : `${counts.all} đơn vị: đã gửi ${counts.sent}, đã nhận ${counts.received}, chưa nhận ${counts.sent - counts.received}.`,
    withoutText:
      counts.withoutReader === 0
        ? null
        : `${counts.withoutReader} đơn vị chưa ai có tài khoản nên không nhận được ở đây. Gửi bản giấy, hoặc đề nghị quản trị viên cấp tài khoản.`,
    recipients: recipients.map((one) => ({
      unit: one.unitName,
      role: words.roles[one.role],
      sentText: one.sentAt === null ? 'Chưa gửi' : formatDateTime(one.sentAt),
      receivedText: one.receivedAt === null ? null : `${formatDateTime(one.receivedAt)}, ${one.receivedByName ?? ''}`,
      hasNobody: !one.hasReader && one.receivedAt === null,
      waits: one.sentAt !== null && one.receivedAt === null,
      remindedText: one.remindedOn === null ? null : `Nhắc ngày ${formatDay(one.remindedOn)}`,
      removeHref: mayKeep && one.sentAt === null ? paths.recipientRemoval(id, one.id) : null,
    })),
    recipientPaging:
      counts.all <= pageSize
        ? null
        : pagingOf({ page, pageSize, total: counts.all, hrefOf: (to) => `${paths.one(id)}?trang=${to}` }),
    recipientsHref: mayKeep && document.state !== 'recalled' ? paths.recipients(id) : null,
    audiences: words.audiences,
    units: units.map((unit) => ({
      value: unit.id,
      label:
        unit.districtName === null
          ? `Các xã của ${placeInSentence(unit.name)}`
          : tellPlace(unit.name, unit.districtName),
    })),
    dispatchHref: mayKeep && notYet === null && unsent > 0 ? paths.dispatch(id) : null,
    dispatchLabel: `Gửi đến ${unsent} đơn vị chưa gửi`,
    sendsLaterText:
      mayKeep && unsent > 0 && notYet !== null && document.state !== 'recalled' ? sayWhenSent(notYet, wording) : null,
    remindHref: mayKeep && refuseToSend(document) === null && counts.sent > counts.received ? paths.reminder(id) : null,
    remindLabel: `Nhắc ${counts.sent - counts.received} đơn vị chưa nhận`,
  };
}
