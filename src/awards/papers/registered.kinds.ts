import type { DocumentKind } from '../../documents/document.facts.js';

/** The papers that bear a number of the register, by address; lists for the treasurer and certificates bear none, or one of their own. */
export const REGISTERED_KINDS: ReadonlyMap<string, DocumentKind> = new Map([
  ['to-trinh', 'to-trinh'],
  ['quyet-dinh', 'quyet-dinh'],
  ['danh-sach-khen-thuong', 'khac'],
  ['thong-bao-ket-qua', 'thong-bao'],
]);
