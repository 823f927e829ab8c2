import { PARTS } from '../contest.paths.js';
import { type ObjectionRule, objectionRuleOf, writeObjectionRule } from '../objection-rule.js';
import { field } from './field-spec.js';
import type { FormPart } from './part.js';
import { TypedWords } from '../../web/typed-words.js';

const TAKEN_FROM = ['nobody', 'communes', 'everyone'] as const;
const USUAL_DAYS = 10;

/** Whether objections to the result are taken here, from whom, how long, and by when each is answered. */
export const OBJECTIONS_PART: FormPart<{ rule: ObjectionRule | null }> = {
  path: PARTS.objections,
  deed: 'contest.objections',
  heading: 'Kiến nghị về kết quả',
  lead: 'Sau khi công bố, ai được gửi kiến nghị về kết quả trên trang này, trong bao lâu, và Ban Tổ chức trả lời trong bao lâu.',
  links: () => [],
  note: () => null,
  facts: () => Promise.resolve([]),
  fields: () => [
    field.radios('takenFrom', 'Nhận kiến nghị', {
      options: [
        { value: 'nobody', label: 'Không nhận trên trang này' },
        { value: 'communes', label: 'Của các xã dự thi' },
        { value: 'everyone', label: 'Của mọi người', hint: 'Người gửi ghi họ tên và số điện thoại hoặc thư điện tử.' },
      ],
    }),
    field.number('days', 'Nhận trong', { unit: 'ngày', hint: 'Tính từ ngày sau ngày công bố, từ 1 đến 90.' }),
    field.number('answerDays', 'Trả lời trong', { unit: 'ngày', hint: 'Tính từ ngày sau ngày nhận, từ 1 đến 90.' }),
  ],
  load: async (reader, { contest }) => ({ rule: await objectionRuleOf(reader, contest.id) }),
  wordsOf: ({ rule }) => ({
    takenFrom: rule?.takenFrom ?? 'nobody',
    days: String(rule?.days ?? USUAL_DAYS),
    answerDays: String(rule?.answerDays ?? USUAL_DAYS),
  }),
  read(body) {
    const words = new TypedWords(body);
    const takenFrom = words.choice('takenFrom', TAKEN_FROM, 'Chọn có nhận kiến nghị hay không.');
    if (takenFrom === 'nobody') return words.done({ rule: null });
    const days = words.whole('days', { min: 1, max: 90, label: 'Số ngày nhận' });
    const answerDays = words.whole('answerDays', { min: 1, max: 90, label: 'Số ngày trả lời' });
    return words.done({ rule: { takenFrom: takenFrom === 'communes' ? 'communes' : 'everyone', days, answerDays } });
  },
  refuse: () => null,
  write: (tx, contest, { rule }) => writeObjectionRule(tx, contest.id, rule),
};
