import { timingSafeEqual } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ContestReader } from '../../contests/contest.reader.js';
import { type CheckedPaper, type PaperStanding, Verification } from '../../contests/verification.js';
import { Database } from '../../database/database.js';
import { Clock } from '../../kernel/clock.js';
import { signsOf } from '../../kernel/typed-signs.js';
import { formatDateTime } from '../../kernel/vietnamese/dates.js';
import { tellPlace } from '../../kernel/vietnamese/places.js';
import { certificateByNumber, type IssuedCertificate } from './certificate.repository.js';

/** Certificates among the papers that can be checked by number and value (docs/decisions/0024). */
@Injectable()
export class CertificateVerification implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly contests: ContestReader,
    private readonly verification: Verification,
  ) {}

  onModuleInit(): void {
    this.verification.findPapersBy((typed) => this.find(typed));
  }

  /** The certificate; null for an unknown number and a wrong value alike. */
  private async find({ number, checkValue }: { number: string; checkValue: string }): Promise<CheckedPaper | null> {
    const { reader } = this.database;
    const found = await certificateByNumber(reader, number.trim());
    if (found === null || !isSame(found.checkValue, signsOf(checkValue))) return null;
    const contest = await this.contests.byId(reader, found.contestId);
    if (contest === null) throw new Error(`certificate ${found.number} has no contest`);
    return {
      contest,
      calendar: await this.contests.calendarOf(reader, contest, this.clock.now()),
      title: 'Giấy chứng nhận, giấy khen',
      number: found.number,
      ...standingOf(found),
      facts: [
        { label: 'Số sổ vàng', value: found.number },
        { label: 'Cuộc thi', value: contest.name },
        { label: 'Tập thể', value: found.title },
        { label: 'Đơn vị dự thi', value: tellPlace(found.villageName, found.communeName) },
        { label: 'Giải', value: found.tierName },
        { label: 'Công bố lúc', value: formatDateTime(found.publishedAt) },
      ],
      files: [],
      contact:
        contest.contactName === '' ? null : [contest.contactName, contest.contactPhone].filter(Boolean).join(', '),
    };
  }
}

/** A list that was replaced takes its certificates with it: the newer list says who is awarded. */
function standingOf({ listState, listNumber }: IssuedCertificate): { standing: PaperStanding; story: string } {
  return listState === 'published'
    ? { standing: 'valid', story: `Giấy này theo danh sách khen thưởng số ${listNumber}, đang có hiệu lực.` }
    : {
        standing: 'replaced',
        story: `Giấy này theo danh sách khen thưởng số ${listNumber}, đã được danh sách khác thay. Xem trang kết quả cuộc thi.`,
      };
}

function isSame(kept: string, typed: string): boolean {
  const [a, b] = [Buffer.from(kept), Buffer.from(typed)];
  return a.length === b.length && timingSafeEqual(a, b);
}
