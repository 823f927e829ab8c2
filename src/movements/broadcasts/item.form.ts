import type { UnitId } from '../../kernel/ids.js';
import { formatDay } from '../../kernel/vietnamese/days.js';
import type { UploadLimits } from '../../storage/uploads.js';
import type { ReadForm } from '../../web/form.js';
import type { Words } from '../../web/request.js';
import { TypedWords } from '../../web/typed-words.js';
import type { FormState } from '../../web/views/form-state.js';
import type { MovementId } from '../movement.facts.js';
import type { ItemWords } from './item.facts.js';

/** A poster as telephones and printers make it. */
export const ITEM_IMAGE: UploadLimits = {
  fieldName: 'anh',
  maxBytes: 10 * 1024 * 1024,
  maxFiles: 1,
  kinds: ['jpg', 'png', 'webp', 'heic'],
};

// Our own bounds, no paper’s: ten minutes of reading, and what people still read in a group.
const LOUD_MOST = 8000;
const ZALO_MOST = 2000;

/** What somebody typed of an item; `dropsImage`: the picture it has is not wanted any more. */
export interface TypedItem {
  words: ItemWords;
  dropsImage: boolean;
}

function readWords(words: TypedWords, hasImage: boolean): TypedItem {
  const title = words.line('title', { ask: 'Nhập tên nội dung.', max: 200, label: 'Tên nội dung' });
  const sourceName = words.line('sourceName', {
    ask: 'Nhập cơ quan cung cấp nội dung.',
    max: 200,
    label: 'Cơ quan cung cấp',
  });
  const loudText = words.text('loudText', { max: LOUD_MOST, label: 'Bài đọc trên loa' });
  const zaloText = words.text('zaloText', { max: ZALO_MOST, label: 'Tin Zalo' });
  const validUntil = words.day('validUntil', 'Dùng đến hết ngày');
  const dropsImage = words.tick('dropImage');
  if (loudText === '' && zaloText === '' && !hasImage && words.isSound('loudText') && words.isSound('zaloText'))
    words.fault('loudText', 'Nhập bài đọc trên loa hoặc tin Zalo, hoặc chọn ảnh.', null);
  return { words: { title, sourceName, loudText, zaloText, validUntil }, dropsImage };
}

/** Reads a change of an item. `brings`: a picture came along; `has`: there is one already. */
export function readItem(body: Words, { brings, has }: { brings: boolean; has: boolean }): ReadForm<TypedItem> {
  const words = new TypedWords(body);
  const keeps = has && body['dropImage'] !== '1';
  return words.done(readWords(words, brings || keeps));
}

/** Reads a new item; owners and movements are those that may be chosen. An organiser of one contest must name a movement. */
export function readNewItem(
  body: Words,
  offered: {
    owners: readonly UnitId[];
    movements: readonly MovementId[];
    brings: boolean;
    needsMovement: boolean;
  },
): ReadForm<TypedItem & { ownerUnitId: UnitId; movementId: MovementId | null }> {
  const words = new TypedWords(body);
  const typed = readWords(words, offered.brings);
  const [only] = offered.owners;
  const ownerUnitId =
    offered.owners.length === 1 && only !== undefined
      ? only
      : words.choice('owner', offered.owners, 'Chọn đơn vị ban hành nội dung.');
  const chosen = words.choice(
    'movement',
    offered.needsMovement ? offered.movements : ['', ...offered.movements],
    'Chọn phong trào.',
  );
  return words.done({ ...typed, ownerUnitId, movementId: chosen === '' ? null : chosen });
}

/** What the form of an item begins with. */
export const typedItem = (item: ItemWords): FormState['values'] => ({
  title: item.title,
  sourceName: item.sourceName,
  loudText: item.loudText,
  zaloText: item.zaloText,
  validUntil: item.validUntil === null ? '' : formatDay(item.validUntil),
});
