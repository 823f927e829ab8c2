import { Page } from '../../web/answer.js';
import type { FormState } from '../../web/views/form-state.js';
import type { ItemFacts } from './item.facts.js';
import { frameOf } from './item.view.js';
import { propagandaPaths } from './propaganda.paths.js';
import { READING_PACE } from './reading.time.js';

/** The form of an item, new (`item` null) or a draft to be put right. */
export function itemFormPage(given: {
  item: ItemFacts | null;
  owners: readonly { id: string; name: string }[];
  movements: readonly { id: string; name: string }[];
  needsMovement: boolean;
  form: FormState;
}): Page {
  const { item, owners, movements, needsMovement, form } = given;
  const heading = item === null ? 'Soạn nội dung tuyên truyền' : 'Sửa nội dung tuyên truyền';
  return new Page(
    'movements/propaganda-item-form',
    {
      heading,
      about: item?.title ?? null,
      form,
      version: item?.version ?? null,
      action: item === null ? propagandaPaths.create : propagandaPaths.edit(item.id),
      owners: item === null && owners.length > 1 ? owners.map(({ id, name }) => ({ value: id, label: name })) : null,
      movements: item === null ? movements.map(({ id, name }) => ({ value: id, label: name })) : null,
      noMovement: needsMovement ? null : 'Không thuộc phong trào nào',
      pace: READING_PACE.reason,
      imageName: item?.image?.name ?? null,
      backHref: item === null ? propagandaPaths.items : propagandaPaths.item(item.id),
    },
    frameOf(null, { href: propagandaPaths.items, label: 'Nội dung' }, { href: null, label: heading }),
  );
}
