/** An account of the loaded demonstration that the sign-in page offers as a button. Its password is no secret. */
export interface DemoAccount {
  username: string;
  password: string;
  /** "Cán bộ cấp xã" */
  roleName: string;
  /** "Xã Bản Bo"; null for roles without a unit. */
  unitName: string | null;
}

export const DEMO_ACCOUNTS = Symbol('demo-accounts');
/** The accounts to offer at this moment: none unless the demonstration is loaded and the server listens on loopback only. */
export type DemoAccounts = () => Promise<readonly DemoAccount[]>;
