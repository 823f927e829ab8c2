import { placeInSentence, tellPlace } from '../../../kernel/vietnamese/places.js';

/** `{{place villageName communeName}}`: “Bản Hợp Nhất, xã Bản Bo”; levels that are null are left out. */
export const place = (small: string | null, large: string | null): string => tellPlace(small, large);

/** `Các giải của {{placeInside communeName}}`: a place's name inside a sentence. */
export const placeInside = (name: string): string => placeInSentence(name);
