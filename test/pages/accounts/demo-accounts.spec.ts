import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { toSignInView } from '../../../src/accounts/sign-in.view.js';
import { createViewEngine } from '../../../src/web/views/engine.js';
import { freshForm } from '../../../src/web/views/form-state.js';
import type { PageFrame } from '../../../src/web/views/page.js';

const FRAME: PageFrame = {
  siteName: 'Hội Thi',
  organiser: null,
  title: '',
  footer: [],
  hasErrors: false,
  actor: null,
  navigation: [],
  breadcrumbs: [],
  csrf: 'token-of-the-form',
  formKey: 'key-of-the-form',
  flash: null,
  rehearsal: null,
  nonce: '',
  held: {},
  inZalo: false,
  counters: [],
  printedAt: '',
  address: '',
};
const engine = createViewEngine({ root: join(import.meta.dirname, '../../../views'), cached: true });

it('offers each account of the demonstration as a form of its own, below the one for everybody', () => {
  const accounts = [
    { username: 'xa', password: 'hoithi-demo', roleName: 'Cán bộ cấp xã', unitName: 'Xã Bản Bo' },
    { username: 'kiem-tra', password: 'hoithi-demo', roleName: 'Kiểm tra', unitName: null },
  ];
  const html = engine.render('accounts/sign-in', { ...toSignInView(freshForm(), '/viec', accounts), page: FRAME });
  const forms = [...html.matchAll(/<form method="post" action="\/dang-nhap"[^]*?<\/form>/g)].map(([form]) => form);
  expect(forms).toHaveLength(3);
  expect(forms[0]).toContain('id="f-username"');
  expect(forms[1]).toContain('name="username" value="xa"><input type="hidden" name="password" value="hoithi-demo">');
  expect(forms[1]).toContain('Cán bộ cấp xã – Xã Bản Bo (xa)');
  expect(forms[2]).toContain('>Kiểm tra (kiem-tra)<');
  expect(forms.every((form) => form.includes('value="token-of-the-form"'))).toBe(true);
});
