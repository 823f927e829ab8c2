import { Injectable } from '@nestjs/common';
import { type NamedPaper, type PaperLinks, paperLinks } from '../../documents/paper.answer.js';
import { Database } from '../../database/database.js';
import type { Actor } from '../../kernel/actor.js';
import type { PersonId } from '../../kernel/ids.js';
import { obey, Refused } from '../../kernel/refusal.js';
import type { Page } from '../../web/answer.js';
import { wordsOf } from '../../web/form.js';
import type { Words } from '../../web/request.js';
import { SecurityLog } from '../../web/security.log.js';
import { faultyForm } from '../../web/views/form-state.js';
import { judgingPaths } from '../judging.paths.js';
import { refuseToSeeScores } from '../judging.policy.js';
import { PanelRepository } from '../panel.repository.js';
import { inRound, roundChoice } from '../round.choice.js';
import type { RoundFacts } from '../round.facts.js';
import { secretaryPage, type SecretaryStanding, SecretaryStandings } from '../secretary.standing.js';
import { type PrintWish, readPrintWish, SheetPrints } from './sheet-prints.js';

/** The secretary prints score sheets: blank ones at any time, filled ones once the round is closed. */
@Injectable()
export class PrintPages {
  constructor(
    private readonly database: Database,
    private readonly standings: SecretaryStandings,
    private readonly panel: PanelRepository,
    private readonly prints: SheetPrints,
    private readonly security: SecurityLog,
  ) {}

  async page(actor: Actor, query: Words): Promise<Page> {
    const standing = await this.standings.withRound(actor, query);
    const { contest, round, rounds } = standing;
    const judges = await this.panel.judges(this.database.reader, round.id);
    const maySee = refuseToSeeScores(actor, contest, round, 'everybody') === null;
    const wish = readPrintWish(query);
    const filling = maySee ? wish.filling : 'trong';
    const judge = judges.find(({ code }) => code === query['giam-khao']) ?? null;
    const linksOf = (phan: number): PaperLinks => {
      const kept = { kieu: wish.shape, diem: filling, ...(judge === null ? {} : { 'giam-khao': judge.code }) };
      const asked = new URLSearchParams({ ...kept, phan: String(phan) });
      return paperLinks(inRound(`${judgingPaths.printFile}?${asked.toString()}`, round, rounds));
    };
    const scope = { roundId: round.id, personId: judge?.personId ?? null };
    const shown = { kieu: wish.shape, diem: filling, 'giam-khao': judge?.code ?? '' };
    const model = {
      form: faultyForm({ ...wordsOf(query), ...shown }, []),
      choice: roundChoice(judgingPaths.prints, round, rounds),
      roundNumber: rounds.length < 2 ? null : round.number,
      action: judgingPaths.prints,
      judges: judges.map(({ code, name }) => ({ value: code, label: `${code} – ${name}` })),
      shapes: [
        { value: 'phieu', label: 'Mỗi hồ sơ một tờ', hint: null },
        { value: 'bang', label: 'Mỗi giám khảo một bảng', hint: null },
      ],
      fillings: maySee
        ? [
            { value: 'trong', label: 'Phiếu trống, để chấm bằng tay', hint: null },
            { value: 'da-cham', label: 'Phiếu đã chốt, có điểm', hint: null },
          ]
        : null,
      parts: await this.prints.parts(scope, { shape: wish.shape, filling }, linksOf),
      noneText: filling === 'trong' ? 'Chưa giao hồ sơ nào để chấm.' : 'Chưa có phiếu nào đã chốt.',
    };
    return secretaryPage(standing, 'judging/prints', model, [
      { href: judgingPaths.secretary, label: 'Thư ký' },
      { href: null, label: 'In phiếu' },
    ]);
  }

  /** One file of what the page offers. `scores-hidden` for filled sheets while the round is open. */
  async file(actor: Actor, query: Words): Promise<NamedPaper> {
    const standing = await this.standings.withRound(actor, query);
    const { contest, round, calendar } = standing;
    const wish = readPrintWish(query);
    if (wish.filling === 'da-cham') {
      obey(refuseToSeeScores(actor, contest, round, 'everybody'));
      this.security.scoresViewed(actor, { view: 'judging/prints', contest: contest.slug });
    }
    const code = query['giam-khao'];
    const personId = code === undefined || code === '' ? null : await this.personOf(standing, code);
    const paper = await this.prints.paper({ roundId: round.id, personId }, wish, {
      contest,
      round,
      madeAt: calendar.now,
    });
    return { paper, name: nameOf(wish, personId === null ? contest.code : `${contest.code} ${String(code)}`) };
  }

  private async personOf({ round }: SecretaryStanding & { round: RoundFacts }, code: unknown): Promise<PersonId> {
    const judge = typeof code === 'string' ? await this.panel.byCode(this.database.reader, round.id, code) : null;
    if (judge === null || judge.removedAt !== null) throw new Refused({ code: 'not-found' });
    return judge.personId;
  }
}

/** "Phiếu chấm trống ZALO21 GK1, phần 2" */
export const nameOf = ({ shape, filling, part }: PrintWish, whose: string): string =>
  `${shape === 'phieu' ? 'Phiếu chấm' : 'Bảng chấm'}${filling === 'trong' ? ' trống' : ''} ${whose}, phần ${part}`;
