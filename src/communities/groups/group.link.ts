export const PLATFORMS = ['zalo', 'facebook', 'viber', 'telegram', 'other'] as const;
/** On what a group meets. */
export type Platform = (typeof PLATFORMS)[number];

/** A link as it is kept and compared, and the platform its address shows. */
export interface ReadLink {
  link: string;
  platform: Platform;
}

const HOSTS: readonly (readonly [RegExp, Platform])[] = [
  [/(^|\.)zalo\.me$/, 'zalo'],
  [/(^|\.)(facebook\.com|fb\.com|fb\.me)$/, 'facebook'],
  [/(^|\.)(viber\.com)$/, 'viber'],
  [/(^|\.)(t\.me|telegram\.me|telegram\.org)$/, 'telegram'],
];
/** What advertisers and chat windows hang on an address; it leads to the same group without them. */
const CARRIED_ALONG = /^(utm_|fbclid$|gclid$|src$|ref$)/i;

/**
 * A typed or pasted link in one form, so that two spellings of one link are equal: https, host in small letters without "www.",
 * no fragment, no closing slash, no parameters that only say where somebody came from. A Zalo group's is
 * `https://zalo.me/g/<code>` alone (DOMAIN §6.1); signs of the code count as they are. Null for what is no web address, for one with
 * a name and password, and for a bare host.
 */
export function readLink(typed: string): ReadLink | null {
  const text = typed.trim();
  const withScheme = /^[a-z][a-z+.-]*:/i.test(text) ? text : `https://${text}`;
  if (/\s/.test(text) || !/^https?:\/\//i.test(withScheme) || !URL.canParse(withScheme)) return null;
  const url = new URL(withScheme);
  const host = url.hostname.toLowerCase().replace(/^(www|m)\./, '');
  const path = url.pathname.replace(/\/+/g, '/').replace(/\/$/, '');
  if (url.username !== '' || url.port !== '' || !host.includes('.') || path === '') return null;
  const platform = HOSTS.find(([pattern]) => pattern.test(host))?.[1] ?? 'other';
  if (platform === 'zalo') {
    const code = /^\/g\/([A-Za-z0-9_-]+)/.exec(path)?.[1];
    return code === undefined
      ? { link: `https://${host}${path}`, platform }
      : { link: `https://zalo.me/g/${code}`, platform };
  }
  for (const name of [...url.searchParams.keys()]) if (CARRIED_ALONG.test(name)) url.searchParams.delete(name);
  url.searchParams.sort();
  const query = url.searchParams.toString();
  return { link: `https://${host}${path}${query === '' ? '' : `?${query}`}`, platform };
}
