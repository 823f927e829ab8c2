import type { Words } from '../../web/request.js';
import { RECIPIENT_KINDS, RECIPIENT_WORDS, type RecipientKind } from '../recipient-kind.js';
import { field } from './field-spec.js';
import type { TypedWords } from '../../web/typed-words.js';

/** Who receives a prize: the first choice, a group, is what a new prize begins with. */
export const recipientField = () =>
  field.select('recipientKind', 'Người nhận', {
    hint: 'Cá nhân, hộ gia đình: tên lấy ở ô người đại diện của hồ sơ.',
    options: RECIPIENT_KINDS.map((value) => ({ value, label: RECIPIENT_WORDS[value] })),
  });

export const readRecipient = (words: TypedWords, body: Words): RecipientKind =>
  body['recipientKind'] === undefined
    ? 'collective'
    : words.choice('recipientKind', RECIPIENT_KINDS, 'Chọn người nhận.');
