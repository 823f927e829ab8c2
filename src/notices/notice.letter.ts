import { formatPhone } from '../kernel/vietnamese/phones.js';
import type { NewNotice, NoticeContest } from './notice.facts.js';

/** What Zalo allows of a notice: approved templates, and by the same measure what is pasted into a group (UX §1a, row 33). */
export const ZALO_LIMITS = { title: 65, paragraphs: 4, paragraph: 400 } as const;

/** “Liên hệ: Lò Thị Mẫu, 0213 3000 000”, with what the contest has of it; '' when it has nothing. */
export function contactLine({
  contactName,
  contactPhone,
}: Pick<NoticeContest, 'contactName' | 'contactPhone'>): string {
  const parts = [contactName, contactPhone === '' ? '' : formatPhone(contactPhone)].filter((part) => part !== '');
  return parts.length === 0 ? '' : `Liên hệ: ${parts.join(', ')}`;
}

/** Cut at a word, with “…”, so that a limit is never passed. */
function within(text: string, limit: number): string {
  if ([...text].length <= limit) return text;
  const cut = [...text].slice(0, limit - 1).join('');
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), limit - 30))}…`;
}

/**
 * The text to paste into a Zalo group: title, paragraphs, who speaks. No link and no telephone number: a number in a group
 * is dialled by everybody, and a shortened link looks like fraud.
 */
export function zaloText(notice: Pick<NewNotice, 'subject' | 'paragraphs'>, senderName: string): string {
  const { title, paragraphs, paragraph } = ZALO_LIMITS;
  return [
    within(notice.subject, title),
    ...notice.paragraphs.slice(0, paragraphs - 1).map((one) => within(one, paragraph)),
    senderName,
  ].join('\n\n');
}

/** A notice as an e-mail: subject, plain text, and the same with a button. */
export interface Letter {
  subject: string;
  text: string;
  html: string;
}

/** Puts a notice into a letter. `href` is the whole address of its action. */
export function letterOf(
  notice: {
    subject: string;
    paragraphs: readonly string[];
    contact: string;
    senderName: string;
    actionLabel: string | null;
  },
  href: string | null,
): Letter {
  const { subject, paragraphs, contact, senderName, actionLabel } = notice;
  const closing = [contact, senderName].filter((line) => line !== '');
  const button = href === null || actionLabel === null ? null : { label: actionLabel, href };
  return {
    subject,
    text: [...paragraphs, ...(button === null ? [] : [`${button.label}: ${button.href}`]), closing.join('\n')].join(
      '\n\n',
    ),
    html: [
      '<!doctype html><html lang="vi"><body style="font:16px/1.6 Arial,sans-serif;color:#1b1f24;max-width:38em">',
      ...paragraphs.map((one) => `<p>${escaped(one)}</p>`),
      ...(button === null
        ? []
        : [
            `<p><a href="${escaped(button.href)}" style="display:inline-block;padding:10px 18px;background:#0b4f8a;color:#fff;text-decoration:none">${escaped(button.label)}</a></p>`,
          ]),
      `<p style="color:#4a5560">${closing.map(escaped).join('<br>')}</p>`,
      '</body></html>',
    ].join('\n'),
  };
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
