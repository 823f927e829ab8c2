import { HttpException } from '@nestjs/common';
import { Refused, type Refusal } from '../kernel/refusal.js';

// character_not_in_repertoire, untranslatable_character: no keyboard types what PostgreSQL cannot hold as text (U+0000).
const UNSTORABLE = new Set(['22021', '22P05']);

// query_canceled: a statement ran longer than anybody waits, or the process is stopping.
const CUT_SHORT = '57014';
const CUT_SHORT_RETRY_SECONDS = 60;

/** What of an error is a "no" and not a fault of ours: our refusals, and the framework's own 4xx. Null for a fault. */
export function toRefusal(error: unknown): Refusal | null {
  if (error instanceof Refused) return error.refusal;
  const { code = '' } = (error ?? {}) as { code?: string };
  if (UNSTORABLE.has(code)) return { code: 'malformed' };
  if (code === CUT_SHORT) return { code: 'cut-short', retryAfterSeconds: CUT_SHORT_RETRY_SECONDS };
  const status = error instanceof HttpException ? error.getStatus() : statusOf(error);
  if (status === null || status >= 500 || status < 400) return null;
  if (status === 413) return { code: 'body-too-large' };
  if (status === 404) return { code: 'not-found' };
  if (status === 403) return { code: 'not-allowed' };
  return { code: 'malformed' };
}

/** Errors of the body parser and of Express carry their status as a number. */
function statusOf(error: unknown): number | null {
  const status = (error as { status?: unknown } | null)?.status;
  return typeof status === 'number' ? status : null;
}

/** What a fault of ours says to people and programs alike: nothing of the inside. */
export const FAULT_SENTENCE = 'Hệ thống đang lỗi, dữ liệu đã lưu không mất. Thử lại sau 5 phút.';
