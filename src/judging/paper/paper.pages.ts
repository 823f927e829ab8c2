import { Injectable } from '@nestjs/common';
import { ContestReader } from '../../contests/contest.reader.js';
import { Database } from '../../database/database.js';
import type { Actor } from '../../kernel/actor.js';
import { obey, type Refusal, Refused } from '../../kernel/refusal.js';
import type { SendableFile } from '../../storage/file-sender.js';
import type { Page } from '../../web/answer.js';
import type { Words } from '../../web/request.js';
import { SecurityLog } from '../../web/security.log.js';
import { type FieldFault, faultyForm, type FormState, freshForm } from '../../web/views/form-state.js';
import { pagingOf } from '../../web/views/page.js';
import { Wording } from '../../web/wording.js';
import { judgingPaths } from '../judging.paths.js';
import { refuseToSeeScores } from '../judging.policy.js';
import { countPacks } from '../offline/pack.repository.js';
import { pageNumberOf } from '../page.number.js';
import { PanelRepository } from '../panel.repository.js';
import { secretaryPage, SecretaryStandings } from '../secretary.standing.js';
import { PAPER_TABS, type PaperScope, PaperRepository, type PaperTab } from './paper.repository.js';
import { type PaperAddress, PaperService } from './paper.service.js';
import { TAB_LABELS, toPaperLine, toPaperPage } from './paper.view.js';

const PAGE_SIZE = 50;
/** A number of a dossier as people type it from a sheet: small letters and spaces are no fault. */
const numberOf = (typed: unknown): string | null => {
  const text = typeof typed === 'string' ? typed.trim().toUpperCase().replace(/\s+/g, '-') : '';
  return text === '' ? null : text;
};

/** The secretary's pages about papers: which came back, which are missing, and one paper to type. */
@Injectable()
export class PaperPages {
  constructor(
    private readonly database: Database,
    private readonly contests: ContestReader,
    private readonly standings: SecretaryStandings,
    private readonly panel: PanelRepository,
    private readonly papers: PaperRepository,
    private readonly service: PaperService,
    private readonly wording: Wording,
    private readonly security: SecurityLog,
  ) {}

  async list(actor: Actor, query: Words): Promise<Page> {
    const standing = await this.standings.of(actor);
    const { round } = standing;
    if (round === null) return secretaryPage(standing, 'judging/no-round', { panelHref: judgingPaths.panel });
    const { reader } = this.database;
    const judges = await this.panel.judges(reader, round.id);
    const judge = judges.find(({ code }) => code === query['giam-khao']) ?? null;
    const number = numberOf(query['ma']);
    const scope: PaperScope = { roundId: round.id, judgeCode: judge?.code ?? null, number };
    const [counts, packs] = await Promise.all([this.papers.counts(reader, scope), countPacks(reader, round.id)]);
    const tab =
      PAPER_TABS.find((one) => one === query['loc']) ?? PAPER_TABS.find((one) => counts[one] > 0) ?? 'cho-nhap';
    const page = pageNumberOf(query['trang'], counts[tab], PAGE_SIZE);
    const lines = await this.papers.list(reader, scope, { tab, limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE });
    const hrefOf = (to: PaperTab, at = 1): string => {
      const kept = new URLSearchParams({ loc: to });
      if (judge !== null) kept.set('giam-khao', judge.code);
      if (number !== null) kept.set('ma', number);
      if (at > 1) kept.set('trang', String(at));
      return `${judgingPaths.papersIn}?${kept.toString()}`;
    };
    return secretaryPage(
      standing,
      'judging/papers-in',
      {
        form: freshForm({ 'giam-khao': judge?.code ?? '', ma: number ?? '' }),
        action: judgingPaths.papersIn,
        codeLabel: standing.contest.blind.isBlind
          ? 'Mã ghi trên phiếu (mã kín) hoặc mã hồ sơ'
          : 'Mã hồ sơ ghi trên phiếu',
        judges: judges.map(({ code, name }) => ({ value: code, label: `${code} – ${name}` })),
        tabs: PAPER_TABS.map((one) => ({
          label: TAB_LABELS[one],
          href: hrefOf(one),
          current: one === tab,
          count: counts[one],
        })),
        lines: lines.map(toPaperLine),
        printHref: judgingPaths.prints,
        packsHref: judgingPaths.packs,
        packsText: packs.out === 0 ? 'không có gói nào chưa gửi lại.' : `${packs.out} gói chưa gửi lại.`,
        paging:
          counts[tab] <= PAGE_SIZE
            ? null
            : pagingOf({ page, pageSize: PAGE_SIZE, total: counts[tab], hrefOf: (to) => hrefOf(tab, to) }),
      },
      CRUMBS(null),
    );
  }

  async one(
    actor: Actor,
    of: PaperAddress,
    sent: { state: FormState; refusal: Refusal | null } | null = null,
  ): Promise<Page> {
    const standing = await this.standings.withRound(actor);
    const { reader } = this.database;
    const found = await this.service.find(reader, standing.round, of);
    const [rubric, scans] = await Promise.all([
      this.contests.rubricVersion(reader, standing.round.rubricVersionId),
      this.papers.scans(reader, found.sheet.id),
    ]);
    const model = toPaperPage({
      actor,
      held: { ...found, contest: standing.contest, calendar: standing.calendar },
      criteria: rubric?.criteria ?? [],
      rubricVersionId: standing.round.rubricVersionId,
      scans,
      form: sent === null ? freshForm() : withFaults(sent),
      say: (refusal) => this.wording.of(refusal).sentence,
    });
    return secretaryPage(standing, 'judging/paper-in', model, CRUMBS(`${of.judgeCode}, ${of.number}`));
  }

  /**
   * A scan to look at: by who types from it, until the paper is confirmed; afterwards by whoever may see scores (S6). Each look
   * leaves a line in the server's log.
   */
  async scan(actor: Actor, of: PaperAddress, id: string): Promise<SendableFile> {
    const { round, contest } = await this.standings.withRound(actor);
    const found = await this.service.find(this.database.reader, round, of);
    const scan = (await this.papers.scans(this.database.reader, found.sheet.id)).find((one) => one.id === id);
    if (scan === undefined) throw new Refused({ code: 'not-found' });
    if (found.paper?.state !== 'returned' && found.paper?.state !== 'typed')
      obey(refuseToSeeScores(actor, contest, round, 'everybody'));
    if (scan.isInfected) throw new Refused({ code: 'file-quarantined', name: scan.name });
    this.security.scoresViewed(actor, { view: 'judging/paper-scan', contest: contest.slug });
    return scan;
  }
}

const CRUMBS = (last: string | null) => [
  { href: judgingPaths.secretary, label: 'Thư ký' },
  { href: last === null ? null : judgingPaths.papersIn, label: 'Nhập phiếu giấy' },
  ...(last === null ? [] : [{ href: null, label: last }]),
];

function withFaults({ state, refusal }: { state: FormState; refusal: Refusal | null }): FormState {
  if (refusal?.code !== 'points-faulty') return state;
  return faultyForm(state.values, refusal['faults'] as FieldFault[]);
}
