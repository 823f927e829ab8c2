import { accountPaths } from './account.paths.js';

/** First parts of the addresses that signing in may lead to. Acts of the account itself are not among them. */
const PLACES = new Set([
  'viec',
  'nop',
  'tham-dinh',
  'cham',
  'thu-ky',
  'to-chuc',
  'kiem-tra',
  'quan-tri',
  'tai-khoan',
  'cuoc-thi',
]);
const LONGEST = 500;

/**
 * Where to go after signing in: the page that somebody wanted, when it is a page of ours, otherwise the home page.
 * Nothing with a host, a scheme, a backslash or a control character, typed or encoded, is believed (S27).
 */
export function returnPath(wanted: string | null): string {
  if (wanted === null || wanted.length > LONGEST || !/^\/[A-Za-z0-9][\x21-\x7e]*$/.test(wanted))
    return accountPaths.home;
  if (wanted.includes('\\') || /%(?:[01][0-9a-f]|7f|5c|2f)/i.test(wanted)) return accountPaths.home;
  const url = new URL(wanted, 'http://ours.invalid');
  if (url.host !== 'ours.invalid' || !PLACES.has(url.pathname.split('/')[1] ?? '')) return accountPaths.home;
  return `${url.pathname}${url.search}`;
}
