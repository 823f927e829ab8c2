import { WEBHOOK_EVENTS, type WebhookEvent } from '../../notices/webhooks/webhook.facts.js';
import { parsedForm, type ReadForm, wordsOf } from '../../web/form.js';
import type { Words } from '../../web/request.js';
import type { FieldFault } from '../../web/views/form-state.js';

/** Reads a new webhook; `faultOf` says what is wrong with an address in this installation. */
export function readWebhook(
  body: Words,
  faultOf: (url: string) => string | null,
): ReadForm<{ url: string; events: WebhookEvent[] }> {
  const typed = wordsOf(body);
  const url = typeof typed['url'] === 'string' ? typed['url'].trim() : '';
  const events = WEBHOOK_EVENTS.filter((event) => [typed['events']].flat().includes(event));
  const faults: FieldFault[] = [];
  const fault = url === '' ? 'Nhập địa chỉ nhận tin.' : faultOf(url);
  if (fault !== null) faults.push({ field: 'url', text: fault });
  if (events.length === 0) faults.push({ field: 'events', text: 'Chọn ít nhất một việc cần báo.' });
  return parsedForm(body, { url, events }, faults);
}

/** What another system's address says once it has been read: the same text that requests are sent to. */
export const plainAddress = (url: string): string => new URL(url).href;
