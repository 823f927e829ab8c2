import { Injectable } from '@nestjs/common';
import { ContestReader } from '../contests/contest.reader.js';
import { Database } from '../database/database.js';
import type { Actor } from '../kernel/actor.js';
import { Refused } from '../kernel/refusal.js';
import { formatDateTime } from '../kernel/vietnamese/dates.js';
import type { Page } from '../web/answer.js';
import { wordsOf } from '../web/form.js';
import type { Words } from '../web/request.js';
import { faultyForm, type FormState, freshForm } from '../web/views/form-state.js';
import { sayCoded } from './coded.number.js';
import { PanelPlanner } from './panel.planner.js';
import { judgingPaths } from './judging.paths.js';
import { refuseToArrange } from './judging.policy.js';
import { areasField, newSeed, readRule, RULE_KINDS } from './panel.form.js';
import { roomsText, USUAL_SHARED } from './rooms.form.js';
import { isFromOutside } from './outside/outside.policy.js';
import { PanelRepository } from './panel.repository.js';
import { toPreview } from './plan.view.js';
import type { ConflictFacts, PanelJudge } from './round.facts.js';
import { inRound, roundChoice } from './round.choice.js';
import { secretaryPage, type SecretaryStanding, SecretaryStandings } from './secretary.standing.js';

const CRUMB = { href: judgingPaths.panel, label: 'Phân công' };

/** What a page about the panel shows when a form of it was just refused. */
export interface PanelForms {
  add?: FormState;
  conflict?: FormState;
}

/** Loads the secretary's pages about panel, conflicts and assignment. */
@Injectable()
export class PanelPages {
  constructor(
    private readonly database: Database,
    private readonly contests: ContestReader,
    private readonly standings: SecretaryStandings,
    private readonly panel: PanelRepository,
    private readonly planner: PanelPlanner,
  ) {}

  async page(actor: Actor, forms: PanelForms = {}, query: Words = {}): Promise<Page> {
    const standing = await this.standings.of(actor, query);
    const { contest, round, rounds } = standing;
    const { reader } = this.database;
    const [judges, candidates, areas, conflicts] = await Promise.all([
      round === null ? [] : this.panel.judges(reader, round.id),
      this.panel.candidates(reader, contest.id, round?.id ?? null),
      this.panel.areas(reader, contest.id),
      round === null ? [] : this.panel.conflicts(reader, round.id),
    ]);
    const [first] = round === null ? await this.contests.plannedRounds(reader, contest.id) : [];
    const outside = round === null ? first?.kind === 'outside' : isFromOutside(round);
    const closed = outside || (round !== null && refuseToArrange(actor, contest, round) !== null);
    return secretaryPage(standing, 'judging/panel', {
      choice: roundChoice(judgingPaths.panel, round, rounds),
      form: forms.add ?? forms.conflict ?? freshForm(),
      addForm: forms.add ?? freshForm(),
      conflictForm: forms.conflict ?? freshForm(),
      canArrange: !closed,
      outsideHref: outside ? judgingPaths.outside : null,
      judges: judges.map((judge) => toJudgeLine(judge, standing)),
      judgeOptions: judges.map(({ code, name }) => ({ value: code, label: `${code} – ${name}` })),
      candidates: candidates.map(({ personId, name }) => ({ value: personId, label: name })),
      areas: areas.map(({ id, name }) => ({ value: id, label: name })),
      conflicts: conflicts.map(toConflictLine),
      addHref: judgingPaths.addJudge,
      conflictHref: judgingPaths.conflicts,
      namingHref: contest.blind.isBlind ? judgingPaths.findings : null,
      planHref: judgingPaths.plan,
      givenHref: judgingPaths.givenPairs,
      takeBackHref: judgingPaths.takeBack,
      untouched: judges.reduce((sum, { counts }) => sum + counts.none, 0),
    });
  }

  async judge(actor: Actor, code: string, form: FormState | null = null): Promise<Page> {
    const standing = await this.standings.withRound(actor);
    const { reader } = this.database;
    const [judges, areas] = await Promise.all([
      this.panel.judges(reader, standing.round.id),
      this.panel.areas(reader, standing.contest.id),
    ]);
    const judge = judges.find((one) => one.code === code);
    if (judge === undefined) throw new Refused({ code: 'not-found' });
    const model = {
      ...toJudgeLine(judge, standing),
      form: form ?? freshForm({ unitId: judge.unitId ?? '' }),
      areas: areas.map(({ id, name }) => ({ value: id, label: name })),
      canArrange: refuseToArrange(actor, standing.contest, standing.round) === null,
      action: judgingPaths.judge(code),
      removeAction: judgingPaths.removeJudge(code),
      backHref: judgingPaths.panel,
    };
    return secretaryPage(standing, 'judging/judge', model, [CRUMB, { href: null, label: code }]);
  }

  /** The choice of a rule, and below it what the chosen rule would do. */
  async plan(actor: Actor, words: Words, refused: FormState | null = null): Promise<Page> {
    const standing = await this.standings.withRound(actor);
    const { contest, round } = standing;
    const { reader } = this.database;
    const [judges, areas] = await Promise.all([
      this.panel.judges(reader, round.id),
      this.panel.areas(reader, contest.id),
    ]);
    const read = readRule(words, { judges, areas });
    const planned =
      read !== null && 'rule' in read ? await this.planner.plan(reader, contest, round.id, read.rule) : null;
    const typed = {
      so: '3',
      hat: newSeed(),
      kieu: RULE_KINDS.all,
      'tieu-ban': roomsText(judges),
      chia: 'deu',
      chung: String(USUAL_SHARED),
      ...wordsOf(words),
    };
    const hasDistricts = areas.some(({ kind }) => kind === 'district');
    const options = areas
      .filter(({ kind }) => kind === (hasDistricts ? 'district' : 'commune'))
      .map(({ id, name }) => ({ value: id, label: name }));
    const canArrange = !isFromOutside(round) && refuseToArrange(actor, contest, round) === null;
    const model = {
      canArrange,
      form: refused ?? (read !== null && 'faults' in read ? faultyForm(typed, read.faults) : freshForm(typed)),
      kinds: [
        { value: RULE_KINDS.all, label: 'Mọi giám khảo chấm mọi hồ sơ' },
        { value: RULE_KINDS.each, label: 'Mỗi hồ sơ có số giám khảo như nhau, chia cân bằng' },
        { value: RULE_KINDS.areas, label: 'Theo địa bàn chọn cho từng giám khảo' },
        {
          value: RULE_KINDS.rooms,
          label: 'Theo tiểu ban: mọi giám khảo của một tiểu ban chấm mọi hồ sơ của tiểu ban đó',
        },
      ],
      roomsOpen: words['kieu'] === RULE_KINDS.rooms,
      roomWays: [
        { value: 'deu', label: 'Chia đều, rút thăm theo hạt giống' },
        { value: 'dia-ban', label: 'Theo địa bàn, mỗi địa bàn ở trọn một tiểu ban' },
      ],
      judges: judges.map(({ code, name }) => ({ field: areasField(code), label: `Địa bàn của ${code} – ${name}` })),
      areas: options,
      action: judgingPaths.plan,
      applyAction: judgingPaths.assignment,
      backHref: judgingPaths.panel,
      preview: planned === null ? null : toPreview(planned, read !== null && 'rule' in read ? read.rule : null),
      canApply: planned !== null && planned.plan.pairs.length > 0 && canArrange,
      chosen: [
        ...Object.entries(wordsOf(words))
          .filter(([name]) => name !== 'dau')
          .flatMap(([name, value]) => [value].flat().map((one) => ({ name, value: one }))),
        { name: 'dau', value: planned?.mark ?? '' },
      ],
    };
    return secretaryPage(standing, 'judging/plan', model, [CRUMB, { href: null, label: 'Phân công tự động' }]);
  }
}

const toJudgeLine = (judge: PanelJudge, { round, rounds }: SecretaryStanding): object => ({
  code: judge.code,
  name: judge.name,
  unitName: judge.unitName,
  room: judge.room,
  href: judgingPaths.judge(judge.code),
  progressHref:
    round === null ? judgingPaths.progressOf(judge.code) : inRound(judgingPaths.progressOf(judge.code), round, rounds),
  given: judge.counts.none + judge.counts.draft + judge.counts.done + judge.counts.signed,
  recused: judge.counts.recused,
});

/** Who wrote a conflict down. */
export const CONFLICT_KINDS = { declared: 'Giám khảo tự khai', pinned: 'Thư ký ghi' } as const;

const toConflictLine = (conflict: ConflictFacts): object => ({
  judge: `${conflict.judgeCode} – ${conflict.judgeName}`,
  number: sayCoded({ number: conflict.entryNumber, blindCode: conflict.blindCode }),
  kind: CONFLICT_KINDS[conflict.kind],
  reason: conflict.reason,
  at: formatDateTime(conflict.declaredAt),
  liftHref: judgingPaths.conflict(conflict.judgeCode, conflict.entryNumber),
});
