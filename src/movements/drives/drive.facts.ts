import type { Id, UnitId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import type { MovementId } from '../movement.facts.js';

export type DriveId = Id<'drive'>;
export type IndicatorId = Id<'drive-indicator'>;
export type DriveUnitId = Id<'drive-unit'>;
export type ReportId = Id<'drive-report'>;

export const RHYTHMS = ['once', 'weekly', 'daily'] as const;
export type Rhythm = (typeof RHYTHMS)[number];
export const RHYTHM_WORDS: Readonly<Record<Rhythm, string>> = {
  once: 'Một lần',
  weekly: 'Hằng tuần',
  daily: 'Hằng ngày',
};

export const REPORTERS = ['communes', 'agencies'] as const;
/** Who reports: each commune for itself, or named agencies (offices, schools) that stand in communes, through the commune. */
export type Reporters = (typeof REPORTERS)[number];
export const REPORTER_WORDS: Readonly<Record<Reporters, string>> = {
  communes: 'Các xã, phường, thị trấn',
  agencies: 'Các cơ quan, trường học trên địa bàn',
};

export const CONFIRMERS = ['nobody', 'office', 'hamlet'] as const;
/** Whose word a report waits for: nobody’s, the office’s that keeps the tree, or the hamlet’s, written down by its commune. */
export type Confirmer = (typeof CONFIRMERS)[number];
export const CONFIRMER_WORDS: Readonly<Record<Confirmer, string>> = {
  nobody: 'Không cần xác nhận',
  office: 'Đơn vị cấp trên xác nhận',
  hamlet: 'Thôn, bản nơi cư trú xác nhận',
};

export const WHOLES = ['none', 'typed', 'required'] as const;
export type Whole = (typeof WHOLES)[number];

export const REGISTER_FIGURES = ['required-roles', 'command-members', 'pledged', 'pledges-confirmed'] as const;
/**
 * A figure that is known without being asked for. Of the register of groups: required roles seen in the groups out of all asked for; members of
 * groups of command. Of the list of an agency: who pledged; who is in the group of the own hamlet, as that says.
 */
export type RegisterFigure = (typeof REGISTER_FIGURES)[number];

/** When reports are due. Days in Viet Nam; both ends belong to the drive. */
export interface Schedule {
  rhythm: Rhythm;
  /** 1 is Monday; null unless the rhythm is weekly. */
  dueWeekday: number | null;
  startsOn: Day;
  endsOn: Day;
}

export interface IndicatorWords {
  name: string;
  /** What is counted: "người". */
  noun: string;
  /** none: a bare count. typed: a part of a whole that is reported too. required: a part of the number that the unit must bring. */
  whole: Whole;
  wholeName: string | null;
  /** A count, or per cent where there is a whole; null: “chưa có chỉ tiêu”. */
  target: number | null;
  dueOn: Day | null;
  onlyGrows: boolean;
  /** With what a report begins; null: with nothing. */
  fromRegister: RegisterFigure | null;
}

export interface IndicatorFacts extends IndicatorWords {
  id: IndicatorId;
  ordinal: number;
}

export interface DriveWords extends Schedule {
  name: string;
  confirms: Confirmer;
  link: string | null;
  linkName: string | null;
  guidance: string;
}

export interface DriveFacts extends DriveWords {
  id: DriveId;
  movementId: MovementId;
  template: string;
  scopeUnitId: UnitId;
  scopeName: string;
  unitsOn: Day;
  reporters: Reporters;
  keepsChecks: boolean;
  /** Agencies keep a list of the people who pledged. */
  keepsPledges: boolean;
  sample: boolean;
  version: number;
  /** In their order, never empty. */
  indicators: readonly IndicatorFacts[];
}

/** Who reports, as it was on the drive's day. */
export interface DriveUnitFacts {
  id: DriveUnitId;
  ordinal: number;
  communeId: UnitId;
  communeName: string;
  districtName: string | null;
  name: string;
  required: number | null;
  controllerName: string | null;
}

/** One number of a report; `whole` null unless it is reported too. */
export interface Figure {
  part: number;
  whole: number | null;
}

export const REPORT_WAYS = ['page', 'workbook', 'program'] as const;
export type ReportWay = (typeof REPORT_WAYS)[number];
export const WAY_WORDS: Readonly<Record<ReportWay, string>> = {
  page: 'trên trang',
  workbook: 'từ tệp',
  program: 'qua API',
};

export interface ReportFacts {
  id: ReportId;
  driveUnitId: DriveUnitId;
  periodOn: Day;
  dueOn: Day;
  reportedAt: Instant;
  byName: string;
  way: ReportWay;
  note: string;
  doubts: readonly Doubt[];
  replacesId: ReportId | null;
  reason: string | null;
  confirmedAt: Instant | null;
  confirmedByName: string | null;
  confirmedFor: string | null;
  /** By indicator. */
  figures: Readonly<Record<string, Figure>>;
}

/** Why a figure should be looked at again; it is taken all the same. */
export const DOUBTS = ['falls', 'above-whole', 'jumps'] as const;
export type Doubt = (typeof DOUBTS)[number];
export const DOUBT_WORDS: Readonly<Record<Doubt, string>> = {
  falls: 'giảm so với kỳ trước',
  'above-whole': 'nhiều hơn số phải thực hiện',
  jumps: 'tăng quá nhiều so với kỳ trước',
};
