/** What a feed tells, newest first. Addresses are whole ones, "https://…". */
export interface Feed {
  title: string;
  /** The page that the feed follows. */
  link: string;
  /** The feed's own address. */
  self: string;
  description: string;
  items: readonly FeedItem[];
}

export interface FeedItem {
  title: string;
  link: string;
  at: Date;
  text: string;
}

/**
 * A feed as RSS 2.0 (RSS Advisory Board, RSS 2.0 Specification, 2009-03-30), the same for the same input. An item is known by its
 * address, so that a reader shows none twice. Signs that XML 1.0 cannot hold are left out.
 */
export function toRss({ title, link, self, description, items }: Feed): string {
  const told = items.map(
    (item) =>
      `<item>${element('title', item.title)}${element('link', item.link)}<guid isPermaLink="true">${safe(item.link)}</guid>` +
      `${element('pubDate', item.at.toUTCString())}${element('description', item.text)}</item>`,
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>',
    element('title', title),
    element('link', link),
    `<atom:link href="${safe(self)}" rel="self" type="application/rss+xml"/>`,
    element('description', description),
    element('language', 'vi'),
    ...told,
    '</channel></rss>\n',
  ].join('\n');
}

const element = (name: string, text: string): string => `<${name}>${safe(text)}</${name}>`;

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const safe = (text: string): string =>
  text
    .toWellFormed()
    // XML 1.0, production 2: no control signs but tab and line breaks
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu, '')
    .replace(/[&<>"]/g, (sign) => SIGNS[sign] ?? sign);
