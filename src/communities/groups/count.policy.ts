import type { Refusal } from '../../kernel/refusal.js';
import type { TypedCount } from './count.form.js';

/** Why a count cannot be taken as it was handed in; null: it can. A screenshot has to be there when it is named as the source. */
export function refuseToCount({ source }: Pick<TypedCount, 'source'>, file: object | null): Refusal | null {
  return source === 'screenshot' && file === null ? { code: 'count-screenshot-missing', field: 'anh' } : null;
}
