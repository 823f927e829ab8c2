import type { StatusWord } from '../web/views/page.js';
import type { SameElsewhere } from './dossier.duplicates.js';
import type { OfferedGroup } from './stock-reason.view.js';

/** One place of the checklist: its three inputs, and what an officer should know before marking it. */
export interface CheckView {
  key: string;
  title: string;
  /** Where it stands in the dossier beside. */
  href: string;
  verdictName: string;
  reasonName: string;
  noteName: string;
  stockName: string;
  /** Ready sentences for this place, by kind. */
  offered: OfferedGroup[];
  /** What was asked last time, when a supplement has come since. */
  before: string | null;
  /** What the supplement changed here, or that there is nothing to look at; null otherwise. */
  hint: string | null;
  /** Same bytes elsewhere: quiet, since one photo may rightly serve two villages. */
  duplicates: SameElsewhere[];
  /** What looks odd about its words; null when nothing does. */
  remark: string | null;
  /** What is recorded, for a dossier that this officer may only look at. */
  recorded: StatusWord | null;
  recordedNote: string;
}
