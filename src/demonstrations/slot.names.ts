import type { DossierPart } from './materials/reasons.js';

/** Which slot of the template `zalo-lai-chau-2021` takes which part of a sample dossier. */
export const SLOT_OF_PART: Readonly<Record<DossierPart, string>> = {
  report: 'bao-cao',
  photos: 'anh',
  members: 'thanh-vien',
};
