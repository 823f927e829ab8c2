import { KIND_WORDS, type ReceivedDocument } from '../../documents/document.facts.js';
import { sayDocument, sayNumber } from '../../documents/document.number.js';
import { formatDateTime } from '../../kernel/vietnamese/dates.js';
import { formatDay } from '../../kernel/vietnamese/days.js';
import { formatFileSize } from '../../kernel/vietnamese/numbers.js';
import { pagingOf, type StatusWord } from '../../web/views/page.js';
import { registerPaths } from './register.paths.js';

export const RECEIVED_A_PAGE = 30;

function standingOf({ document, receivedAt, isOwn, correctedBy }: ReceivedDocument): StatusWord {
  if (document.state === 'recalled') return { word: 'Đã thu hồi', tone: 'danger' };
  if (correctedBy !== null) return { word: 'Đã có văn bản sửa, thay', tone: 'warning' };
  if (receivedAt === null && !isOwn) return { word: 'Chưa nhận', tone: 'neutral' };
  return receivedAt === null ? { word: 'Chưa nhận', tone: 'info' } : { word: 'Đã nhận', tone: 'success' };
}

/** One page of what was sent to a unit. */
export const toReceivedList = (
  { documents, total, waiting }: { documents: readonly ReceivedDocument[]; total: number; waiting: number },
  page: number,
) => ({
  lead: waiting === 0 ? null : `${waiting} văn bản chưa bấm “Đã nhận”.`,
  rows: documents.map((one) => ({
    name: sayNumber(one.document),
    kind: KIND_WORDS[one.document.kind],
    href: registerPaths.receivedOne(one.document.id),
    subject: one.document.subject,
    issuer: one.document.issuer,
    sentText: formatDateTime(one.sentAt),
    toText: one.isOwn ? null : `Gửi ${one.sentTo}, đơn vị trước đây`,
    state: standingOf(one),
  })),
  paging:
    total <= RECEIVED_A_PAGE
      ? null
      : pagingOf({
          page,
          pageSize: RECEIVED_A_PAGE,
          total,
          hrefOf: (to) => `${registerPaths.received}?trang=${to}`,
        }),
});

export function toReceivedView(one: ReceivedDocument) {
  const { document, correctedBy, receivedAt } = one;
  const isInForce = document.state === 'issued';
  return {
    heading: sayDocument(document),
    state: standingOf(one),
    recalledText: isInForce ? null : `Lý do thu hồi: ${document.recallReason ?? ''}`,
    correctedText: correctedBy === null ? null : `${sayDocument(correctedBy)} sửa hoặc thay văn bản này.`,
    facts: [
      { label: 'Trích yếu', value: document.subject },
      { label: 'Cơ quan ban hành', value: document.issuer },
      { label: 'Ngày văn bản', value: document.datedOn === null ? '' : formatDay(document.datedOn) },
      { label: 'Người ký', value: document.signer ?? '' },
      ...(one.contestName === null ? [] : [{ label: 'Cuộc thi', value: one.contestName }]),
      ...(one.isOwn ? [] : [{ label: 'Gửi đến', value: `${one.sentTo}, đơn vị trước đây` }]),
      { label: 'Gửi lúc', value: formatDateTime(one.sentAt) },
      {
        label: 'Đã nhận',
        value: receivedAt === null ? '' : `${one.receivedByName ?? ''}, ${formatDateTime(receivedAt)}`,
      },
    ],
    copyHref: isInForce && document.signed?.isInfected === false ? registerPaths.receivedCopy(document.id) : null,
    isInfected: document.signed?.isInfected ?? false,
    copyLabel: `Tải văn bản (PDF, ${formatFileSize(document.signed?.size ?? 0)})`,
    action: isInForce && one.isOwn && receivedAt === null ? registerPaths.receivedOne(document.id) : null,
    backHref: registerPaths.received,
  };
}
