import type { PageFrame } from '../page.js';

/** `value="{{held @root.page "version" version}}"`: of a form that came back for a fault the word it was sent with; else the present one. */
export const held = ({ held: sent }: PageFrame, name: string, present: string | number): string =>
  (Object.hasOwn(sent, name) ? sent[name] : undefined) ?? String(present);
