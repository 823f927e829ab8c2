import { type PledgeState, STANDING_STATES } from './pledge.facts.js';

/** Which of the people of a list a page shows, by the word in its address. */
export interface PledgeFilter {
  value: string;
  label: string;
  states: readonly PledgeState[];
}

const ALL: PledgeFilter = { value: '', label: 'Tất cả đang có', states: STANDING_STATES };
const WAITING: PledgeFilter = { value: 'cho', label: 'Chờ xác nhận', states: ['pledged'] };
const SPOKEN: readonly PledgeFilter[] = [
  { value: 'da-vao', label: 'Đã vào nhóm', states: ['confirmed'] },
  { value: 'khong', label: 'Không có trong nhóm', states: ['absent'] },
];

/** What an agency may look at: everybody first. */
export const LIST_FILTERS: readonly PledgeFilter[] = [
  ALL,
  WAITING,
  ...SPOKEN,
  { value: 'cu', label: 'Đã rút, đã đính chính', states: ['withdrawn', 'replaced'] },
];
/** What the commune of residence may look at: those who wait first. */
export const RESIDENT_FILTERS: readonly PledgeFilter[] = [WAITING, ...SPOKEN, { ...ALL, value: 'tat-ca' }];

/** The filter that an address names; the first of them for anything else. */
export const filterOf = (filters: readonly PledgeFilter[], typed: unknown): PledgeFilter =>
  filters.find(({ value }) => value === typed) ?? (filters[0] as PledgeFilter);
