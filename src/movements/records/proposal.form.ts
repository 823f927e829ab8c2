import { isId, type UnitId } from '../../kernel/ids.js';
import { formatDay, type Day } from '../../kernel/vietnamese/days.js';
import type { ReadForm } from '../../web/form.js';
import type { Words } from '../../web/request.js';
import { TypedWords } from '../../web/typed-words.js';
import type { FormState } from '../../web/views/form-state.js';
import { neededDay } from '../movement.form.js';
import type { ObservationId } from './observation.facts.js';
import {
  NOMINEE_KINDS,
  type NomineeFacts,
  type NomineeWords,
  OTHER_FORM,
  type ProposalWords,
  REWARD_FORMS,
} from './proposal.facts.js';

export function readProposal(body: Words): ReadForm<ProposalWords> {
  const words = new TypedWords(body);
  return words.done({
    title: words.line('title', { ask: 'Nhập tên đề nghị.', max: 300, label: 'Tên đề nghị' }),
    addressee: words.line('addressee', { ask: 'Nhập nơi nhận tờ trình.', max: 200, label: 'Kính gửi' }),
    grounds: words.text('grounds', { max: 2000, label: 'Căn cứ' }),
    proposedOn: neededDay(words, body, 'proposedOn', 'Ngày đề nghị'),
  });
}

export const typedProposal = (one: ProposalWords): FormState['values'] => ({
  title: one.title,
  addressee: one.addressee,
  grounds: one.grounds,
  proposedOn: formatDay(one.proposedOn),
});

/** `offered` are the observations on the page; a commune that is not one of ours is the act's question. */
export function readNominee(body: Words, offered: readonly ObservationId[]): ReadForm<NomineeWords> {
  const words = new TypedWords(body);
  const kind = words.choice('kind', NOMINEE_KINDS, 'Chọn cá nhân, tổ chức hoặc đơn vị.');
  const name = words.line('name', { ask: 'Nhập tên người hoặc tập thể được đề nghị.', max: 200, label: 'Tên' });
  const post = words.line('post', { max: 200, label: 'Chức vụ, địa chỉ' });
  const typedCommune = typeof body['communeId'] === 'string' ? body['communeId'] : '';
  const communeId = isId(typedCommune) ? (typedCommune as UnitId) : null;
  const achievements = words.text('achievements', { ask: 'Ghi thành tích.', max: 3000, label: 'Thành tích' });
  const codes = [...REWARD_FORMS.map(({ code }) => code), OTHER_FORM];
  const form = words.choice('form', codes, 'Chọn hình thức khen thưởng.');
  const otherName = words.line('formName', { max: 150, label: 'Tên hình thức khác' });
  if (form === OTHER_FORM && otherName === '') words.fault('formName', 'Nhập tên hình thức khen thưởng.', null);
  const ticked = [body['observations']].flat();
  const observations = offered.filter((id) => ticked.includes(id));
  const reason = words.line('unlinkedReason', { max: 500, label: 'Lý do không có ghi nhận' });
  if (observations.length === 0 && reason === '')
    words.fault('unlinkedReason', 'Chọn ít nhất một ghi nhận ở trên, hoặc nêu lý do không có ghi nhận.', null);
  return words.done({
    ...{ kind, name, post, communeId, achievements, form, observations },
    formName: REWARD_FORMS.find(({ code }) => code === form)?.name ?? otherName,
    unlinkedReason: observations.length === 0 ? reason : null,
  });
}

export const typedNominee = (one: NomineeFacts): FormState['values'] => ({
  kind: one.kind,
  name: one.name,
  post: one.post,
  communeId: one.communeId ?? '',
  achievements: one.achievements,
  form: one.form,
  formName: one.form === OTHER_FORM ? one.formName : '',
  observations: one.grounds.map(({ id }) => id),
  unlinkedReason: one.unlinkedReason ?? '',
});

/** Number and day of the letter, when the clerk has given them already. */
export interface Submission {
  number: string;
  datedOn: Day | null;
}
export function readSubmission(body: Words): ReadForm<Submission> {
  const words = new TypedWords(body);
  return words.done({
    number: words.line('number', { max: 60, label: 'Số tờ trình' }),
    datedOn: words.day('datedOn', 'Ngày tờ trình'),
  });
}

export function readReturn(body: Words): ReadForm<{ reason: string }> {
  const words = new TypedWords(body);
  return words.done({
    reason: words.line('reason', { ask: 'Ghi lý do trả lại.', max: 500, label: 'Lý do' }),
  });
}
