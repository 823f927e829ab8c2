import type { ActWords } from './audit/audit.words.js';

/** How the log calls every act of every room. */
export const APP_ACT_WORDS: ActWords = {};
