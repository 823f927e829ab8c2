import { formatDateTime } from '../../kernel/vietnamese/dates.js';
import { formatDay } from '../../kernel/vietnamese/days.js';
import { type PaperLinks, paperLinks } from '../../documents/paper.answer.js';
import { Page } from '../../web/answer.js';
import type { FormState } from '../../web/views/form-state.js';
import { pagingOf } from '../../web/views/page.js';
import { movementPaths } from '../movement.paths.js';
import { frameOfMovement } from '../movement.view.js';
import { pledgePaths } from '../pledges/pledge.paths.js';
import type { OpenedMovement } from '../movement.opening.js';
import {
  CONFIRMER_WORDS,
  type DriveFacts,
  type DriveUnitFacts,
  REPORTER_WORDS,
  type ReportFacts,
  RHYTHM_WORDS,
  RHYTHMS,
  type Whole,
  WHOLES,
} from './drive.facts.js';
import type { OpenedDrive } from './drive.opening.js';
import { drivePaths } from './drive.paths.js';
import { sayPeriod } from './drive.periods.js';
import { confirmersFor, type DriveTemplate, reportersFor } from './drive.templates.js';
import { MOST_INDICATORS } from './indicator.form.js';
import { sayFigure, sayTarget } from './report.reading.js';
import { historyOf, tagsOf } from './report.view.js';
import { agencyHeaders } from './unit.file.js';

export const UNITS_A_PAGE = 50;

const WEEKDAYS = ['Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy', 'Chủ nhật'];
export const sayRhythm = ({ rhythm, dueWeekday }: Pick<DriveFacts, 'rhythm' | 'dueWeekday'>): string =>
  dueWeekday === null
    ? RHYTHM_WORDS[rhythm]
    : `${RHYTHM_WORDS[rhythm]}, hạn ${WEEKDAYS[dueWeekday - 1]?.toLowerCase()}`;

/** A drive for who keeps or oversees it. */
export function drivePage(
  opened: OpenedDrive,
  given: {
    waiting: readonly (ReportFacts & { unitName: string; communeName: string })[];
    mayConfirm: boolean;
    mayImport: boolean;
  },
): Page {
  const { drive } = opened;
  return new Page(
    'movements/drive',
    {
      heading: drive.name,
      isSample: drive.sample,
      facts: [
        { label: 'Địa bàn', value: `${drive.scopeName}, đơn vị theo ngày ${formatDay(drive.unitsOn)}` },
        { label: 'Ai báo cáo', value: `${REPORTER_WORDS[drive.reporters]}: ${opened.ownUnits}` },
        { label: 'Thời gian', value: `${formatDay(drive.startsOn)} – ${formatDay(drive.endsOn)}` },
        { label: 'Nhịp báo cáo', value: sayRhythm(drive) },
        { label: 'Xác nhận', value: CONFIRMER_WORDS[drive.confirms] },
        { label: 'Cách thực hiện', value: drive.guidance },
      ],
      indicators: drive.indicators.map((one) => ({
        name: one.name,
        target: `${sayTarget(one)}${one.dueOn === null ? '' : `, hạn ${formatDay(one.dueOn)}`}`,
      })),
      boardHref: drivePaths.board(drive.id),
      unitsHref: drivePaths.units(drive.id),
      pledgesHref: drive.keepsPledges ? pledgePaths.counts(drive.id) : null,
      importHref: given.mayImport ? drivePaths.importing(drive.id) : null,
      editHref: opened.keeps ? drivePaths.edit(drive.id) : null,
      posterHref: drive.link === null ? null : drivePaths.poster(drive.id),
      letterHref: given.mayImport ? drivePaths.letter(drive.id) : null,
      mayConfirm: given.mayConfirm,
      waiting: given.waiting.map((one) => ({
        unit: one.unitName,
        commune: one.communeName === one.unitName ? null : one.communeName,
        period: sayPeriod(drive, one.periodOn),
        figures: drive.indicators.map((indicator) => {
          const figure = one.figures[indicator.id];
          return {
            name: indicator.name,
            text: figure === undefined ? '–' : sayFigure(indicator, figure, { required: null }),
          };
        }),
        sentText: formatDateTime(one.reportedAt),
        tags: tagsOf(one, false),
        action: drivePaths.confirmation(drive.id, one.id),
        href: drivePaths.unit(drive.id, one.driveUnitId),
      })),
      backHref: movementPaths.one(opened.movement.id),
    },
    frameOfMovement(opened, { href: null, label: drive.name }),
  );
}

export function unitsPage(
  opened: OpenedDrive,
  given: {
    units: readonly DriveUnitFacts[];
    total: number;
    page: number;
    faults: readonly { line: number; message: string }[];
    form: FormState;
    mayLay: boolean;
  },
): Page {
  const { drive } = opened;
  const { units, total, page, faults } = given;
  return new Page(
    'movements/units',
    {
      about: drive.name,
      form: given.form,
      lead: `Chốt theo ngày ${formatDay(drive.unitsOn)}; không đổi khi đơn vị sáp nhập.`,
      isAgencies: drive.reporters === 'agencies',
      rows: units.map((one) => ({
        ordinal: one.ordinal,
        name: one.name,
        href: drivePaths.unit(drive.id, one.id),
        commune: one.communeName,
        district: one.districtName ?? '–',
        required: one.required === null ? 'Chưa có' : String(one.required),
        controller: one.controllerName ?? '–',
      })),
      caption: `${total} đơn vị báo cáo`,
      paging:
        total <= UNITS_A_PAGE
          ? null
          : pagingOf({
              page,
              pageSize: UNITS_A_PAGE,
              total,
              hrefOf: (to) => `${drivePaths.units(drive.id)}?trang=${to}`,
            }),
      layHint: `Các cột: ${agencyHeaders(opened.movement).join(', ')}. Thay toàn bộ danh sách; khi đã có báo cáo thì không thay được nữa.`,
      pasteHint: `Mỗi dòng một cơ quan; dòng đầu là tên các cột: ${agencyHeaders(opened.movement).join('; ')}. Tệp ngắn có chỗ sai hiện lại ở đây.`,
      layAction: given.mayLay ? drivePaths.units(drive.id) : null,
      faults: faults.slice(0, 100),
      faultsLeftOut: faults.length > 100 ? faults.length - 100 : null,
      faultsText: `${faults.length} lỗi. Chưa ghi dòng nào. Sửa rồi gửi lại.`,
      formHref: drivePaths.form(drive.id),
      backHref: drivePaths.one(drive.id),
    },
    frameOfMovement(
      opened,
      { href: drivePaths.one(drive.id), label: drive.name },
      { href: null, label: 'Đơn vị báo cáo' },
    ),
  );
}

export function unitPage(
  opened: OpenedDrive,
  unit: DriveUnitFacts,
  { reports, checks, mayReport }: { reports: readonly ReportFacts[]; checks: object | null; mayReport: boolean },
): Page {
  const { drive } = opened;
  return new Page(
    'movements/unit',
    {
      heading: unit.name,
      about: drive.name,
      facts: [
        ...(unit.name === unit.communeName ? [] : [{ label: 'Xã', value: unit.communeName }]),
        { label: 'Huyện', value: unit.districtName ?? '' },
        { label: 'Số phải thực hiện', value: unit.required === null ? '' : String(unit.required) },
        ...(drive.keepsChecks ? [{ label: 'Người kiểm soát', value: unit.controllerName ?? '' }] : []),
      ],
      history: historyOf(drive, unit, reports),
      checks,
      pledgesHref: drive.keepsPledges ? pledgePaths.list(drive.id, unit.id) : null,
      reportHref: mayReport ? `${drivePaths.report(drive.id)}?don-vi=${unit.id}` : null,
      backHref: drivePaths.units(drive.id),
    },
    frameOfMovement(
      opened,
      { href: drivePaths.one(drive.id), label: drive.name },
      { href: drivePaths.units(drive.id), label: 'Đơn vị báo cáo' },
      { href: null, label: unit.name },
    ),
  );
}

const options = <Value extends string>(values: readonly Value[], words: Readonly<Record<Value, string>>) =>
  values.map((value) => ({ value, label: words[value] }));

const WHOLE_WORDS: Readonly<Record<Whole, string>> = {
  none: 'Một số đếm',
  typed: 'Phần trên một tổng, đơn vị báo cáo cả tổng',
  required: 'Phần trên số phải thực hiện, ghi ở danh sách cơ quan',
};

/** Fields for indicators that somebody makes up; all but the first may stay empty. */
const ownIndicators = ({ values, errors }: FormState) =>
  Array.from({ length: MOST_INDICATORS }, (_, index) => ({
    label: index === 0 ? 'Chỉ số 1' : `Chỉ số ${index + 1} (không bắt buộc)`,
    isShown:
      index === 0 ||
      (values[`indicatorName[${index}]`] ?? '') !== '' ||
      Object.keys(errors).some((field) => field.endsWith(`[${index}]`)),
    name: `indicatorName[${index}]`,
    noun: `noun[${index}]`,
    whole: `whole[${index}]`,
    wholes: options(WHOLES, WHOLE_WORDS),
    wholeName: `wholeName[${index}]`,
    onlyGrows: `onlyGrows[${index}]`,
    target: `target[${index}]`,
    due: `indicatorDueOn[${index}]`,
  }));

/** The form of a drive, new (`drive` null, from a template) or to be put right. */
export function driveFormPage(
  opened: OpenedMovement,
  given: {
    drive: DriveFacts | null;
    template: DriveTemplate | null;
    scopes: readonly { id: string; name: string }[];
    form: FormState;
  },
): Page {
  const { drive, template, scopes, form } = given;
  const indicators = drive?.indicators ?? template?.indicators ?? [];
  const heading = drive === null ? 'Thêm đợt vận động' : 'Sửa đợt vận động';
  return new Page(
    'movements/drive-form',
    {
      heading,
      about: drive?.name ?? template?.label ?? '',
      form,
      version: drive?.version ?? null,
      action:
        drive === null
          ? `${movementPaths.newDrive(opened.movement.id)}?mau=${template?.slug ?? ''}`
          : drivePaths.edit(drive.id),
      isNew: drive === null,
      who: template?.isOpen === true ? null : REPORTER_WORDS[drive?.reporters ?? template?.reporters ?? 'communes'],
      reporters: options(reportersFor(opened.movement), REPORTER_WORDS),
      own: template?.isOpen === true ? ownIndicators(form) : null,
      scopes: scopes.map(({ id, name }) => ({ value: id, label: name })),
      rhythms: options(RHYTHMS, RHYTHM_WORDS),
      weekdays: WEEKDAYS.map((label, index) => ({ value: String(index + 1), label })),
      confirmers: options(confirmersFor(opened.movement), CONFIRMER_WORDS),
      indicators: indicators.map((one, index) => ({
        nameField: `indicatorName[${index}]`,
        targetField: `target[${index}]`,
        dueField: `indicatorDueOn[${index}]`,
        nameLabel: `Chỉ số ${index + 1}`,
        unit: one.whole === 'none' ? one.noun : '%',
        targetHint:
          one.whole === 'none'
            ? 'Để trống nếu chưa có chỉ tiêu.'
            : 'Phần trăm, nhiều nhất 100. Để trống nếu chưa có chỉ tiêu.',
      })),
      backHref: drive === null ? movementPaths.one(opened.movement.id) : drivePaths.one(drive.id),
    },
    frameOfMovement(opened, { href: null, label: heading }),
  );
}

export const posterLinks = (id: string): PaperLinks => paperLinks(drivePaths.poster(id));
