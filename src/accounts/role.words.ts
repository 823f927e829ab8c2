import type { Role } from '../kernel/actor.js';

/** How each role is called on screen and on paper. */
export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  commune: 'Cán bộ cấp xã',
  vetting: 'Cán bộ thẩm định',
  judge: 'Giám khảo',
  secretary: 'Thư ký',
  organiser: 'Ban Tổ chức',
  auditor: 'Kiểm tra',
  admin: 'Quản trị',
};
