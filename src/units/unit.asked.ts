import { isId, type UnitId } from '../kernel/ids.js';
import { readShaped } from '../web/filter.js';

/** A unit as a program names it: by its id, or by a code of the national list, which over time has been several units'. */
export type AskedUnit = { id: UnitId } | { code: string };

/** What can be no unit's is refused; what merely is none's finds nothing. Refuses `filter-unreadable`. */
export function readUnit(parameter: string, typed: unknown): AskedUnit | null {
  if (typeof typed === 'string' && isId(typed)) return { id: typed as UnitId };
  const code = readShaped(parameter, typed, {
    shape: /^\d{2,5}$/,
    takes: 'id của đơn vị hoặc mã số 2 đến 5 chữ số theo danh mục hành chính',
  });
  return code === null ? null : { code };
}

/** Is `column` the unit asked for, or one of those that bore its code? `add` takes a value and answers its parameter. */
export const isUnit = (column: string, asked: AskedUnit, add: (value: unknown) => string): string =>
  'id' in asked
    ? `${column} = ${add(asked.id)}`
    : `${column} = ANY(ARRAY(SELECT named.id FROM units named WHERE named.level IN ('province', 'district', 'commune') AND named.code = ${add(asked.code)}))`;
