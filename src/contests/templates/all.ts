import type { ContestTemplate } from '../contest.template.js';
import { HAI_CAP_2026 } from './hai-cap-2026.js';
import { ZALO_LAI_CHAU_2021 } from './zalo-lai-chau-2021.js';

/** The templates we ship, in the order they are offered. */
export const TEMPLATES: readonly ContestTemplate[] = [ZALO_LAI_CHAU_2021, HAI_CAP_2026];

export const templateByKey = (key: string): ContestTemplate | null =>
  TEMPLATES.find((template) => template.key === key) ?? null;
