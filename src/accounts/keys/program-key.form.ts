import { tidyName } from '../../kernel/vietnamese/fold.js';
import { parsedForm, type ReadForm, wordsOf } from '../../web/form.js';
import type { Words } from '../../web/request.js';
import { SCOPES, type Scope } from '../../web/rights.js';
import type { FieldFault } from '../../web/views/form-state.js';

export interface NewKeyWords {
  name: string;
  scopes: Scope[];
  days: number;
  password: string;
}

const LONGEST_NAME = 100;

/** Reads the form of a new key; whether the role may have it is the policy's question. The password is not shown again. */
export function readNewKey(body: Words): ReadForm<NewKeyWords> {
  const { password: typedPassword, ...typed } = wordsOf(body);
  const name = typeof typed['name'] === 'string' ? tidyName(typed['name']) : '';
  const scopes = SCOPES.filter((scope) => [typed['scopes']].flat().includes(scope));
  const days = typeof typed['days'] === 'string' && /^\d{1,3}$/.test(typed['days']) ? Number(typed['days']) : 0;
  const password = typeof typedPassword === 'string' ? typedPassword : '';
  const faults: FieldFault[] = [];
  if (name === '') faults.push({ field: 'name', text: 'Nhập tên chương trình sẽ dùng khóa.' });
  if (name.length > LONGEST_NAME) faults.push({ field: 'name', text: `Tên dài nhất ${LONGEST_NAME} ký tự.` });
  if (scopes.length === 0) faults.push({ field: 'scopes', text: 'Chọn ít nhất một phần mà chương trình được đọc.' });
  if (days === 0) faults.push({ field: 'days', text: 'Chọn thời hạn của khóa.' });
  if (password === '') faults.push({ field: 'password', text: 'Nhập mật khẩu đang dùng.' });
  return { ...parsedForm(body, { name, scopes, days, password }, faults), words: typed };
}
