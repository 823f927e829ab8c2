import type { RegisteredPaper } from '../../documents/register/register.entrance.js';
import { toRegistered } from '../../documents/register/registered.view.js';
import { paperLinks } from '../../documents/paper.answer.js';
import { formatDateTime } from '../../kernel/vietnamese/dates.js';
import { formatDay } from '../../kernel/vietnamese/days.js';
import { formatInteger } from '../../kernel/vietnamese/numbers.js';
import { placeInSentence } from '../../kernel/vietnamese/places.js';
import { Page } from '../../web/answer.js';
import { barChart } from '../../web/views/charts.js';
import type { FormState } from '../../web/views/form-state.js';
import { type Breadcrumb, pagingOf, type StatusWord } from '../../web/views/page.js';
import { movementPaths } from '../movement.paths.js';
import type { OpenedMovement } from '../movement.opening.js';
import { frameOfMovement } from '../movement.view.js';
import {
  PROGRESS_FIELDS,
  PROGRESS_KIND_WORDS,
  PROGRESS_KINDS,
  type ProgressFacts,
  type ProgressIndicator,
  type ProgressReport,
} from './progress.facts.js';
import { sayBehind, sayIndicator, sayRoles } from './progress.paper.js';
import { progressPaths } from './progress.paths.js';
import { sayPeriod } from './progress.period.js';
import type { OpenedReport } from './progress.service.js';
import { FIELD_LABELS } from './progress.words.js';

export const REPORTS_A_PAGE = 30;
const CRUMB = 'Báo cáo tổng hợp';
/** More bars than these are no picture any more. */
const MOST_BARS = 15;

const stateOf = ({ issuedAt }: Pick<ProgressReport, 'issuedAt'>): StatusWord =>
  issuedAt === null ? { word: 'Dự thảo', tone: 'neutral' } : { word: 'Đã chốt', tone: 'success' };
const titleOf = (report: ProgressReport): string =>
  `${PROGRESS_KIND_WORDS[report.kind]} ${formatDay(report.fromOn)} – ${formatDay(report.toOn)}`;
const frame = (opened: OpenedMovement, ...crumbs: Breadcrumb[]) =>
  crumbs.length === 0
    ? frameOfMovement(opened, { href: null, label: CRUMB })
    : frameOfMovement(opened, { href: progressPaths.list(opened.movement.id), label: CRUMB }, ...crumbs);

export function reportsPage(
  opened: OpenedMovement,
  given: { reports: readonly ProgressReport[]; total: number; page: number; mayDraft: boolean },
): Page {
  const { movement } = opened;
  const { reports, total, page } = given;
  return new Page(
    'movements/progress-reports',
    {
      about: movement.name,
      newHref: given.mayDraft ? progressPaths.create(movement.id) : null,
      rows: reports.map((one) => ({
        title: titleOf(one),
        href: progressPaths.one(movement.id, one.id),
        sender: one.senderName,
        by: one.issuedByName ?? one.writtenByName,
        at: formatDateTime(one.issuedAt ?? one.draftedAt),
        status: stateOf(one),
        isSample: one.sample,
      })),
      caption: `${total} báo cáo`,
      paging:
        total <= REPORTS_A_PAGE
          ? null
          : pagingOf({
              page,
              pageSize: REPORTS_A_PAGE,
              total,
              hrefOf: (to) => `${progressPaths.list(movement.id)}?trang=${to}`,
            }),
      backHref: movementPaths.one(movement.id),
    },
    frame(opened),
  );
}

/** Which period a new report is on; `asks`: there is one already, and it must be said that another is wanted. */
export function periodPage(opened: OpenedMovement, form: FormState, asks: boolean): Page {
  const { movement } = opened;
  return new Page(
    'movements/progress-period',
    {
      about: movement.name,
      form,
      asks,
      action: progressPaths.create(movement.id),
      kinds: PROGRESS_KINDS.map((value) => ({ value, label: PROGRESS_KIND_WORDS[value] })),
      wholeHint: `Toàn phong trào: ${formatDay(movement.startsOn)} – ${formatDay(movement.endsOn)}.`,
      backHref: progressPaths.list(movement.id),
    },
    frame(opened, { href: null, label: 'Lập báo cáo' }),
  );
}

/** The words of a report, each field with what it is for. */
export function wordsPage(opened: OpenedReport, form: FormState): Page {
  const { movement, report } = opened;
  return new Page(
    'movements/progress-words',
    {
      about: titleOf(report),
      form,
      version: report.version,
      action: progressPaths.edit(movement.id, report.id),
      fields: PROGRESS_FIELDS.map((name) => ({ name, ...FIELD_LABELS[name], optional: name !== 'addressee' })),
      backHref: progressPaths.one(movement.id, report.id),
    },
    frame(
      opened,
      { href: progressPaths.one(movement.id, report.id), label: titleOf(report) },
      { href: null, label: 'Sửa lời báo cáo' },
    ),
  );
}

function indicatorView(one: ProgressIndicator, id: string) {
  const bars = one.rows.filter(({ share }) => share !== null).slice(0, MOST_BARS);
  return {
    name: one.name,
    finding: sayIndicator(one),
    chart:
      bars.length === 0
        ? null
        : barChart({
            id,
            title: `${one.name}, theo ${one.rowsAre.toLowerCase()}`,
            finding: one.name,
            unit: '%',
            most: 100,
            bars: bars.map((row) => ({
              label: row.name,
              value: row.share ?? 0,
              valueText: row.measured,
              tone: row.status === 'Đạt' ? 'three' : 'two',
            })),
          }),
    rowsAre: one.rowsAre,
    hasTarget: one.hasTarget,
    caption: `${one.rowsTotal} hàng`,
    rows: one.rows.map((row) => ({
      name: row.name,
      inside: row.inside.length === 0 ? null : `Gồm: ${row.inside.map(placeInSentence).join(', ')}`,
      reported: `${formatInteger(row.reported)}/${formatInteger(row.units)}`,
      measured: row.measured,
      needed: row.needed === null ? '–' : formatInteger(row.needed),
      status: row.status,
    })),
    behind: sayBehind(one.behind, one.behindTotal),
  };
}

/** A report: its words, and between them what the data says now or said when it was issued. */
export function reportPage(
  opened: OpenedReport,
  facts: ProgressFacts,
  given: { mayWrite: boolean; registerName: string | null; registered: RegisteredPaper | null },
): Page {
  const { movement, report } = opened;
  const at = [movement.id, report.id] as const;
  const { words } = report;
  const said = (field: keyof typeof words): string[] => words[field].split('\n').filter((one) => one.trim() !== '');
  return new Page(
    'movements/progress-report',
    {
      heading: titleOf(report),
      about: movement.name,
      lead: `Của ${placeInSentence(report.senderName)}, ${sayPeriod(report)}.`,
      status: stateOf(report),
      isSample: report.sample,
      stateText:
        report.issuedAt === null
          ? `Số liệu đến hết ngày ${formatDay(facts.asOf)}, còn thay đổi đến khi chốt. ${report.writtenByName} sửa lời gần nhất.`
          : `${report.issuedByName ?? ''} chốt lúc ${formatDateTime(report.issuedAt)}. Số liệu đến hết ngày ${formatDay(facts.asOf)}, giữ nguyên từ đó.`,
      editHref: given.mayWrite ? progressPaths.edit(...at) : null,
      papers: paperLinks(progressPaths.paper(...at)),
      addressee: said('addressee').join('; '),
      opening: said('opening'),
      drives: facts.drives.map((drive, place) => ({
        name: drive.name,
        scope: drive.scope,
        isSample: drive.sample,
        indicators: drive.indicators.map((one, index) => indicatorView(one, `bc-${place}-${index}`)),
      })),
      parts: facts.parts.map(({ heading, lines, behind }) => ({
        heading,
        lines,
        behind: sayBehind(behind, behind.length),
      })),
      roles: facts.roles === null ? null : sayRoles(facts.roles),
      observed: `Trong kỳ ghi nhận ${facts.observed.merits} ưu điểm, ${facts.observed.shortcomings} tồn tại.`,
      done: said('done'),
      behind: said('behind'),
      next: said('next'),
      asks: said('asks'),
      version: report.version,
      issueAction: given.mayWrite ? progressPaths.issue(...at) : null,
      discardAction: given.mayWrite ? progressPaths.removal(...at) : null,
      registerAction: given.registerName === null ? null : progressPaths.register(...at),
      registerName: given.registerName,
      registered: toRegistered(given.registered),
      backHref: progressPaths.list(movement.id),
    },
    frame(opened, { href: null, label: titleOf(report) }),
  );
}
