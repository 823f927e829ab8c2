import type { SampleDossier } from '../dossiers.js';
import { sampleResident, sampleResidents } from '../people.js';
import { seededRandom } from '../seeded-random.js';
import type { DossierTexts } from '../texts.js';

/** One line of a group's member list. */
export interface MemberLine {
  fullName: string;
  /** "Trưởng nhóm", "Phó trưởng nhóm", "Thành viên" */
  role: string;
  note: string;
}

const NOTES = [
  'Nhận thông báo thay cho hộ bố mẹ chưa có điện thoại thông minh',
  'Thành viên tổ Covid cộng đồng',
  'Hội viên Hội Phụ nữ',
  'Đoàn viên thanh niên, hỗ trợ cài đặt Zalo',
  'Giáo viên cắm bản',
  'Trưởng dòng họ',
  'Cộng tác viên dân số',
  'Đang làm việc ngoài tỉnh',
] as const;

/** As many members as the dossier declares, the leader first, then two deputies; every name once. The same on every call. */
export function memberLines(dossier: SampleDossier, texts: DossierTexts): MemberLine[] {
  const { communeCode } = dossier.village;
  const deputies = ['Công an viên', 'Nhân viên y tế'].map((note, index) => ({
    fullName: sampleResident(communeCode, `${dossier.key}/phó ${index}`).fullName,
    role: 'Phó trưởng nhóm',
    note,
  }));
  const leader = { fullName: texts.leader.fullName, role: 'Trưởng nhóm', note: capital(texts.leaderDuty) };
  const heads = [leader, ...deputies];
  const taken = new Set(heads.map((line) => line.fullName));
  const random = seededRandom(`${dossier.key}/ghi chú`);
  const others = sampleResidents(communeCode, `${dossier.key}/thành viên`, texts.memberCount + heads.length)
    .filter((person) => !taken.has(person.fullName))
    .map((person) => ({
      fullName: person.fullName,
      role: 'Thành viên',
      note: random.chance(0.3) ? random.pick(NOTES) : '',
    }));
  return [...heads, ...others].slice(0, texts.memberCount);
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
