/** What the layout needs around every page; the pipeline puts it into `res.locals.page`. A plain object with every field present. */
export interface PageFrame {
  /** The platform's name in header and title: "Hội Thi". */
  siteName: string;
  /** Who holds the competition, in the red strip of every page: "Cuộc thi do UBND tỉnh Lai Châu tổ chức". */
  organiser: string | null;
  /** Page title when it must differ from `heading – about` of the template; otherwise ''. Without "Lỗi:" and without the site name. */
  title: string;
  /** True when a form came back with faults: the title then starts with "Lỗi:", so that it is heard first. */
  hasErrors: boolean;
  /** Who is signed in, in which role; null for the public. `others`: the roles this person may change to. */
  actor: PageActor | null;
  /** What waits for whoever is signed in, in the header of every page; empty for the public. */
  counters: PageCounter[];
  /** At most six links, `Việc` first; empty for a page without menu. */
  navigation: NavigationLink[];
  /** From depth 2; the last one has `href: null`. Empty: none are drawn. */
  breadcrumbs: Breadcrumb[];
  /** Token that every POST form carries as `_csrf`. */
  csrf: string;
  /** The form's own key, carried as `_key`: a second press of the same button has no second effect. */
  formKey: string;
  /** One message about the act just done, shown once. */
  flash: Flash | null;
  /** Set on pages of a contest in rehearsal: the banner "DIỄN TẬP". */
  rehearsal: { contestName: string; nowText: string } | null;
  /** Of the Content-Security-Policy header, for our one script; '' on a page that is kept, which goes without. */
  nonce: string;
  /** When and under which address the page was drawn, for the foot of a printed sheet; a kept page does not say when. */
  printedAt: string | null;
  address: string;
  /**
   * The hidden words of a form that comes back for a fault, by name: it goes on from what its reader saw. With the newest version
   * instead, the second press would overwrite, unasked, what somebody else has saved meanwhile. Empty otherwise.
   */
  held: Readonly<Record<string, string>>;
  /** Opened inside Zalo's own browser: the page offers the way to another one, and works all the same. */
  inZalo: boolean;
  /** The same few links at the foot of every page, help first, so that it is always found in one place. */
  footer: { href: string; label: string }[];
}

export interface PageActor {
  /** Tells this person's browser storage from another's on the same machine; says nothing of who it is. */
  key: string;
  name: string;
  roleName: string;
  unitName: string | null;
  others: { label: string; assignmentId: string }[];
  /** Where the role switcher posts `assignmentId`, and where signing out posts. */
  switchHref: string;
  signOutHref: string;
}

export interface PageCounter {
  href: string;
  label: string;
  /** "3", or "9+" beyond what is counted; null when there is none. */
  count: string | null;
  /** What the number counts, for those who only hear it. */
  counted: string;
}

export interface NavigationLink {
  href: string;
  label: string;
  /** In words beside the label, e.g. "3 việc"; null shows nothing. */
  count: string | number | null;
  current: boolean;
}

export interface Breadcrumb {
  href: string | null;
  label: string;
}

export type Tone = 'info' | 'success' | 'warning' | 'danger';

export interface Flash {
  tone: Tone;
  text: string;
}

/** Colours of a tag; the word always stands beside it. Named by what they look like in UX §2, so that every state table may choose. */
export type TagTone = 'neutral' | 'info' | 'teal' | 'violet' | 'indigo' | 'success' | 'warning' | 'danger';

/** A row of a room's status table: what a state is called and how its tag looks. */
export interface StatusWord {
  word: string;
  tone: TagTone;
}

export interface Paging {
  page: number;
  pages: number;
  /** "Hàng 26–50 trong 312". */
  summary: string;
  previous: string | null;
  next: string | null;
  links: ({ href: string; page: number; current: boolean; gap: false } | { gap: true })[];
}

/**
 * Links of a paged list: the first, the last, and one on each side of the current page, with gaps between.
 * `page` counts from 1 and is held within the pages there are; `hrefOf` gives the address of a page with its filters kept.
 */
export function pagingOf(at: {
  page: number;
  pageSize: number;
  total: number;
  hrefOf: (page: number) => string;
}): Paging {
  const pages = Math.max(1, Math.ceil(at.total / at.pageSize));
  const page = Math.min(Math.max(1, at.page), pages);
  const shown = [...new Set([1, page - 1, page, page + 1, pages])]
    .filter((n) => n >= 1 && n <= pages)
    .sort((a, b) => a - b);
  const links: Paging['links'] = [];
  let last = 0;
  for (const number of shown) {
    if (number - last > 1) links.push({ gap: true });
    links.push({ gap: false, href: at.hrefOf(number), page: number, current: number === page });
    last = number;
  }
  const first = at.total === 0 ? 0 : (page - 1) * at.pageSize + 1;
  return {
    page,
    pages,
    summary: `Hàng ${first}–${Math.min(page * at.pageSize, at.total)} trong ${at.total}`,
    previous: page > 1 ? at.hrefOf(page - 1) : null,
    next: page < pages ? at.hrefOf(page + 1) : null,
    links,
  };
}
