import { Injectable } from '@nestjs/common';
import { ContestReader } from '../../contests/contest.reader.js';
import { Database } from '../../database/database.js';
import type { Actor } from '../../kernel/actor.js';
import { obey } from '../../kernel/refusal.js';
import { formatDateTime } from '../../kernel/vietnamese/dates.js';
import { formatPoints } from '../../kernel/vietnamese/numbers.js';
import type { Page } from '../../web/answer.js';
import type { Words } from '../../web/request.js';
import type { FormState } from '../../web/views/form-state.js';
import { judgingPaths } from '../judging.paths.js';
import { roundChoice } from '../round.choice.js';
import { secretaryPage, SecretaryStandings } from '../secretary.standing.js';
import { outsideHeadings, type OutsidePlan } from './outside.marks.js';
import { refuseToArrange } from '../judging.policy.js';
import { isFromOutside, refuseToImport } from './outside.policy.js';
import { type OutsideImportFacts, OutsideRepository } from './outside.repository.js';
import { type OutsidePreview, OutsideService, type OutsideWords } from './outside.service.js';

/** Lines, and numbers of dossiers, shown before “and so many more”. */
const SHOWN = 100;

/** Loads the page of points from outside. It never shows what was brought in: before closing nobody sees points. */
@Injectable()
export class OutsidePages {
  constructor(
    private readonly database: Database,
    private readonly standings: SecretaryStandings,
    private readonly contests: ContestReader,
    private readonly service: OutsideService,
    private readonly outside: OutsideRepository,
  ) {}

  async page(actor: Actor, query: Words, form: FormState, words: OutsideWords | null): Promise<Page> {
    const standing = await this.standings.of(actor, query);
    const { contest, round, rounds } = standing;
    const { reader } = this.database;
    if (round === null) {
      const [first] = await this.contests.plannedRounds(reader, contest.id);
      return first?.kind === 'outside'
        ? secretaryPage(standing, 'judging/outside-start', { form, action: judgingPaths.outside, name: first.name })
        : secretaryPage(standing, 'judging/no-round', { panelHref: judgingPaths.panel });
    }
    const canImport = refuseToImport(actor, contest, round) === null;
    const rubric = await this.contests.rubricVersion(reader, round.rubricVersionId);
    const imports = await this.outside.imports(reader, round.id);
    const preview =
      words === null || !canImport ? null : await this.service.preview(reader, contest, round, words.text);
    const model = {
      choice: roundChoice(judgingPaths.outside, round, rounds),
      form,
      isFromOutside: isFromOutside(round),
      canImport,
      isLocked: round.closedAt !== null,
      imports: imports.map(toImportLine),
      asksReason: imports.length > 0,
      criteria: (rubric?.criteria ?? []).map(
        ({ code, title, max }) => `${code}: ${title}, từ 0 đến ${formatPoints(max)} điểm`,
      ),
      tableHint: `Dòng đầu ghi ${outsideHeadings(rubric?.criteria ?? [])[0]?.join(',') ?? ''}. Điểm có phần thập phân sau dấu phẩy thì dán từ Excel, hoặc ngăn các ô bằng dấu chấm phẩy.`,
      asksSource: preview === null || preview.plan.faults.length > 0,
      action: judgingPaths.outside,
      fileAction: judgingPaths.outsideFile,
      backHref: judgingPaths.secretary,
      checked: preview === null ? null : toChecked(preview),
      words: words ?? { text: '', source: '', reason: '' },
    };
    return secretaryPage(standing, 'judging/outside', model, [
      { href: judgingPaths.secretary, label: 'Thư ký' },
      { href: null, label: 'Điểm từ bên ngoài' },
    ]);
  }

  /** Whether this actor may arrange the round now, asked before a byte of a file is read. */
  async open(actor: Actor): Promise<void> {
    const { contest, round } = await this.standings.withRound(actor);
    obey(refuseToArrange(actor, contest, round));
  }

  /** Whether the round takes points from outside: a question about what was sent, hence behind the form's token. */
  async openForPoints(actor: Actor): Promise<void> {
    const { contest, round } = await this.standings.withRound(actor);
    obey(refuseToImport(actor, contest, round));
  }
}

const toImportLine = (
  { number, source, reason, sha256, entries, madeByName, madeAt }: OutsideImportFacts,
  index: number,
): object => ({
  number,
  source,
  reason: reason ?? '',
  hashHead: sha256.slice(0, 12),
  entries,
  madeText: `${madeByName}, ${formatDateTime(madeAt)}`,
  status: index === 0 ? { word: 'Đang tính', tone: 'success' } : { word: 'Đã thay', tone: 'neutral' },
});

function toChecked({ plan, imports, entries, mark }: OutsidePreview): object {
  const { faults, marks, without } = plan;
  const isClean = faults.length === 0;
  return {
    isClean,
    sentence: isClean
      ? `Bảng đúng: ${marks.length}/${entries} hồ sơ của vòng có điểm. Chưa ghi gì.`
      : `Có ${faults.length} chỗ cần sửa. Chưa ghi gì: ghi tất cả hoặc không ghi dòng nào.`,
    faults: faults.slice(0, SHOWN),
    faultsLeftOut: Math.max(0, faults.length - SHOWN),
    without: without.length === 0 ? null : `${without.length} hồ sơ: ${few(without)}.`,
    changes: imports.length === 0 ? [] : sayChanges(plan),
    button: imports.length === 0 ? 'Ghi bảng điểm' : 'Thay bảng điểm',
    mark,
  };
}

function sayChanges({ changed, added, removed }: OutsidePlan): string[] {
  const said = [
    { name: 'Đổi điểm', numbers: changed },
    { name: 'Thêm điểm', numbers: added },
    { name: 'Không còn điểm', numbers: removed },
  ].filter(({ numbers }) => numbers.length > 0);
  return said.length === 0
    ? ['Mọi điểm giống bảng đang tính.']
    : said.map(({ name, numbers }) => `${name} ${numbers.length} hồ sơ: ${few(numbers)}.`);
}

const few = (numbers: readonly string[]): string =>
  numbers.length <= SHOWN
    ? numbers.join(', ')
    : `${numbers.slice(0, SHOWN).join(', ')} và ${numbers.length - SHOWN} hồ sơ khác`;
