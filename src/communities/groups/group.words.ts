import type { ActWords } from '../../audit/audit.words.js';
import type { StatusWord } from '../../web/views/page.js';
import type { CountSource, GroupKind, GroupPart, RoleState } from './group.facts.js';
import type { Platform } from './group.link.js';

export const KIND_WORDS: Readonly<Record<GroupKind, string>> = {
  residents: 'Nhóm cộng đồng khu dân cư',
  command: 'Nhóm chỉ huy, điều hành (TTCH)',
  other: 'Nhóm khác',
};

export const PLATFORM_WORDS: Readonly<Record<Platform, string>> = {
  zalo: 'Zalo',
  facebook: 'Facebook',
  viber: 'Viber',
  telegram: 'Telegram',
  other: 'Nền tảng khác',
};

export const PART_WORDS: Readonly<Record<GroupPart, string>> = {
  owner: 'Trưởng nhóm',
  deputy: 'Phó nhóm',
  admin: 'Quản trị',
};

export const SOURCE_WORDS: Readonly<Record<CountSource, string>> = {
  declared: 'Khai báo',
  screenshot: 'Ảnh chụp màn hình',
  import: 'Nhập từ tệp',
};

export const ROLE_STATE_WORDS: Readonly<Record<RoleState, StatusWord>> = {
  present: { word: 'Có trong nhóm', tone: 'success' },
  absent: { word: 'Chưa có', tone: 'danger' },
  unknown: { word: 'Chưa rõ', tone: 'neutral' },
};

/** How the log calls the acts of this register. */
export const GROUP_ACT_WORDS: ActWords = {
  'community-group.add': 'thêm nhóm vào sổ',
  'community-group.edit': 'sửa nhóm trong sổ',
  'community-group.close': 'ghi nhóm ngừng hoạt động',
  'community-group.reopen': 'ghi nhóm hoạt động lại',
  'community-group.count': 'ghi số thành viên của nhóm',
  'community-group.correct-count': 'đính chính số thành viên của nhóm',
  'community-group.see-role': 'ghi vai trò có trong nhóm',
  'community-group.import': 'nhập sổ nhóm từ tệp',
  'community-group.quarantine': 'cách ly ảnh chụp số thành viên',
  'community-role.add': 'thêm vai trò cần có trong nhóm',
  'community-role.end': 'thôi yêu cầu vai trò trong nhóm',
};
