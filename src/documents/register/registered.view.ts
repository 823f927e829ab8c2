import type { StatusWord } from '../../web/views/page.js';
import { DOCUMENT_STATUS_WORDS } from '../document.moves.js';
import { sayDocument } from '../document.number.js';
import type { RegisteredPaper } from './register.entrance.js';

/** The document that a paper has come into a register as, on the page of what the paper is about (`documents/_registered`). */
export const toRegistered = (
  registered: RegisteredPaper | null,
): { name: string; href: string | null; status: StatusWord } | null =>
  registered && {
    name: sayDocument(registered.document),
    href: registered.href,
    status: DOCUMENT_STATUS_WORDS[registered.document.state],
  };
