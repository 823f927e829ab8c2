import type { UnitId } from '../../kernel/ids.js';
import { parseDay, type Day } from '../../kernel/vietnamese/days.js';
import { tidyName } from '../../kernel/vietnamese/fold.js';
import { pageNumber } from '../../web/page-number.js';
import { unitIn } from './group.form.js';
import { GROUP_KINDS } from './group.facts.js';
import type { GroupFilter } from './group.list.repository.js';

/** What the address of a list of groups asks for. */
export interface GroupQuery {
  filter: GroupFilter;
  /** The day on which communes are looked at; null: today. */
  on: Day | null;
  page: number;
}

const STATES = { dung: 'closed' } as const;

/** Reads the query of a list; what cannot be read is not asked for. */
export function readGroupQuery(typed: Readonly<Record<string, unknown>>): GroupQuery {
  const text = typeof typed['tim'] === 'string' ? tidyName(typed['tim']).slice(0, 100) : '';
  return {
    filter: {
      districtId: unitIn(typed['huyen']),
      communeId: unitIn(typed['xa']),
      villageId: unitIn(typed['ban']),
      kind: GROUP_KINDS.find((kind) => kind === typed['loai']) ?? null,
      text: text === '' ? null : text,
      state: typed['trang-thai'] === 'dung' ? STATES.dung : 'open',
      doubledOnly: typed['trung'] === '1',
      uncountedOnly: typed['dem'] === 'chua',
    },
    on: typeof typed['ngay'] === 'string' ? parseDay(typed['ngay']) : null,
    page: pageNumber(typed['trang']),
  };
}

/** The query as it stands in an address; parts that ask for nothing are null. */
export const queryText = ({ filter, on, page }: GroupQuery): Record<string, UnitId | string | null> => ({
  tim: filter.text,
  huyen: filter.districtId,
  xa: filter.communeId,
  ban: filter.villageId,
  loai: filter.kind,
  'trang-thai': filter.state === 'closed' ? 'dung' : null,
  trung: filter.doubledOnly ? '1' : null,
  dem: filter.uncountedOnly ? 'chua' : null,
  ngay: on,
  trang: page === 1 ? null : String(page),
});
