import { Injectable } from '@nestjs/common';
import { ContestReader } from '../../contests/contest.reader.js';
import type { PlannedRoundFacts } from '../../contests/round-plan.facts.js';
import { Database } from '../../database/database.js';
import type { Actor } from '../../kernel/actor.js';
import type { Page } from '../../web/answer.js';
import { wordsOf } from '../../web/form.js';
import type { Words } from '../../web/request.js';
import { SecurityLog } from '../../web/security.log.js';
import { faultyForm, type FormState, freshForm } from '../../web/views/form-state.js';
import { judgingPaths } from '../judging.paths.js';
import { pageNumberOf } from '../page.number.js';
import type { RoundFacts } from '../round.facts.js';
import { secretaryPage, type SecretaryStanding, SecretaryStandings } from '../secretary.standing.js';
import { readAdvanceChoice } from './advance.form.js';
import { AdvancePlanner } from './advance.planner.js';
import { refuseToOpenNext, refuseToUndoOpening } from './advance.policy.js';
import { AdvanceRepository } from './advance.repository.js';
import { toAdvancePreview } from './advance.view.js';

const PAGE_SIZE = 100;
const CRUMBS = [
  { href: judgingPaths.secretary, label: 'Thư ký' },
  { href: null, label: 'Vòng sau' },
];

/** Loads the secretary's page between two rounds: who would go on, or that a round was opened and may still be taken back. */
@Injectable()
export class AdvancePages {
  constructor(
    private readonly database: Database,
    private readonly standings: SecretaryStandings,
    private readonly contests: ContestReader,
    private readonly planner: AdvancePlanner,
    private readonly advances: AdvanceRepository,
    private readonly security: SecurityLog,
  ) {}

  /** `words` hold what was chosen so far, in the address or in the form that was refused. */
  async page(actor: Actor, words: Words, refused: FormState | null = null): Promise<Page> {
    const standing = await this.standings.of(actor);
    const { contest, round } = standing;
    const plans = round === null ? [] : await this.contests.plannedRounds(this.database.reader, contest.id);
    const next = plans.find(({ number }) => number === (round?.number ?? 0) + 1) ?? null;
    const planned = plans.find(({ number }) => number === round?.number) ?? null;
    const form = refused ?? freshForm();
    const show = (model: object): Page =>
      secretaryPage(standing, 'judging/advance', { form, told: null, preview: null, opened: null, ...model }, CRUMBS);
    if (round === null) return show({ told: 'Chưa có vòng chấm nào.' });
    if (round.number > 1 && round.closedAt === null) return show({ opened: await this.opened(actor, standing, round) });
    const refusal = refuseToOpenNext(actor, contest, round, next);
    if (refusal?.code === 'no-next-round') return show({ told: 'Thể lệ không còn vòng nào sau vòng này.' });
    if (refusal?.code === 'round-not-closed-yet') return show({ told: 'Khóa vòng đang chấm trước, rồi mở vòng sau.' });
    if (refusal !== null || next === null || planned === null)
      return show({ told: 'Cuộc thi không mở nên chưa mở vòng sau được.' });
    return show(await this.preview(actor, { ...standing, round }, { planned, next, words, refused }));
  }

  private async preview(
    actor: Actor,
    { contest, round }: SecretaryStanding & { round: RoundFacts },
    {
      planned,
      next,
      words,
      refused,
    }: { planned: PlannedRoundFacts; next: PlannedRoundFacts; words: Words; refused: FormState | null },
  ): Promise<object> {
    this.security.scoresViewed(actor, { view: 'judging/advance', contest: contest.slug });
    const { choice, faults } = readAdvanceChoice(words);
    const read = await this.planner.plan(this.database.reader, contest, { round, planned }, choice);
    const page = pageNumberOf(words['trang'], read.rows.length, PAGE_SIZE);
    const typed = { bang: '', them: '', bot: '', giu: '1', reason: '', ...wordsOf(words) };
    return {
      form: refused ?? (faults.length > 0 ? faultyForm(typed, faults) : freshForm(typed)),
      preview: toAdvancePreview(
        { ...read, choice, planned, next },
        { page, pageSize: PAGE_SIZE, typed, isFaulty: faults.length > 0 },
      ),
    };
  }

  private async opened(actor: Actor, { contest }: SecretaryStanding, round: RoundFacts): Promise<object> {
    const { entries, ...work } = await this.advances.counts(this.database.reader, round.id);
    const canUndo = refuseToUndoOpening(actor, contest, round, work) === null;
    return {
      text: `Vòng ${round.number}: ${round.name} đã mở với ${entries} hồ sơ.`,
      panelHref: judgingPaths.panel,
      undo: canUndo
        ? { action: judgingPaths.undoNext, version: round.version, backHref: judgingPaths.secretary }
        : null,
      lockedText: canUndo
        ? null
        : 'Đã giao phiếu, họp Ban Giám khảo hoặc cộng, trừ điểm ở vòng này nên không hoàn tác việc mở vòng được nữa.',
    };
  }
}
