import type { UnitId } from '../kernel/ids.js';

/** Where something of a register stands, as a program is told: as it was entered, and what its commune has become. */
export const toApiPlace = (row: {
  communeId: UnitId;
  communeName: string;
  districtName: string | null;
  villageName: string | null;
  nowId: UnitId;
  nowName: string;
}) => ({
  commune: { id: row.communeId, name: row.communeName },
  district: row.districtName,
  village: row.villageName,
  now: { id: row.nowId, name: row.nowName },
});
