import type { ActWords } from '../audit/audit.words.js';
import type { SuccessionFacts, UnitLevel } from './unit.facts.js';

/** How each level is called on screen. */
export const LEVEL_NAMES: Readonly<Record<UnitLevel, string>> = {
  province: 'Cấp tỉnh',
  district: 'Cấp huyện',
  commune: 'Cấp xã',
  office: 'Cơ quan',
  village: 'Thôn, bản',
};

export const SUCCESSION_WORDS: Readonly<Record<SuccessionFacts['kind'], string>> = {
  merged_whole: 'nhập toàn bộ',
  merged_part: 'nhập một phần',
  unchanged: 'giữ nguyên',
  renamed: 'đổi tên',
};

/** How the log calls the acts of this room. */
export const UNIT_ACT_WORDS: ActWords = {
  'unit.enter-shipped': 'nạp danh mục đơn vị đi kèm hệ thống',
  'unit.import-villages': 'nhập danh sách thôn, bản',
  'unit.add-alias': 'thêm tên khác của đơn vị',
  'unit.remove-alias': 'bỏ tên khác của đơn vị',
  'unit.add-office': 'thêm cơ quan',
};
