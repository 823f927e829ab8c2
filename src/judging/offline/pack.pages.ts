import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Actor } from '../../kernel/actor.js';
import { formatDateTime } from '../../kernel/vietnamese/dates.js';
import type { Page } from '../../web/answer.js';
import type { Words } from '../../web/request.js';
import { pagingOf } from '../../web/views/page.js';
import { judgingPaths } from '../judging.paths.js';
import { pageNumberOf } from '../page.number.js';
import { inRound, roundChoice } from '../round.choice.js';
import { secretaryPage, SecretaryStandings } from '../secretary.standing.js';
import type { JudgePackTaking } from './pack.facts.js';
import { countPacks, listPacks } from './pack.repository.js';
import { CONTENTS_LABELS, END_WORDS, OUT_WORD } from './pack.view.js';

const PAGE_SIZE = 50;

/** The secretary's list of what judges took out to work off line. */
@Injectable()
export class PackPages {
  constructor(
    private readonly database: Database,
    private readonly standings: SecretaryStandings,
  ) {}

  async list(actor: Actor, query: Words): Promise<Page> {
    const standing = await this.standings.of(actor, query);
    const { round, rounds } = standing;
    if (round === null) return secretaryPage(standing, 'judging/no-round', { panelHref: judgingPaths.panel });
    const { reader } = this.database;
    const counts = await countPacks(reader, round.id);
    const isOut = query['loc'] !== 'xong';
    const total = isOut ? counts.out : counts.ended;
    const page = pageNumberOf(query['trang'], total, PAGE_SIZE);
    const lines = await listPacks(reader, round.id, { isOut, limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE });
    const tabHref = (out: boolean): string => `${judgingPaths.packs}${out ? '' : '?loc=xong'}`;
    const hrefOf = (to: number): string =>
      inRound(`${judgingPaths.packs}?${isOut ? '' : 'loc=xong&'}trang=${to}`, round, rounds);
    return secretaryPage(
      standing,
      'judging/packs',
      {
        choice: roundChoice(judgingPaths.packs, round, rounds),
        tabs: [
          { label: 'Chưa gửi lại', href: inRound(tabHref(true), round, rounds), current: isOut, count: counts.out },
          { label: 'Đã xong', href: inRound(tabHref(false), round, rounds), current: !isOut, count: counts.ended },
        ],
        lines: lines.map(toLine),
        noneText: isOut ? 'Không có gói nào chưa gửi lại.' : 'Chưa có gói nào được gửi lại hoặc thôi dùng.',
        progressHref: inRound(judgingPaths.progress, round, rounds),
        paging: total <= PAGE_SIZE ? null : pagingOf({ page, pageSize: PAGE_SIZE, total, hrefOf }),
      },
      [
        { href: judgingPaths.secretary, label: 'Thư ký' },
        { href: null, label: 'Gói chấm ngoại tuyến' },
      ],
    );
  }
}

const toLine = ({ contents, entries, takenAt, endedAt, endedAs, ...judge }: JudgePackTaking) => ({
  judgeText: `${judge.judgeCode} – ${judge.judgeName}`,
  leftText: judge.isOnPanel ? null : 'đã ra khỏi Ban Giám khảo',
  contentsText: CONTENTS_LABELS[contents],
  entries,
  takenText: formatDateTime(takenAt),
  status: endedAs === null ? OUT_WORD : END_WORDS[endedAs],
  endedText: endedAt === null ? null : formatDateTime(endedAt),
});
