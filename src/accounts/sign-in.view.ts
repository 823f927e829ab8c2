import type { FormState } from '../web/views/form-state.js';
import { accountPaths } from './account.paths.js';
import type { DemoAccount } from './demo.accounts.js';

export interface SignInView {
  form: FormState;
  action: string;
  /** Where to go on to, already found harmless. */
  back: string;
  demoAccounts: { username: string; password: string; roleName: string; unitName: string | null }[];
}

export const toSignInView = (form: FormState, back: string, demoAccounts: readonly DemoAccount[]): SignInView => ({
  form,
  action: accountPaths.signIn,
  back,
  demoAccounts: demoAccounts.map(({ username, password, roleName, unitName }) => ({
    username,
    password,
    roleName,
    unitName,
  })),
});
