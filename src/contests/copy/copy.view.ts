import type { Span } from '../../kernel/instant.js';
import { formatDate, formatTime, formatWeekday } from '../../kernel/vietnamese/dates.js';
import { formatInteger } from '../../kernel/vietnamese/numbers.js';
import type { Words } from '../../web/request.js';
import { contestPaths } from '../contest.paths.js';
import { WINDOW_NAMES } from '../contest.words.js';
import { startOfIsoDay } from '../template.dates.js';
import type { CopyPreview, CountedUnits, MovedDate } from './contest.copying.js';
import { COPY_FIELDS, typedWords } from './copy.form.js';

export interface CopyPreviewView {
  about: string;
  facts: { label: string; text: string }[];
  rows: { label: string; before: string; after: string; printed: string }[];
  weekdayNote: string | null;
  units: { label: string; before: string; after: string }[];
  unitsNotes: string[];
  hidden: { name: string; value: string }[];
  action: string;
  backHref: string;
}

/** The new contest beside the old one, date by date, before there is one. */
export function toCopyPreview({ source, copy, dates, before, after }: CopyPreview, typed: Words): CopyPreviewView {
  const [first] = dates;
  const keeps = first === undefined || formatWeekday(first.before.from) === formatWeekday(first.after.from);
  return {
    about: source.name,
    facts: [
      { label: 'Tên', text: copy.name },
      { label: 'Mã', text: copy.code },
      { label: 'Địa chỉ', text: contestPaths.one(copy.slug) },
      { label: 'Loại', text: copy.rehearsal ? 'Diễn tập' : 'Cuộc thi thật' },
    ],
    rows: dates.map((one) => ({
      label: 'window' in one.of ? WINDOW_NAMES[one.of.window] : one.of.round,
      before: sayBounds(one.before),
      after: sayBounds(one.after),
      printed: one.after.printed,
    })),
    weekdayNote: keeps ? null : sayWeekdays(first),
    units: unitRows(before, after),
    unitsNotes: unitNotes(after),
    hidden: COPY_FIELDS.map((name) => ({ name, value: String(typed[name] ?? '') })),
    action: contestPaths.copy(source.slug),
    backHref: `${contestPaths.copy(source.slug)}?${new URLSearchParams(typedWords(typed)).toString()}`,
  };
}

/** Both bounds with their days of the week; the second is the first instant that is too late. */
const sayBounds = ({ from, until }: Span): string =>
  [from, until].map((at) => `${formatTime(at)} ${formatWeekday(at)}, ${formatDate(at)}`).join(' → ');

const sayWeekdays = ({ before, after }: MovedDate): string =>
  `Ngày bắt đầu đổi từ ${formatWeekday(before.from)} sang ${formatWeekday(after.from)}, mọi mốc lệch thứ theo. Muốn giữ thứ, chọn ngày cách một số tuần chẵn.`;

const unitRows = (before: CountedUnits, after: CountedUnits): CopyPreviewView['units'] => [
  { label: 'Theo đơn vị hành chính ngày', before: sayDay(before.unitsOn), after: sayDay(after.unitsOn) },
  { label: 'Địa bàn', before: before.scopeName, after: after.scopeName },
  { label: 'Số xã', before: formatInteger(before.communes), after: formatInteger(after.communes) },
  { label: 'Số thôn, bản', before: formatInteger(before.villages), after: formatInteger(after.villages) },
];

const unitNotes = ({ communes, villages, withoutVetter }: CountedUnits): string[] => [
  ...(communes > 0 && villages === 0
    ? ['Các xã của ngày mới chưa có thôn, bản trong hệ thống: nhập danh sách trước khi mở.']
    : []),
  ...(withoutVetter > 0
    ? [`${formatInteger(withoutVetter)} xã chưa có cơ quan thẩm định ở ngày mới: đặt lại cấp thẩm định trước khi mở.`]
    : []),
];

const sayDay = (day: string): string => formatDate(startOfIsoDay(day));
