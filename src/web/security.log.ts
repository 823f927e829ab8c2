import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import type { Actor } from '../kernel/actor.js';
import { LOGGER } from './logger.js';
import { loggedPath, type WebRequest } from './request.js';

/** What is looked at or refused, and so changes nothing that an audit event could stand beside (decision 25). */
export type SecurityEvent = 'personal-data-viewed' | 'scores-viewed' | 'exported' | 'denied';

/** What was looked at: a page or file by name, and what it is about by code or id. Never what stands there. */
export interface Sight {
  view: string;
  contest?: string;
  entry?: string;
  person?: string;
  file?: string;
  page?: number;
  objection?: number;
  drive?: string;
}

// Line ends that JSON leaves as they are and some readers of logs break at.
const FOREIGN_LINE_ENDS = /[\u0085\u2028\u2029]/g;

/** The security events that leave a line and no row (TRUST S48): one JSON line each, UTC, by ids and codes alone. */
@Injectable()
export class SecurityLog {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  /** Names, telephone numbers or words of people were put on a page or into a file for this actor. */
  personalDataViewed(actor: Actor, sight: Sight): void {
    this.note('personal-data-viewed', actor, { ...sight });
  }

  /** Marks of judges were put on a page (TRUST A.3). */
  scoresViewed(actor: Actor, sight: Sight): void {
    this.note('scores-viewed', actor, { ...sight });
  }

  /** A sheet without scores or personal data was taken out; one with them is an act, and stands in the audit log. */
  exported(actor: Actor, sight: Sight): void {
    this.note('exported', actor, { ...sight });
  }

  /**
   * Somebody was told no: a role that does not open the door, a form without its token, too many tries; and to somebody signed in
   * that there is no such thing, which is also the answer about what is not theirs. The address stands without tokens and query.
   */
  denied(req: WebRequest, status: number, code: string): void {
    const isTold = status === 401 || status === 403 || status === 429 || (status === 404 && isSomebody(req));
    if (!isTold) return;
    this.note('denied', req.actor ?? null, {
      code,
      status,
      method: req.method,
      path: loggedPath(req),
      address: req.ip ?? null,
      requestId: req.id,
    });
  }

  private note(
    event: SecurityEvent,
    actor: Pick<Actor, 'personId' | 'role'> | null,
    facts: Readonly<Record<string, string | number | null>>,
  ): void {
    const plain = Object.entries(facts).map(([name, fact]) => [
      name,
      typeof fact === 'string' ? fact.replace(FOREIGN_LINE_ENDS, ' ') : fact,
    ]);
    this.logger.info(
      { event, personId: actor?.personId ?? null, role: actor?.role ?? null, ...Object.fromEntries(plain) },
      'security',
    );
  }
}

const isSomebody = (req: WebRequest): boolean => (req.actor ?? null) !== null;
