import { API } from '../web/api.js';
import type { UnitId } from '../kernel/ids.js';

/** Addresses of the units, for administrators (UX §1b). */
export const unitPaths = {
  units: '/quan-tri/don-vi',
  unit: (id: UnitId) => `/quan-tri/don-vi/${id}`,
  aliases: (id: UnitId) => `/quan-tri/don-vi/${id}/ten-khac`,
  aliasRemoval: (id: UnitId) => `/quan-tri/don-vi/${id}/ten-khac/xoa`,
  offices: (id: UnitId) => `/quan-tri/don-vi/${id}/co-quan`,
  import: '/quan-tri/don-vi/nhap-ban',
  api: `${API}/units`,
} as const;

/** The same as routes. */
export const unitRoutes = {
  unit: '/quan-tri/don-vi/:id',
  aliases: '/quan-tri/don-vi/:id/ten-khac',
  aliasRemoval: '/quan-tri/don-vi/:id/ten-khac/xoa',
  offices: '/quan-tri/don-vi/:id/co-quan',
} as const;
