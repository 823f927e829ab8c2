import type { Refusal } from '../kernel/refusal.js';
import type { ReadForm } from './form.js';
import type { FormState } from './views/form-state.js';
import type { PageFrame } from './views/page.js';

/** A page: `views/<view>.hbs` filled with `model`; `frame` adds breadcrumbs, title or the rehearsal banner. */
export class Page {
  constructor(
    readonly view: string,
    readonly model: object,
    readonly frame: Partial<PageFrame> = {},
    readonly status: number = 200,
  ) {}
}

/**
 * A page that shows the same to everybody who is not signed in for as long as `tag` stays the same: drawn once, kept, and not sent
 * at all to who holds it already (FrozenPages). It carries no forms, no script and no time of drawing.
 */
export class FrozenPage {
  constructor(
    readonly tag: string,
    readonly draw: () => Promise<Page>,
  ) {}
}

/** Done; go and look there (303). `told` is shown once at the top of the next page. */
export class SeeOther {
  constructor(
    readonly location: string,
    readonly told: string | null = null,
    readonly tone: 'success' | 'info' | 'warning' = 'success',
  ) {}
}

/** A form that was sent: its words, the one act it asks for, where to go then, and its page for when it must be shown again. */
export class FormAnswer<Meaning = unknown, Result = unknown> {
  constructor(
    readonly parts: {
      form: ReadForm<Meaning>;
      act: (meaning: Meaning) => Promise<Result>;
      then: (result: Result) => SeeOther | Page;
      /** The same page with the user's words and messages. `refusal` is set when the act, not the form, said no. */
      again: (state: FormState, refusal: Refusal | null) => Promise<Page>;
    },
  ) {}
}

/** Builds a FormAnswer; the types follow from the parts. */
export const answerForm = <Meaning, Result>(parts: FormAnswer<Meaning, Result>['parts']): FormAnswer =>
  new FormAnswer<Meaning, Result>(parts) as unknown as FormAnswer;

/** What a handler for people may return. */
export type Answer = Page | SeeOther | FormAnswer;
