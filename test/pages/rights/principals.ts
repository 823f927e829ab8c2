import type { Role } from '../../../src/kernel/actor.js';
import type { World } from '../../fixtures/world.js';

/** Somebody who comes to the door, and what is true of them by the fixtures, not by the code under test. */
export interface Principal {
  name: string;
  /** Null: they come without a session. */
  account: string | null;
  /** The role they hold; null when they have none (any more). */
  role: Role | null;
  /** The contest that their role reaches; null when it reaches every one. */
  contest: 'own' | 'other' | null;
  /** The unit they act for, by its name in the fixtures. */
  unit: keyof World['units'] | null;
  /** What is done to the account once they have signed in. */
  fate: 'disabled' | 'revoked' | null;
}

const person = (name: string, account: string | null, about: Partial<Principal> = {}): Principal => ({
  name,
  account,
  role: null,
  contest: null,
  unit: null,
  fate: null,
  ...about,
});

/** The fifteen kinds of people of TRUST S2, and a few of their neighbours. */
export const PRINCIPALS: readonly Principal[] = [
  person('a stranger', null),
  person('the commune Bản Bo', 'xa', { role: 'commune', contest: 'own', unit: 'banBo' }),
  person('the commune Bình Lư', 'xa2', { role: 'commune', contest: 'own', unit: 'binhLu' }),
  person('the commune Noong Hẻo', 'xa3', { role: 'commune', contest: 'own', unit: 'nongHeo' }),
  person('a commune of the other contest', 'xa-hai22', { role: 'commune', contest: 'other', unit: 'banBo' }),
  person('the office of Tam Đường', 'tham-dinh', { role: 'vetting', contest: 'own', unit: 'tamDuong' }),
  person('the office of Sìn Hồ', 'tham-dinh2', { role: 'vetting', contest: 'own', unit: 'sinHo' }),
  person('judge 1, who has three entries', 'giam-khao-1', { role: 'judge', contest: 'own' }),
  person('judge 2, who has one entry', 'giam-khao-2', { role: 'judge', contest: 'own' }),
  person('judge 3, who has none', 'giam-khao-3', { role: 'judge', contest: 'own' }),
  person('a judge of the other contest', 'giam-khao-1-hai22', { role: 'judge', contest: 'other' }),
  person('the secretary', 'thu-ky', { role: 'secretary', contest: 'own' }),
  person('the secretary of the other contest', 'thu-ky-hai22', { role: 'secretary', contest: 'other' }),
  person('an organiser', 'to-chuc', { role: 'organiser', contest: 'own' }),
  person('an organiser of the other contest', 'to-chuc-hai22', { role: 'organiser', contest: 'other' }),
  person('an organiser of the whole province', 'to-chuc-tinh', { role: 'organiser', contest: 'own', unit: 'province' }),
  person('the auditor', 'kiem-tra', { role: 'auditor' }),
  person('the administrator', 'quan-tri', { role: 'admin' }),
  person('an organiser whose account was disabled', 'bi-khoa', { fate: 'disabled' }),
  person('an organiser whose role was revoked', 'het-vai', { fate: 'revoked' }),
];
