import { API } from '../../web/api.js';

/** Addresses of a contest's webhooks: the organisers' pages, and the same for programs. */
export const webhookPaths = {
  list: (slug: string) => `/to-chuc/${slug}/bao-tin`,
  one: (slug: string, id: string) => `/to-chuc/${slug}/bao-tin/${id}`,
  secret: (slug: string, id: string) => `/to-chuc/${slug}/bao-tin/${id}/khoa-ky`,
  stop: (slug: string, id: string) => `/to-chuc/${slug}/bao-tin/${id}/tam-ngung`,
  start: (slug: string, id: string) => `/to-chuc/${slug}/bao-tin/${id}/bat-lai`,
  removal: (slug: string, id: string) => `/to-chuc/${slug}/bao-tin/${id}/bo`,
  again: (slug: string, id: string, delivery: string) => `/to-chuc/${slug}/bao-tin/${id}/lan-gui/${delivery}/gui-lai`,
  api: (slug: string) => `${API}/contests/${slug}/webhooks`,
  apiDeliveries: (slug: string, id: string) => `${API}/contests/${slug}/webhooks/${id}/deliveries`,
  apiAgain: (slug: string, id: string, delivery: string) =>
    `${API}/contests/${slug}/webhooks/${id}/deliveries/${delivery}/redelivery`,
} as const;
