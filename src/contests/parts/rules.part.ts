import type { Refusal } from '../../kernel/refusal.js';
import { formatDateTime } from '../../kernel/vietnamese/dates.js';
import type { RulesVersionId } from '../contest.facts.js';
import { contestPaths, PARTS } from '../contest.paths.js';
import { deleteRules, insertRules, type RulesRow, rulesVersions, updateRules } from '../rules.repository.js';
import { field } from './field-spec.js';
import { dayWords, instantWords } from './instant-words.js';
import type { Desk, RowPart } from './part.js';
import { TypedWords } from '../../web/typed-words.js';

type RulesWords = Pick<RulesRow, 'title' | 'documentNumber' | 'issuedOn' | 'body' | 'inForceAt' | 'changeNote'>;

/** Versions of the rules, newest first. What was in force once stays readable and unchanged: decisions cite it. */
export const RULES_PART: RowPart<RulesRow, RulesWords> = {
  path: PARTS.rules,
  deed: 'contest.rules',
  heading: 'Thể lệ',
  lead: 'Mỗi bản có số, ngày hiệu lực. Quyết định về hồ sơ ghi bản đang hiệu lực lúc đó.',
  one: 'bản thể lệ',
  links: () => [],
  note: ({ contest }) =>
    contest.state === 'draft' ? null : 'Cuộc thi đã mở: bản đang hiệu lực không sửa được. Lập bản mới để thay thế.',
  facts: () => Promise.resolve([]),
  columns: [
    { label: 'Bản', value: (rules) => `Số ${rules.number}`, isNumber: true },
    { label: 'Tên', value: (rules) => rules.title },
    { label: 'Số văn bản', value: (rules) => rules.documentNumber || '–' },
    { label: 'Hiệu lực từ', value: (rules) => formatDateTime(rules.inForceAt) },
    { label: 'Thay đổi', value: (rules) => rules.changeNote || '–' },
    { label: 'Tệp kèm', value: (rules) => String(rules.attachmentCount), isNumber: true },
  ],
  nameOf: (rules) => `Bản số ${rules.number}`,
  isOrdered: false,
  isEditable: true,
  rowLinks: ({ contest }, rules) => [{ href: contestPaths.rulesFiles(contest.slug, rules.id), label: 'Tệp kèm' }],
  rows: (reader, contest) => rulesVersions(reader, contest.id),
  fields: () =>
    Promise.resolve([
      field.text('title', 'Tên văn bản', { hint: 'Ví dụ Thể lệ cuộc thi.' }),
      field.text('documentNumber', 'Số, ký hiệu', { hint: 'Ví dụ 01/TL-BTC.', width: 'medium', optional: true }),
      field.text('issuedOn', 'Ngày ban hành', { hint: 'Ví dụ 25/10/2021.', width: 'medium', optional: true }),
      field.dateTime('inForce', 'Hiệu lực từ', { hint: 'Để trống nghĩa là từ bây giờ.', optional: true }),
      field.textarea('body', 'Nội dung', { rows: 18, hint: 'Mỗi điều bắt đầu bằng “Điều 1.” ở đầu dòng.' }),
      field.textarea('changeNote', 'Khác bản trước ở chỗ nào', { rows: 2, optional: true }),
    ]),
  wordsOf: (rules) => ({
    title: rules.title,
    documentNumber: rules.documentNumber,
    issuedOn: dayWords(rules.issuedOn),
    ...instantWords('inForce', rules.inForceAt),
    body: rules.body,
    changeNote: rules.changeNote,
  }),
  read(body, { calendar }) {
    const words = new TypedWords(body);
    const title = words.line('title', { ask: 'Nhập tên văn bản.', max: 300, label: 'Tên văn bản' });
    const documentNumber = words.line('documentNumber', { max: 60, label: 'Số, ký hiệu' });
    const issuedOn = words.day('issuedOn', 'Ngày ban hành');
    const inForceAt = words.instant({ date: 'inForce', time: 'inForceTime' }, 'Hiệu lực từ');
    return words.done({
      title,
      documentNumber,
      issuedOn,
      inForceAt: inForceAt ?? calendar.now,
      body: words.text('body', { ask: 'Nhập nội dung thể lệ.', max: 60_000, label: 'Nội dung' }),
      changeNote: words.text('changeNote', { max: 1000, label: 'Chỗ khác' }),
    });
  },
  refuseToAdd: (rules, desk) => refuseToBackdate(rules, desk),
  refuseToChange: (row, rules, desk) => refuseOnceInForce(row, desk) ?? refuseToBackdate(rules, desk),
  refuseToRemove: (row, desk) => refuseOnceInForce(row, desk),
  refuseToReorder: () => ({ code: 'row-is-fixed' }),
  async insert(tx, contest, rules, { id }) {
    const number = Math.max(0, ...(await rulesVersions(tx, contest.id)).map((one) => one.number)) + 1;
    await insertRules(tx, contest.id, { id: id as RulesVersionId, number, ...rules });
  },
  update: (tx, contest, { id, number }, rules) => updateRules(tx, contest.id, { id, number, ...rules }),
  remove: (tx, contest, { id }) => deleteRules(tx, contest.id, id),
  reorder: () => Promise.resolve(),
};

/** In an open contest, a version that has come into force is part of the record. */
const refuseOnceInForce = (row: RulesRow, { contest, calendar }: Desk): Refusal | null =>
  contest.state !== 'draft' && row.inForceAt <= calendar.now ? { code: 'rules-in-force' } : null;

/** In an open contest, a new version begins now or later: nobody is bound by what could not be read yet. */
function refuseToBackdate(rules: RulesWords, { contest, calendar }: Desk): Refusal | null {
  if (contest.state === 'draft' || rules.inForceAt >= calendar.now) return null;
  return { code: 'rules-backdated', field: 'inForce' };
}
