import { formatDateTime, isoLocal } from '../../kernel/vietnamese/dates.js';
import {
  type DeliveryFacts,
  type DeliveryState,
  WEBHOOK_EVENTS,
  type WebhookEvent,
  type WebhookFacts,
} from '../../notices/webhooks/webhook.facts.js';
import { SIGNATURE_HEADER } from '../../notices/webhooks/webhook.signature.js';
import { Page } from '../../web/answer.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import type { StatusWord } from '../../web/views/page.js';
import { frameOfContest } from '../contest.frame.js';
import type { Desk } from '../parts/part.js';
import { deskCrumbs } from '../parts/part.view.js';
import { webhookPaths } from './webhook.paths.js';

const HEADING = 'Báo tin cho hệ thống khác';

/** What is told, in the words of the pages. */
export const WEBHOOK_EVENT_WORDS: Readonly<Record<WebhookEvent, string>> = {
  'entry.submitted': 'Hồ sơ được nộp',
  'entry.accepted': 'Hồ sơ đủ điều kiện',
  'entry.returned': 'Hồ sơ bị yêu cầu bổ sung',
  'entry.rejected': 'Hồ sơ không được tiếp nhận',
  'entry.withdrawn': 'Hồ sơ được rút',
  'round.closed': 'Khóa vòng chấm',
  'results.published': 'Công bố kết quả',
  'results.replaced': 'Thay danh sách đã công bố',
};

const STATES: Readonly<Record<DeliveryState, StatusWord>> = {
  waiting: { word: 'Chờ gửi', tone: 'info' },
  delivered: { word: 'Đã nhận', tone: 'success' },
  failed: { word: 'Không gửi được', tone: 'danger' },
};

const standingOf = ({ stoppedBy }: Pick<WebhookFacts, 'stoppedBy'>): StatusWord =>
  stoppedBy === null
    ? { word: 'Đang gửi', tone: 'success' }
    : stoppedBy === 'hand'
      ? { word: 'Tạm ngừng', tone: 'neutral' }
      : { word: 'Ngừng vì gửi hỏng nhiều lần', tone: 'danger' };

export function listPage(desk: Desk, webhooks: readonly WebhookFacts[], form: FormState): Page {
  const { contest, calendar } = desk;
  const { slug } = contest;
  const model = {
    heading: HEADING,
    about: contest.name,
    form,
    action: webhookPaths.list(slug),
    webhooks: webhooks.map((webhook) => ({
      href: webhookPaths.one(slug, webhook.id),
      url: webhook.url,
      events: webhook.events.map((event) => WEBHOOK_EVENT_WORDS[event]).join(', '),
      status: standingOf(webhook),
    })),
    events: WEBHOOK_EVENTS.map((event) => ({ value: event, label: WEBHOOK_EVENT_WORDS[event], hint: null })),
  };
  return new Page(
    'contests/webhooks',
    model,
    frameOfContest(contest, calendar, deskCrumbs(desk, { href: null, label: HEADING })),
  );
}

/** Before a webhook is taken out: which one, and what goes with it. */
export function removalPage(desk: Desk, webhook: WebhookFacts): Page {
  const { contest, calendar } = desk;
  const [{ slug }, { id, url, events }] = [contest, webhook];
  const host = new URL(url).host;
  const model = {
    about: contest.name,
    form: freshForm(),
    action: webhookPaths.removal(slug, id),
    backHref: webhookPaths.one(slug, id),
    facts: [
      { label: 'Địa chỉ', value: url },
      { label: 'Báo khi', value: events.map((event) => WEBHOOK_EVENT_WORDS[event]).join(', ') },
    ].map((row) => ({ ...row, valueHref: null, href: null, action: null })),
  };
  const crumbs = deskCrumbs(
    desk,
    { href: webhookPaths.list(slug), label: HEADING },
    { href: webhookPaths.one(slug, id), label: host },
    { href: null, label: 'Bỏ địa chỉ' },
  );
  return new Page('contests/webhook-removal', model, frameOfContest(contest, calendar, crumbs));
}

export function onePage(
  desk: Desk,
  webhook: WebhookFacts,
  found: { deliveries: readonly DeliveryFacts[]; olderHref: string | null; newestHref: string | null },
): Page {
  const { contest, calendar } = desk;
  const [{ slug }, { id }] = [contest, webhook];
  const fact = (label: string, value: string | null) => ({ label, value, valueHref: null, href: null, action: null });
  const model = {
    heading: HEADING,
    about: contest.name,
    status: standingOf(webhook),
    facts: [
      fact('Địa chỉ', webhook.url),
      fact('Báo khi', webhook.events.map((event) => WEBHOOK_EVENT_WORDS[event]).join(', ')),
      fact('Người đặt', `${webhook.madeByName}, ${formatDateTime(webhook.madeAt)}`),
      fact('Ngừng lúc', webhook.stoppedAt === null ? null : formatDateTime(webhook.stoppedAt)),
    ].filter(({ value }) => value !== null),
    isStopped: webhook.stoppedAt !== null,
    secretAction: webhookPaths.secret(slug, id),
    stopAction: webhookPaths.stop(slug, id),
    startAction: webhookPaths.start(slug, id),
    removalHref: webhookPaths.removal(slug, id),
    listHref: webhookPaths.list(slug),
    deliveries: found.deliveries.map((delivery) => ({
      event: WEBHOOK_EVENT_WORDS[delivery.event],
      entry: delivery.entry,
      happened: formatDateTime(delivery.happenedAt),
      state: STATES[delivery.state],
      tries: delivery.tries,
      next: delivery.state === 'waiting' && delivery.tries > 0 ? formatDateTime(delivery.notBefore) : null,
      answer: delivery.status === null ? delivery.said : `HTTP ${delivery.status}`,
      againAction: delivery.state === 'waiting' ? null : webhookPaths.again(slug, id, delivery.id),
    })),
    olderHref: found.olderHref,
    newestHref: found.newestHref,
  };
  const crumbs = deskCrumbs(
    desk,
    { href: webhookPaths.list(slug), label: HEADING },
    { href: null, label: new URL(webhook.url).host },
  );
  return new Page('contests/webhook', model, frameOfContest(contest, calendar, crumbs));
}

/** Shows a secret, once. */
export function secretPage(desk: Desk, { id, secret, url }: { id: string; secret: string; url: string }): Page {
  const { contest, calendar } = desk;
  const href = webhookPaths.one(contest.slug, id);
  const crumbs = deskCrumbs(
    desk,
    { href: webhookPaths.list(contest.slug), label: HEADING },
    { href: null, label: 'Khóa ký' },
  );
  const model = { heading: 'Khóa ký', about: contest.name, url, secret, header: SIGNATURE_HEADER, href };
  return new Page('contests/webhook-secret', model, frameOfContest(contest, calendar, crumbs));
}

/** The same for programs; nobody is told the secret again. */
export const toApiWebhook = ({ id, url, events, madeAt, stoppedAt, stoppedBy, failures }: WebhookFacts) => ({
  id,
  url,
  events,
  madeAt: isoLocal(madeAt),
  stoppedAt: stoppedAt === null ? null : isoLocal(stoppedAt),
  stoppedBy,
  failures,
});

export const toApiDelivery = ({
  id,
  event,
  entry,
  happenedAt,
  state,
  tries,
  triedAt,
  status,
  said,
}: DeliveryFacts) => ({
  id,
  event,
  entry,
  at: isoLocal(happenedAt),
  state,
  tries,
  triedAt: triedAt === null ? null : isoLocal(triedAt),
  status,
  said,
});
