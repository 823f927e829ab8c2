/**
 * A "no" that is part of the talk: a stable code and the facts that its sentence needs.
 * Each room lists the codes it may give, with status and sentence, in `<noun>.wording.ts`.
 */
export interface Refusal {
  readonly code: string;
  readonly [fact: string]: unknown;
}

/** Carries a refusal from a service to the one place that turns it into a page. Thrown inside a transaction, it undoes it. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(`refused: ${refusal.code}`);
    this.name = 'Refused';
  }
}

/** Throws when a policy said no; returns quietly when it said nothing. */
export function obey(refusal: Refusal | null): void {
  if (refusal !== null) throw new Refused(refusal);
}

/** HTTP status a refusal becomes: hidden or missing 404, not yours 403, read only 405, state moved on 409, words to mend 422, too often 429, no time now 503. */
export type RefusalStatus = 403 | 404 | 405 | 409 | 422 | 429 | 503;

/** How one refusal code reads to a person: what happened, what is safe, what to do next. */
export interface RefusalWording {
  status: RefusalStatus;
  say: (refusal: Refusal) => string;
}

/** The wording table of one room, keyed by refusal code. */
export type RefusalWordings = Readonly<Record<string, RefusalWording>>;
