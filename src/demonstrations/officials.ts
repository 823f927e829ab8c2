import type { Role } from '../kernel/actor.js';
import { fold } from '../kernel/vietnamese/fold.js';
import { sampleResident } from './materials/people.js';
import { SAMPLE_OFFICIALS } from './materials/staff.js';
import {
  BAN_BO_COMMUNE,
  BINH_LU_COMMUNE,
  sampleVillages,
  SIN_HO_DISTRICT,
  TAM_DUONG_DISTRICT,
} from './materials/villages.js';

/** An account of the demonstration with its one role. */
export interface DemonstrationOfficial {
  username: string;
  fullName: string;
  /** Post and place of work, as lists print it. */
  title: string;
  role: Role;
  /** The unit acted for, by its code of 2021. */
  unit: { level: 'commune' | 'district'; code: string } | null;
}

const ROLES: Readonly<Record<string, Pick<DemonstrationOfficial, 'role' | 'unit'>>> = {
  xa: { role: 'commune', unit: { level: 'commune', code: BAN_BO_COMMUNE } },
  xa2: { role: 'commune', unit: { level: 'commune', code: BINH_LU_COMMUNE } },
  'tham-dinh': { role: 'vetting', unit: { level: 'district', code: TAM_DUONG_DISTRICT } },
  'tham-dinh2': { role: 'vetting', unit: { level: 'district', code: SIN_HO_DISTRICT } },
  'giam-khao-1': { role: 'judge', unit: null },
  'giam-khao-2': { role: 'judge', unit: null },
  'giam-khao-3': { role: 'judge', unit: null },
  'giam-khao-4': { role: 'judge', unit: null },
  'giam-khao-5': { role: 'judge', unit: null },
  'thu-ky': { role: 'secretary', unit: null },
  'to-chuc': { role: 'organiser', unit: null },
  'to-chuc-2': { role: 'organiser', unit: null },
  'kiem-tra': { role: 'auditor', unit: null },
  'quan-tri': { role: 'admin', unit: null },
};

/** The accounts of the contract, then one official for each further commune, so that every dossier has its own sender. */
export function officials(): DemonstrationOfficial[] {
  const named = SAMPLE_OFFICIALS.map(({ username, fullName, title, workplace }): DemonstrationOfficial => {
    const as = ROLES[username];
    if (as === undefined) throw new Error(`no role for the sample official ${username}`);
    return { username, fullName, title: `${title}, ${workplace}`, ...as };
  });
  const communes = new Map(sampleVillages().map(({ communeCode, communeName }) => [communeCode, communeName]));
  for (const { unit } of named) communes.delete(unit?.code ?? '');
  return [...named, ...[...communes].map(([code, name]) => communeOfficial(code, name))];
}

function communeOfficial(code: string, name: string): DemonstrationOfficial {
  const place = name.charAt(0).toLowerCase() + name.slice(1);
  return {
    username: `xa-${fold(name.replace(/^(Xã|Thị trấn) /, '')).replace(/[^a-z0-9]+/g, '-')}`,
    fullName: sampleResident(code, `${code}/công chức`).fullName,
    title: `Công chức Văn hóa - Xã hội, UBND ${place}`,
    role: 'commune',
    unit: { level: 'commune', code },
  };
}
