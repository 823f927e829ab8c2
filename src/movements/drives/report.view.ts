import { formatDateTime } from '../../kernel/vietnamese/dates.js';
import { type Day, formatDay } from '../../kernel/vietnamese/days.js';
import { Page } from '../../web/answer.js';
import type { FormState } from '../../web/views/form-state.js';
import type { StatusWord } from '../../web/views/page.js';
import { frameOfMovement } from '../movement.view.js';
import { pledgePaths } from '../pledges/pledge.paths.js';
import {
  DOUBT_WORDS,
  type DriveFacts,
  type DriveUnitFacts,
  type Figure,
  type ReportFacts,
  WAY_WORDS,
} from './drive.facts.js';
import type { OpenedDrive } from './drive.opening.js';
import { drivePaths, withChoices } from './drive.paths.js';
import { isLate, otherPeriods, type Period, sayPeriod } from './drive.periods.js';
import type { OwedDrive } from './owed.reader.js';
import type { Beginning } from './register.beginning.js';
import { partField, wholeField } from './report.form.js';
import { doubtsAbout, sayFigure, sayTarget } from './report.reading.js';

/** "17 giờ … hết ngày 05/11/2021": a report is in time until its day has ended. */
export const sayDue = (dueOn: Day): string => `hết ngày ${formatDay(dueOn)}`;

/** A commune’s list of what it owes, drive by drive. */
export function owedPage(owed: readonly OwedDrive[], unitName: string): Page {
  const waiting = owed.filter((one) => one.owed.length > 0);
  return new Page('movements/owed', {
    about: unitName,
    lead:
      owed.length === 0
        ? null
        : waiting.length === 0
          ? 'Đã báo cáo đủ các kỳ đến hôm nay.'
          : `Còn ${waiting.reduce((sum, one) => sum + one.owed.length, 0)} kỳ chưa báo cáo đủ.`,
    drives: owed.map(({ drive, movement, units, owed: periods }) => ({
      name: drive.name,
      movement: movement.name,
      href: drivePaths.report(drive.id),
      isSample: drive.sample,
      status: statusOf(periods),
      periods: periods.slice(0, 6).map(({ period, reported, isOverdue }) => ({
        href: withChoices(drivePaths.report(drive.id), { ky: period.on }),
        label: sayPeriod(drive, period.on),
        hint:
          units === 1
            ? `Hạn: ${sayDue(period.dueOn)}`
            : `Hạn: ${sayDue(period.dueOn)}. Đã báo cáo ${reported}/${units} cơ quan.`,
        status: isOverdue ? OVERDUE : DUE,
      })),
      more: periods.length > 6 ? `và ${periods.length - 6} kỳ khác` : null,
    })),
  });
}

const OVERDUE: StatusWord = { word: 'Quá hạn', tone: 'danger' };
const REPORTED: StatusWord = { word: 'Đã báo cáo', tone: 'success' };
const DUE: StatusWord = { word: 'Chưa báo cáo', tone: 'info' };
const statusOf = (periods: OwedDrive['owed']): StatusWord =>
  periods.length === 0
    ? { word: 'Đã báo cáo đủ', tone: 'success' }
    : periods.some(({ isOverdue }) => isOverdue)
      ? OVERDUE
      : DUE;

/** The words that a report begins with: what stands for its period, otherwise what the register says, otherwise empty. */
export function typedReport(
  drive: DriveFacts,
  standing: ReportFacts | null,
  beginning: Beginning = {},
): FormState['values'] {
  const figures = drive.indicators.flatMap((one) => {
    const figure = standing === null ? beginning[one.id]?.figure : standing.figures[one.id];
    if (figure === undefined || figure === null) return [];
    return [
      [partField(one), String(figure.part)],
      [wholeField(one), figure.whole === null ? '' : String(figure.whole)],
    ];
  });
  return { ...(Object.fromEntries(figures) as Record<string, string>), note: standing?.note ?? '' };
}

/** One screen: the figures that are asked, the last ones beside them, one button. */
export function reportPage(given: {
  opened: OpenedDrive;
  unit: DriveUnitFacts;
  units: readonly { unit: DriveUnitFacts; isReported: boolean }[];
  periods: readonly Period[];
  period: Period;
  /** The first days of the periods on which the unit has reported. */
  reportedOn: ReadonlySet<Day>;
  standing: ReportFacts | null;
  previous: ReportFacts | null;
  history: readonly ReportFacts[];
  beginning: Beginning;
  form: FormState;
  /** What was typed and looks wrong; null before it was sent. */
  asked: Readonly<Record<string, Figure>> | null;
}): Page {
  const { opened, unit, period, standing, previous, form, asked } = given;
  const { drive, movement } = opened;
  const address = (choices: { ky?: Day; 'don-vi'?: string }): string =>
    withChoices(drivePaths.report(drive.id), { ky: period.on, 'don-vi': unit.id, ...choices });
  return new Page(
    'movements/report',
    {
      heading: drive.name,
      about: unit.name,
      form,
      action: drivePaths.report(drive.id),
      unitId: unit.id,
      periodOn: period.on,
      replaces: standing?.id ?? '',
      dueText: `${sayPeriod(drive, period.on)}, hạn ${sayDue(period.dueOn)}.`,
      isOverdue: standing === null && opened.today > period.dueOn,
      standingText:
        standing === null
          ? null
          : `Đã báo cáo lúc ${formatDateTime(standing.reportedAt)} (${standing.byName}). Gửi số khác là đính chính; số cũ vẫn giữ lại.`,
      indicators: drive.indicators.map((one) => {
        const last = previous?.figures[one.id];
        return {
          name: one.name,
          part: partField(one),
          whole: one.whole === 'typed' ? { name: wholeField(one), label: one.wholeName } : null,
          unit: one.noun,
          hint: [
            given.beginning[one.id]?.words ?? '',
            last === undefined ? 'Chưa có số kỳ trước' : `Kỳ trước: ${sayFigure(one, last, unit)}`,
            one.whole === 'required' && unit.required !== null ? `Phải thực hiện: ${unit.required} ${one.noun}` : '',
            sayTarget(one),
          ]
            .filter((part) => part !== '')
            .join('. '),
        };
      }),
      doubts: asked === null ? null : sayDoubts(drive, unit, asked, previous),
      isCorrection: standing !== null,
      buttonLabel: standing === null ? 'Gửi báo cáo' : 'Gửi đính chính',
      otherUnits:
        given.units.length < 2
          ? null
          : given.units.map((other) => ({
              label: other.unit.name,
              href: address({ 'don-vi': other.unit.id }),
              hint: null,
              status: other.isReported ? REPORTED : { word: 'Chưa báo cáo', tone: 'info' as const },
            })),
      otherPeriods: otherPeriods(given.periods, period, given.reportedOn).map(
        ({ period: { on, dueOn }, isReported }) => ({
          label: sayPeriod(drive, on),
          href: address({ ky: on }),
          hint: `Hạn: ${sayDue(dueOn)}`,
          status: isReported ? REPORTED : opened.today > dueOn ? OVERDUE : DUE,
        }),
      ),
      guidance: drive.guidance,
      checksHref: drive.keepsChecks ? withChoices(drivePaths.checks(drive.id), { 'don-vi': unit.id }) : null,
      pledgesHref: drive.keepsPledges ? pledgePaths.list(drive.id, unit.id) : null,
      posterHref: drive.link === null ? null : `${drivePaths.poster(drive.id)}`,
      history: historyOf(drive, unit, given.history),
      confirms: confirmationOf(opened, standing),
      isSample: drive.sample || movement.sample,
    },
    frameOfMovement(opened, { href: null, label: drive.name }),
  );
}

/** What looks wrong, a sentence each: the reader may still say that it is right. */
export const sayDoubts = (
  drive: DriveFacts,
  unit: DriveUnitFacts,
  figures: Readonly<Record<string, Figure>>,
  previous: ReportFacts | null,
): string[] =>
  doubtsAbout(drive, unit, figures, previous).map(
    ({ indicator, doubt, figure, previous: last }) =>
      `${indicator.name}: ${sayFigure(indicator, figure, unit)}, ${DOUBT_WORDS[doubt]}${last !== null && doubt !== 'above-whole' ? ` (kỳ trước ${last.part})` : ''}.`,
  );

/** Every report of a unit, the newest first, corrected ones marked. */
export function historyOf(drive: DriveFacts, unit: DriveUnitFacts, reports: readonly ReportFacts[]) {
  const replaced = new Set(reports.map(({ replacesId }) => replacesId));
  return reports.map((one) => ({
    period: sayPeriod(drive, one.periodOn),
    figures: drive.indicators.map((indicator) => {
      const figure = one.figures[indicator.id];
      return { name: indicator.name, text: figure === undefined ? '–' : sayFigure(indicator, figure, unit) };
    }),
    sentText: `${formatDateTime(one.reportedAt)}, ${one.byName}, ${WAY_WORDS[one.way]}`,
    tags: tagsOf(one, replaced.has(one.id)),
    reason: one.reason,
    note: one.note === '' ? null : one.note,
  }));
}

export function tagsOf(report: ReportFacts, isReplaced: boolean): StatusWord[] {
  return [
    ...(isReplaced ? [{ word: 'Đã đính chính', tone: 'neutral' as const }] : []),
    ...(isLate(report, report.reportedAt) ? [{ word: 'Gửi muộn', tone: 'warning' as const }] : []),
    ...report.doubts.map((doubt) => ({ word: DOUBT_WORDS[doubt], tone: 'warning' as const })),
    ...(report.confirmedAt === null
      ? []
      : [
          {
            word: `Đã xác nhận${report.confirmedFor === null ? '' : `: ${report.confirmedFor}`}`,
            tone: 'success' as const,
          },
        ]),
  ];
}

/** The hamlet’s word on what stands, for its commune to write down; null where none is asked or it is there. */
function confirmationOf({ drive }: OpenedDrive, standing: ReportFacts | null) {
  if (drive.confirms !== 'hamlet' || standing === null || standing.confirmedAt !== null) return null;
  return { action: drivePaths.confirmation(drive.id, standing.id) };
}
