import { Injectable } from '@nestjs/common';
import { ROLE_NAMES } from '../accounts/role.words.js';
import type { Reader } from '../database/tx.js';
import type { ContestId, UnitId } from '../kernel/ids.js';
import { formatDateTime } from '../kernel/vietnamese/dates.js';
import type { TagTone } from '../web/views/page.js';
import { EVENT_WORDS, type ToldFacts, type ToldPage } from './notice.facts.js';
import { NoticeRepository } from './notice.repository.js';

/** What was told in a contest or by an office, for the rooms that show it. */
@Injectable()
export class NoticeLog {
  constructor(private readonly notices: NoticeRepository) {}

  /** One page of what was told in a contest, the newest first. */
  ofContest(reader: Reader, contestId: ContestId, page: { limit: number; offset: number }): Promise<ToldPage> {
    return this.notices.toldBy(reader, { contestId }, page);
  }

  /** One page of what an office told in its own name, of what no contest says; the newest first. */
  ofOffice(reader: Reader, officeId: UnitId, page: { limit: number; offset: number }): Promise<ToldPage> {
    return this.notices.toldBy(reader, { officeId }, page);
  }
}

export const TOLD_A_PAGE = 50;

/** A line of a log for the partial `notices/_told`. */
export const toToldRow = (one: ToldFacts) => ({
  toldAtText: formatDateTime(one.toldAt),
  person: one.personName,
  standing: [ROLE_NAMES[one.role], one.unitName].filter((part) => part !== null).join(', '),
  eventName: EVENT_WORDS[one.event],
  subject: one.subject,
  readText: one.readAt === null ? 'Chưa đọc' : formatDateTime(one.readAt),
  mail: sayMail(one),
});

/** “12 thông báo. Thư chờ gửi: 1. Thư không gửi được: 0.” */
export const sayTold = ({ total, waiting, failed }: Omit<ToldPage, 'told'>): string =>
  `${total} thông báo. Thư chờ gửi: ${waiting}. Thư không gửi được: ${failed}.`;

/** What became of a notice's mail, in words. */
export function sayMail(told: Pick<ToldFacts, 'mailState' | 'mailNotBefore' | 'mailEndedAt' | 'mailError'>): {
  word: string;
  tone: TagTone;
  note: string | null;
} {
  switch (told.mailState) {
    case null:
      return { word: 'Không gửi thư', tone: 'neutral', note: null };
    case 'waiting':
      return {
        word: 'Chờ gửi',
        tone: 'info',
        note: [told.mailNotBefore && `từ ${formatDateTime(told.mailNotBefore)}`, told.mailError]
          .filter((part) => part !== null && part !== '')
          .join('; '),
      };
    case 'sending':
      return { word: 'Đang gửi', tone: 'info', note: null };
    case 'sent':
      return { word: 'Đã gửi', tone: 'success', note: told.mailEndedAt && formatDateTime(told.mailEndedAt) };
    case 'failed':
      return { word: 'Không gửi được', tone: 'danger', note: told.mailError };
    case 'late':
      return { word: 'Bỏ, không còn cần', tone: 'neutral', note: null };
  }
}
