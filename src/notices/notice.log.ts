import { Injectable } from '@nestjs/common';
import type { Reader } from '../database/tx.js';
import type { ContestId } from '../kernel/ids.js';
import { formatDateTime } from '../kernel/vietnamese/dates.js';
import type { TagTone } from '../web/views/page.js';
import type { ToldFacts } from './notice.facts.js';
import { NoticeRepository } from './notice.repository.js';

/** What was told in a contest, for the rooms that show it. */
@Injectable()
export class NoticeLog {
  constructor(private readonly notices: NoticeRepository) {}

  /** One page of it, the newest first, with how many there are and how many mails failed or wait. */
  ofContest(
    reader: Reader,
    contestId: ContestId,
    page: { limit: number; offset: number },
  ): Promise<{ told: ToldFacts[]; total: number; failed: number; waiting: number }> {
    return this.notices.ofContest(reader, contestId, page);
  }
}

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
