import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Response } from 'express';
import type { Actor } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import { formatDateTime } from '../kernel/vietnamese/dates.js';
import { takeFlash } from './flash.js';
import { countedLinks, HEADER_COUNTERS, type HeaderCounter } from './header.counters.js';
import type { WebRequest } from './request.js';
import type { NavigationLink, PageActor, PageFrame } from './views/page.js';

export const NAVIGATION = Symbol('navigation');
/** The links of a role, `current` marked by address; the table stands at the top of the house (app.navigation). */
export type Navigation = (actor: Actor | null, address: string) => NavigationLink[];

export const ELSEWHERE = Symbol('elsewhere');
/** Pages that a role begins from beside its menu, for its home page. */
export type Elsewhere = (actor: Actor) => { href: string; label: string }[];

export const CSRF = Symbol('csrf');

/** Builds what stands around every page: who is signed in, where one can go, the tokens of the forms. */
@Injectable()
export class Frames {
  constructor(
    private readonly clock: Clock,
    @Inject(NAVIGATION) private readonly navigation: Navigation,
    @Inject(HEADER_COUNTERS) private readonly counters: readonly HeaderCounter[],
    @Inject(CSRF) private readonly csrf: { token(req: WebRequest, res: Response): string },
  ) {}

  /** The frame of a page that says no: the role's own menu, so that it looks the same whatever the address named. */
  ofRefusal(req: WebRequest, res: Response): PageFrame {
    return this.of(req, res, { navigation: this.navigation(req.actor ?? null, '/') });
  }

  /** The frame of a page that is kept for everybody who is not signed in: nothing of this request but the address is on it. */
  frozen(req: WebRequest, more: Partial<PageFrame>): PageFrame {
    return {
      ...BARE,
      navigation: this.navigation(null, req.path),
      address: addressOf(req),
      ...more,
    };
  }

  /** The frame of this request's page; `more` adds what the page itself knows. Takes the flash message, so ask once. */
  of(req: WebRequest, res: Response, more: Partial<PageFrame> = {}): PageFrame {
    return {
      ...BARE,
      actor: req.pageActor ?? null,
      counters: req.actor ? countedLinks(this.counters, req.beside ?? {}) : [],
      navigation: this.navigation(req.actor ?? null, req.path),
      csrf: this.csrf.token(req, res),
      formKey: randomUUID(),
      flash: takeFlash(req, res),
      nonce: String((res.locals as Record<string, unknown>)['nonce'] ?? ''),
      printedAt: formatDateTime(this.clock.now()),
      inZalo: isInZalo(req.get('user-agent'), req.get('x-requested-with')),
      address: addressOf(req),
      ...more,
    };
  }
}

const BARE: PageFrame = {
  siteName: 'Hội Thi',
  organiser: null,
  title: '',
  hasErrors: false,
  actor: null,
  counters: [],
  navigation: [],
  breadcrumbs: [],
  csrf: '',
  formKey: '',
  flash: null,
  rehearsal: null,
  nonce: '',
  printedAt: null,
  held: {},
  inZalo: false,
  address: '',
  footer: [],
};

const addressOf = (req: WebRequest): string => `${req.protocol}://${req.get('host') ?? ''}${req.path}`;

/** Zalo's own browser says so in its user agent; on some phones only the package's name comes along. */
const isInZalo = (userAgent = '', requestedWith = ''): boolean =>
  /\bZalo\b/i.test(userAgent) || requestedWith === 'com.zing.zalo';

declare module './request.js' {
  interface WebRequest {
    /** How the header names the person; set together with `actor`. */
    pageActor?: PageActor | null;
  }
}
