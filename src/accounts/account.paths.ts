/** Addresses of signing in and of one's own account (UX §1b). */
export const accountPaths = {
  signIn: '/dang-nhap',
  signOut: '/dang-xuat',
  signOutEverywhere: '/dang-xuat/moi-noi',
  role: '/vai-tro',
  home: '/viec',
  account: '/tai-khoan',
  password: '/tai-khoan/mat-khau',
  activate: (token: string) => `/kich-hoat/${token}`,
  reset: (token: string) => `/dat-lai/${token}`,
  people: '/quan-tri/nguoi-dung',
  newPerson: '/quan-tri/nguoi-dung/moi',
  person: (id: string) => `/quan-tri/nguoi-dung/${id}`,
} as const;
