import { tellPlace } from '../../../kernel/vietnamese/places.js';

/** `{{place villageName communeName}}`: “Bản Hợp Nhất, xã Bản Bo”; levels that are null are left out. */
export const place = (small: string | null, large: string | null): string => tellPlace(small, large);
