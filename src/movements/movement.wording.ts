import type { RefusalWordings } from '../kernel/refusal.js';

export const MOVEMENT_WORDINGS: RefusalWordings = {
  'movement-of-another-unit': {
    status: 422,
    say: () => 'Đơn vị chỉ lập phong trào của mình. Chọn đơn vị mình làm đơn vị phát động.',
  },
};
