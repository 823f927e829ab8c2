import type { ReadForm } from '../../web/form.js';
import type { Words } from '../../web/request.js';
import type { Instant } from '../../kernel/instant.js';
import { formatDate } from '../../kernel/vietnamese/dates.js';
import { field, type FieldSpec } from '../parts/field-spec.js';
import { addressFields, kindField, readIdentity, readRehearsal } from '../parts/new-contest.fields.js';
import { TypedWords } from '../../web/typed-words.js';
import type { CopyWish } from './contest.copy.js';
import { DAYS_TO_NEXT_YEAR, daysBetween, isoDayOf, movedInstant } from './copy.dates.js';

/** The fields that are carried from the form through the preview to the act. */
export const COPY_FIELDS = ['name', 'slug', 'code', 'firstDay', 'kind', 'members'] as const;

/** What is offered first: the same day of the week, fifty-two weeks later; over it, what somebody typed who comes back from the preview. */
export const offeredWords = (firstDay: Instant, typed: Words): Record<string, string> => ({
  firstDay: formatDate(movedInstant(firstDay, DAYS_TO_NEXT_YEAR)),
  kind: 'real',
  members: 'no',
  ...typedWords(typed),
});

/** The words of this form among all that were sent. */
export const typedWords = (typed: Words): Record<string, string> =>
  Object.fromEntries(
    COPY_FIELDS.flatMap((name) => (typeof typed[name] === 'string' && typed[name] !== '' ? [[name, typed[name]]] : [])),
  );

export const copyFields = (): FieldSpec[] => [
  field.text('name', 'Tên cuộc thi', {
    hint: 'Để trống thì giữ tên cũ. Không ghi từ “Cuộc thi” ở đầu.',
    optional: true,
  }),
  ...addressFields(),
  field.text('firstDay', 'Ngày bắt đầu', {
    hint: 'Mọi mốc được dời theo ngày này. Ngày ghi sẵn là sau đúng 52 tuần: mốc nào cũng giữ thứ trong tuần.',
    width: 'medium',
  }),
  kindField('real'),
  field.radios('members', 'Ban Tổ chức, ban giám khảo, tổ thư ký', {
    options: [
      { value: 'no', label: 'Chỉ chép tên các ban', hint: 'Thành viên ghi lại theo quyết định mới.' },
      { value: 'yes', label: 'Chép cả thành viên', hint: 'Tên, chức vụ như cũ. Không chép tài khoản và vai trò.' },
    ],
  }),
];

/** Every field at once; the day is told as so many days after the old contest's first one. */
export function readCopy(body: Words, oldFirstDay: Instant): ReadForm<CopyWish> {
  const words = new TypedWords(body);
  const identity = readIdentity(words);
  const day =
    words.day('firstDay', 'Ngày bắt đầu') ?? words.fault('firstDay', 'Ghi ngày bắt đầu.', isoDayOf(oldFirstDay));
  return words.done({
    ...identity,
    days: daysBetween(oldFirstDay, day),
    rehearsal: readRehearsal(words),
    withMembers: words.choice('members', ['yes', 'no'] as const, 'Chọn có chép thành viên hay không.') === 'yes',
  });
}
