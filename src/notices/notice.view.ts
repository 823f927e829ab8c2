import { formatDateTime } from '../kernel/vietnamese/dates.js';
import { type Paging, pagingOf } from '../web/views/page.js';
import { EVENT_WORDS, type NoticeFacts } from './notice.facts.js';
import { noticePaths } from './notice.paths.js';

export const NOTICES_A_PAGE = 20;

export interface NoticeListView {
  lead: string;
  action: string;
  channelsHref: string;
  hasUnread: boolean;
  notices: {
    id: string;
    eventName: string;
    subject: string;
    paragraphs: string[];
    atText: string;
    senderName: string;
    contact: string;
    zaloId: string;
    zalo: string;
    actionLabel: string | null;
    actionPath: string | null;
    isNew: boolean;
  }[];
  paging: Paging;
}

/** “Có 3 thông báo chưa đọc.” */
export const sayUnread = (unread: number): string =>
  unread === 0 ? 'Không có thông báo chưa đọc.' : `Có ${unread} thông báo chưa đọc.`;

export const toNoticeListView = (
  { notices, total, unread }: { notices: readonly NoticeFacts[]; total: number; unread: number },
  page: number,
): NoticeListView => ({
  lead: sayUnread(unread),
  action: noticePaths.read,
  channelsHref: noticePaths.channels,
  hasUnread: unread > 0,
  notices: notices.map((notice) => ({
    id: notice.id,
    eventName: EVENT_WORDS[notice.event],
    subject: notice.subject,
    paragraphs: notice.paragraphs,
    atText: formatDateTime(notice.at),
    senderName: notice.senderName,
    contact: notice.contact,
    zaloId: `zalo-${notice.id}`,
    zalo: notice.zalo,
    actionLabel: notice.actionLabel,
    actionPath: notice.actionPath,
    isNew: notice.readAt === null,
  })),
  paging: pagingOf({ page, pageSize: NOTICES_A_PAGE, total, hrefOf: noticePaths.page }),
});
