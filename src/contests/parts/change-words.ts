import { Refused } from '../../kernel/refusal.js';
import type { ContestFacts } from '../contest.facts.js';
import type { Words } from '../../web/request.js';
import type { ReadForm } from '../../web/form.js';
import type { Change } from './part.service.js';

const MOST_REASON = 1000;

/** The version a form was opened on and the reason typed into it; a version that is no number never came from our page. */
export function readChange(slug: string, body: Words): Change {
  const [version, reason] = [body['version'], body['reason']];
  if (typeof version !== 'string' || !/^\d{1,9}$/.test(version)) throw new Refused({ code: 'malformed' });
  const words = typeof reason === 'string' ? reason.normalize('NFC').trim().slice(0, MOST_REASON) : '';
  return { slug, version: Number(version), reason: words === '' ? null : words };
}

/** The form with the missing reason told beside the other faults, so that everything is mended in one go. */
export function withReason<Meaning>(form: ReadForm<Meaning>, change: Change, contest: ContestFacts): ReadForm<Meaning> {
  const isAsked = form.faults.some((fault) => fault.field === 'reason');
  if (contest.state !== 'open' || change.reason !== null || isAsked) return form;
  const faults = [...form.faults, { field: 'reason', text: 'Cuộc thi đã mở. Nêu lý do thay đổi để ghi vào nhật ký.' }];
  return { meaning: null, words: form.words, faults };
}
