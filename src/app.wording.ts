import type { RefusalWordings } from './kernel/refusal.js';

/** The refusal sentences of every room. */
export const APP_WORDINGS: readonly RefusalWordings[] = [];
