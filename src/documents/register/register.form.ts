import { DOCUMENT_KINDS, type DocumentWords, type LegalBasis, type Recall } from '../document.facts.js';
import { isId, type UnitId } from '../../kernel/ids.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import type { ReadForm } from '../../web/form.js';
import type { Words } from '../../web/request.js';
import { TypedWords } from '../../web/typed-words.js';

/** Which units a document goes to: every commune or those of one unit, or every vetting office. */
export interface RecipientChoice {
  /** One of the register's audiences. */
  audience: string;
  unitId: UnitId | null;
}

/** A document that was written elsewhere. */
export function readDocument(body: Words): ReadForm<{ words: DocumentWords; correctsId: string | null }> {
  const words = new TypedWords(body);
  const kind = words.choice('kind', DOCUMENT_KINDS, 'Chọn loại văn bản.');
  const issuer = words.line('issuer', { ask: 'Nhập cơ quan ban hành.', max: 300, label: 'Cơ quan ban hành' });
  const symbol = words.line('symbol', { ask: 'Nhập ký hiệu, ví dụ KH-BTC.', max: 30, label: 'Ký hiệu' });
  if (/[/\s]/.test(symbol)) words.fault('symbol', 'Ký hiệu không có số, dấu “/” và khoảng trắng, ví dụ KH-BTC.', null);
  const subject = words.text('subject', { ask: 'Nhập trích yếu.', max: 600, label: 'Trích yếu' });
  const recipientsText = words.text('recipientsText', { max: 2000, label: 'Nơi nhận' });
  const corrects = String(body['corrects'] ?? '');
  return words.done({
    words: { kind, issuer, symbol, subject, recipientsText },
    correctsId: corrects === '' ? null : corrects,
  });
}

export function readSignature(body: Words): ReadForm<{ signer: string; powers: string; signedOn: Day }> {
  const words = new TypedWords(body);
  const powers = words.text('powers', {
    ask: 'Nhập quyền hạn, chức vụ người ký, ví dụ TM. BAN TỔ CHỨC.',
    max: 300,
    label: 'Quyền hạn, chức vụ',
  });
  const signer = words.line('signer', { ask: 'Nhập họ tên người ký.', max: 120, label: 'Họ tên người ký' });
  return words.done({ signer, powers, signedOn: neededDay(words, body, 'signedOn', 'Ngày ký') });
}

/** An empty number asks for the next of the series. */
export function readNumber(body: Words): ReadForm<{ number: number | null; datedOn: Day }> {
  const words = new TypedWords(body);
  const typed = String(body['number'] ?? '').trim();
  const number = typed === '' ? null : words.whole('number', { min: 1, max: 99_999, label: 'Số' });
  return words.done({ number, datedOn: neededDay(words, body, 'datedOn', 'Ngày văn bản') });
}

export function readBasis(body: Words): ReadForm<Omit<LegalBasis, 'id'>> {
  const words = new TypedWords(body);
  const number = words.line('basisNumber', {
    ask: 'Nhập số, ký hiệu của căn cứ, ví dụ 30/2020/NĐ-CP.',
    max: 60,
    label: 'Số, ký hiệu',
  });
  const datedOn = neededDay(words, body, 'basisDatedOn', 'Ngày ban hành');
  const subject = words.line('basisSubject', { ask: 'Nhập trích yếu của căn cứ.', max: 300, label: 'Trích yếu' });
  const inForceFrom = words.day('basisFrom', 'Có hiệu lực từ');
  const inForceUntil = words.day('basisUntil', 'Có hiệu lực đến');
  if (inForceFrom !== null && inForceUntil !== null && inForceUntil < inForceFrom)
    words.fault('basisUntil', 'Ngày hết hiệu lực không được trước ngày có hiệu lực.', null);
  return words.done({ number, datedOn, subject, inForceFrom, inForceUntil });
}

/** Only communes are narrowed to one unit of those that may be chosen. */
export function readRecipients(
  body: Words,
  { audiences, units }: { audiences: readonly string[]; units: readonly UnitId[] },
): ReadForm<RecipientChoice> {
  const words = new TypedWords(body);
  const audience = words.choice('audience', audiences, 'Chọn nơi nhận.');
  const unit = words.choice('unit', ['', ...units], 'Chọn đơn vị có trong danh sách.');
  if (unit !== '' && audience !== 'commune') words.fault('unit', 'Chỉ khi gửi các xã mới chọn riêng một đơn vị.', null);
  return words.done({ audience, unitId: unit === '' ? null : unit });
}

export function readRecall(body: Words): ReadForm<Recall> {
  const words = new TypedWords(body);
  return words.done({
    reason: words.text('recallReason', { ask: 'Ghi lý do thu hồi.', max: 1000, label: 'Lý do thu hồi' }),
    publicReason: words.line('publicReason', { max: 300, label: 'Lý do cho mọi người xem' }),
  });
}

/** A button that says nothing but itself. */
export const readNothing = (body: Words): ReadForm<object> => new TypedWords(body).done({});

/** The version that the page showed. One that is no number matches none. */
export function askedOf(id: string, body: Words): { id: string; version: number } {
  const { version } = body;
  return {
    id: isId(id) ? id : '',
    version: typeof version === 'string' && /^\d{1,9}$/.test(version) ? Number(version) : 0,
  };
}

function neededDay(words: TypedWords, body: Words, name: string, label: string): Day {
  const typed = String(body[name] ?? '').trim();
  return typed === '' ? words.fault(name, `${label}: chưa nhập.`, '') : (words.day(name, label) ?? '');
}
