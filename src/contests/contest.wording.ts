import type { RefusalWordings } from '../kernel/refusal.js';

/** Every "no" of this room. */
export const CONTEST_WORDINGS: RefusalWordings = {
  'slug-taken': { status: 422, say: () => 'Địa chỉ này đã có cuộc thi khác dùng. Chọn địa chỉ khác.' },
  'contest-code-taken': { status: 422, say: () => 'Mã này đã có cuộc thi khác dùng. Chọn mã khác.' },
};
