import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Actor } from '../../kernel/actor.js';
import { isId } from '../../kernel/ids.js';
import { Refused } from '../../kernel/refusal.js';
import { formatDateTime } from '../../kernel/vietnamese/dates.js';
import type { Page } from '../../web/answer.js';
import type { Words } from '../../web/request.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import { pagingOf } from '../../web/views/page.js';
import { judgingPaths } from '../judging.paths.js';
import { refuseToAdjust } from '../judging.policy.js';
import { pageNumberOf } from '../page.number.js';
import { inRound, roundChoice } from '../round.choice.js';
import { secretaryPage, SecretaryStandings } from '../secretary.standing.js';
import { ADJUSTMENT_NAMES, type AdjustmentFacts, type AdjustmentId } from './adjustment.facts.js';
import { ADJUSTMENT_CHOICES } from './adjustment.form.js';
import { AdjustmentRepository } from './adjustment.repository.js';
import { saySigned } from './adjustment.words.js';

const PAGE_SIZE = 50;

/** Loads the secretary's pages about penalties and bonuses. */
@Injectable()
export class AdjustmentPages {
  constructor(
    private readonly database: Database,
    private readonly standings: SecretaryStandings,
    private readonly adjustments: AdjustmentRepository,
  ) {}

  async page(actor: Actor, query: Words, form: FormState = freshForm()): Promise<Page> {
    const standing = await this.standings.of(actor, query);
    const { contest, round, rounds } = standing;
    if (round === null) return secretaryPage(standing, 'judging/no-round', { panelHref: judgingPaths.panel });
    const { reader } = this.database;
    const total = await this.adjustments.count(reader, round.id);
    const page = pageNumberOf(query['trang'], total, PAGE_SIZE);
    const found = await this.adjustments.page(reader, round.id, { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE });
    const refusal = refuseToAdjust(actor, contest, round);
    const hrefOf = (to: number): string => inRound(`${judgingPaths.adjustments}?trang=${to}`, round, rounds);
    const model = {
      choice: roundChoice(judgingPaths.adjustments, round, rounds),
      form,
      action: judgingPaths.adjustments,
      kinds: ADJUSTMENT_CHOICES.map(({ value, label }) => ({ value, label })),
      canAdjust: refusal === null,
      lockedText:
        refusal?.code === 'adjustments-need-points'
          ? 'Cách tính của cuộc thi cho thứ hạng chứ không cho điểm, nên không cộng, trừ điểm được.'
          : refusal === null
            ? null
            : 'Vòng chấm đã khóa nên không cộng, trừ điểm được nữa.',
      lines: found.map((one) => toLine(one, refusal === null)),
      paging: total <= PAGE_SIZE ? null : pagingOf({ page, pageSize: PAGE_SIZE, total, hrefOf }),
    };
    return secretaryPage(standing, 'judging/adjustments', model, [
      { href: judgingPaths.secretary, label: 'Thư ký' },
      { href: null, label: 'Cộng, trừ điểm' },
    ]);
  }

  /** Asks before one is taken back. */
  async removal(actor: Actor, id: string, form: FormState = freshForm()): Promise<Page> {
    const standing = await this.standings.withRound(actor);
    const { reader } = this.database;
    const found = isId(id) ? await this.adjustments.byId(reader, standing.round.id, id as AdjustmentId) : null;
    if (found === null) throw new Refused({ code: 'not-found' });
    const model = {
      form,
      action: judgingPaths.adjustmentRemoval(found.id),
      backHref: judgingPaths.adjustments,
      facts: [
        { label: 'Hồ sơ', value: `${found.number}, ${found.villageName}` },
        { label: ADJUSTMENT_NAMES[found.kind], value: `${saySigned(found.hundredths)} điểm` },
        { label: 'Lý do đã ghi', value: found.reason },
      ],
    };
    return secretaryPage(standing, 'judging/adjustment-removal', model, [
      { href: judgingPaths.adjustments, label: 'Cộng, trừ điểm' },
      { href: null, label: 'Bỏ' },
    ]);
  }
}

const toLine = (one: AdjustmentFacts, isOpen: boolean): object => ({
  number: one.number,
  villageName: one.villageName,
  communeName: one.communeName,
  kind: ADJUSTMENT_NAMES[one.kind],
  points: saySigned(one.hundredths),
  reason: one.reason,
  madeText: `${one.madeByName}, ${formatDateTime(one.madeAt)}`,
  removeHref: isOpen ? judgingPaths.adjustmentRemoval(one.id) : null,
});
