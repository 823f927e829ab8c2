import { RECIPIENT_KINDS } from '../../contests/recipient-kind.js';
import { parseDay } from '../../kernel/vietnamese/days.js';
import { parsedForm, type ReadForm, wordsOf } from '../../web/form.js';
import type { Words } from '../../web/request.js';
import type { WantedReward } from './reward.policy.js';

export type RewardMeaning = WantedReward & { reason: string; version: string };

/** The form of a grant, with every fault beside its field. A form and its kind of recipient are chosen together: "khen:giay-khen collective". */
export function readRewardForm(body: Words): ReadForm<RewardMeaning> {
  const words = wordsOf(body);
  const wordOf = (name: string): string => String(words[name] ?? '').trim();
  const [form = '', kind = ''] = wordOf('form').split(' ');
  const recipientKind = RECIPIENT_KINDS.find((one) => one === kind);
  const [entry, recipient] = [wordOf('entry').toUpperCase(), wordOf('recipient')];
  const [decidedOn, reason, version] = [parseDay(wordOf('decidedOn')), wordOf('reason'), wordOf('version')];
  const faults: { field: string; text: string }[] = [];
  if (recipientKind === undefined) faults.push({ field: 'form', text: 'Chọn hình thức khen thưởng.' });
  if (entry === '' || entry.length > 60) faults.push({ field: 'entry', text: 'Nhập số hồ sơ.' });
  if (recipient.length > 120) faults.push({ field: 'recipient', text: 'Nhập họ tên, không quá 120 ký tự.' });
  if (decidedOn === null) faults.push({ field: 'decidedOn', text: 'Nhập ngày quyết định, ví dụ 25/12/2021.' });
  if (reason.length < 3 || reason.length > 2000)
    faults.push({ field: 'reason', text: 'Ghi lý do, từ 3 đến 2.000 ký tự.' });
  if (!/^\d{1,9}$/.test(version)) faults.push({ field: 'version', text: 'Tải lại trang rồi thử lại.' });
  const meaning = { form, recipientKind: recipientKind ?? 'collective', entry, recipient, reason, version } as const;
  return parsedForm(body, { ...meaning, decidedOn: decidedOn ?? '' }, faults);
}
