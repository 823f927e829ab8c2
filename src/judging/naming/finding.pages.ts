import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Actor } from '../../kernel/actor.js';
import { isId } from '../../kernel/ids.js';
import { Refused } from '../../kernel/refusal.js';
import { formatDateTime } from '../../kernel/vietnamese/dates.js';
import { tellPlace } from '../../kernel/vietnamese/places.js';
import type { Page } from '../../web/answer.js';
import type { Words } from '../../web/request.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import { pagingOf } from '../../web/views/page.js';
import { Wording } from '../../web/wording.js';
import { sayCoded } from '../coded.number.js';
import { judgingPaths } from '../judging.paths.js';
import { pageNumberOf } from '../page.number.js';
import { secretaryPage, SecretaryStandings } from '../secretary.standing.js';
import { FINDING_WORDS, type FindingFacts, type FindingId, type SearchStanding } from './finding.facts.js';
import { tickOf } from './finding.form.js';
import { refuseToDecideFindings } from './finding.policy.js';
import { FINDING_TABS, FindingRepository, type FindingTab } from './finding.repository.js';

const PAGE_SIZE = 50;
/** A tab as an address says it. */
const TAB_WORDS: Readonly<Record<FindingTab, string>> = { open: 'cho', withheld: 'khong-dua', accepted: 'giu' };

/** Loads the secretary's pages about names that dossiers tell. */
@Injectable()
export class FindingPages {
  constructor(
    private readonly database: Database,
    private readonly standings: SecretaryStandings,
    private readonly findings: FindingRepository,
    private readonly wording: Wording,
  ) {}

  async list(actor: Actor, query: Words, form: FormState = freshForm()): Promise<Page> {
    const standing = await this.standings.of(actor);
    const { contest, round } = standing;
    const { reader } = this.database;
    const refusal = refuseToDecideFindings(actor, contest, round);
    const counts = await this.findings.standing(reader, contest.id);
    const tab =
      FINDING_TABS.find((one) => TAB_WORDS[one] === query['loc']) ??
      FINDING_TABS.find((one) => counts[one] > 0) ??
      'open';
    const page = pageNumberOf(query['trang'], counts[tab], PAGE_SIZE);
    const paged = { tab, limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE };
    const lines = contest.blind.isBlind ? await this.findings.list(reader, contest.id, paged) : [];
    const hrefOf = (to: FindingTab, at = 1): string =>
      `${judgingPaths.findings}?loc=${TAB_WORDS[to]}${at > 1 ? `&trang=${at}` : ''}`;
    const model = {
      form,
      action: judgingPaths.findings,
      lockedText: refusal === null ? null : this.wording.of(refusal).sentence,
      isBlind: contest.blind.isBlind,
      searchedText: saySearched(counts),
      unreadText: sayUnread(counts),
      canSearch: refusal === null && counts.searched < counts.entries,
      tabs: FINDING_TABS.map((one) => ({
        label: FINDING_WORDS[one].word,
        href: hrefOf(one),
        current: one === tab,
        count: counts[one],
      })),
      lines: lines.map((line) => toLine(line, tickedIn(form, query['chon']))),
      decideAction: refusal === null && lines.length > 0 ? judgingPaths.findingDecisions : null,
      tab: TAB_WORDS[tab],
      pageNumber: page,
      choices: CHOICES,
      tickAllHref: `${hrefOf(tab, page)}&chon=trang`,
      noneText: counts.searched === 0 ? 'Chưa soát hồ sơ nào.' : 'Không có chỗ nào ở mục này.',
      paging:
        counts[tab] <= PAGE_SIZE
          ? null
          : pagingOf({ page, pageSize: PAGE_SIZE, total: counts[tab], hrefOf: (to) => hrefOf(tab, to) }),
    };
    return secretaryPage(standing, 'judging/findings', model, [
      { href: judgingPaths.secretary, label: 'Thư ký' },
      { href: null, label: 'Soát tên' },
    ]);
  }

  async one(actor: Actor, id: string, form: FormState | null = null): Promise<Page> {
    const standing = await this.standings.of(actor);
    const { contest, round } = standing;
    const { reader } = this.database;
    const found = isId(id) ? await this.findings.byId(reader, contest.id, id as FindingId) : null;
    if (found === null || !contest.blind.isBlind) throw new Refused({ code: 'not-found' });
    const refusal = refuseToDecideFindings(actor, contest, round);
    const model = {
      form: form ?? freshForm({ decision: found.decision ?? '', reason: found.reason ?? '' }),
      number: sayCoded(found),
      status: FINDING_WORDS[found.decision ?? 'open'],
      facts: [
        { label: 'Hồ sơ', value: tellPlace(found.villageName, found.communeName) },
        { label: 'Ở', value: whereOf(found) },
        { label: 'Tên tìm thấy', value: found.names.join('; ') },
        { label: 'Câu chữ', value: found.excerpt },
        ...(found.decidedAt === null
          ? []
          : [{ label: 'Quyết định', value: `${formatDateTime(found.decidedAt)}, ${found.decidedByName ?? ''}` }]),
      ],
      action: judgingPaths.finding(found.id),
      version: found.version,
      choices: CHOICES,
      lockedText: refusal === null ? null : this.wording.of(refusal).sentence,
      backHref: judgingPaths.findings,
    };
    return secretaryPage(standing, 'judging/finding', model, [
      { href: judgingPaths.findings, label: 'Soát tên' },
      { href: null, label: found.number },
    ]);
  }
}

const whereOf = ({ placeName, fileName }: FindingFacts): string =>
  fileName === null ? placeName : `${placeName}, tệp ${fileName}`;

const CHOICES = [
  {
    value: 'withheld',
    label: 'Không đưa cho giám khảo',
    hint: 'Giám khảo thấy câu “không đưa cho giám khảo” ở chỗ này.',
  },
  { value: 'accepted', label: 'Giữ nguyên cho giám khảo xem', hint: 'Ghi lý do, ví dụ: trùng tên với một từ thường.' },
];

/** Which finds are ticked: those of the form that comes back, or the whole page on a link's word. */
function tickedIn(form: FormState, asked: unknown): (tick: string) => boolean {
  if (asked === 'trang') return () => true;
  const ticks = [form.values['chon'] ?? []].flat();
  return (tick) => ticks.includes(tick);
}

const toLine = (line: FindingFacts, isTicked: (tick: string) => boolean) => ({
  id: line.id,
  tick: tickOf(line),
  ticked: isTicked(tickOf(line)),
  href: judgingPaths.finding(line.id),
  number: sayCoded(line),
  villageName: line.villageName,
  communeName: line.communeName,
  whereText: whereOf(line),
  namesText: line.names.join('; '),
  excerpt: line.excerpt,
  status: FINDING_WORDS[line.decision ?? 'open'],
  reason: line.reason,
});

const saySearched = ({ entries, searched }: SearchStanding): string =>
  searched === entries ? `Đã soát ${searched} hồ sơ.` : `Đã soát ${searched}/${entries} hồ sơ như đang có.`;

const sayUnread = ({ unread }: SearchStanding): string | null =>
  unread === 0 ? null : `${unread} tệp là ảnh, bản quét hoặc loại tệp máy không đọc được chữ: phải có người xem.`;
