import type { Heard } from '../rights/client.js';

/** A form as a browser without script would send it. */
export interface SeenForm {
  action: string;
  method: 'get' | 'post';
  /** What it would send untouched, in order; a name may stand twice. */
  fields: [name: string, value: string][];
  /** Names of fields a person types or chooses in. */
  typed: string[];
  /** The first choice of each group of radio buttons, for whoever must choose one. */
  firstChoices: Record<string, string>;
}

const attribute = (tag: string, name: string): string | null => {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return found === undefined ? null : unescaped(found);
};
const unescaped = (text: string): string =>
  text
    .replace(/&#x([0-9a-fA-F]+);/g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');

/** The forms of a page, with what stands in their fields. */
export function formsIn({ text }: Heard, path: string): SeenForm[] {
  return [...text.matchAll(/<form\b[^>]*>[\s\S]*?<\/form>/g)].map(([html]) => {
    const [head = ''] = /<form\b[^>]*>/.exec(html) ?? [];
    const form: SeenForm = {
      action: attribute(head, 'action') ?? path,
      method: attribute(head, 'method')?.toLowerCase() === 'post' ? 'post' : 'get',
      fields: [],
      typed: [],
      firstChoices: {},
    };
    for (const [tag] of html.matchAll(
      /<input\b[^>]*>|<textarea\b[^>]*>[\s\S]*?<\/textarea>|<select\b[^>]*>[\s\S]*?<\/select>|<button\b[^>]*>/g,
    )) {
      const name = attribute(tag, 'name');
      const type = attribute(tag, 'type') ?? '';
      if (name === null || type === 'file' || tag.startsWith('<button')) continue;
      if (type === 'radio') form.firstChoices[name] ??= valueOf(tag);
      if ((type === 'checkbox' || type === 'radio') && !/\schecked\b/.test(tag)) continue;
      form.fields.push([name, valueOf(tag)]);
      if (type !== 'hidden') form.typed.push(name);
    }
    return form;
  });
}

function valueOf(tag: string): string {
  if (tag.startsWith('<textarea')) return unescaped(/>([\s\S]*)<\/textarea>/.exec(tag)?.[1] ?? '');
  if (!tag.startsWith('<select')) return attribute(tag, 'value') ?? '';
  const options = [...tag.matchAll(/<option\b[^>]*>/g)].map(([option]) => option);
  const chosen = options.find((option) => /\sselected\b/.test(option)) ?? options[0] ?? '';
  return attribute(chosen, 'value') ?? '';
}

/** The address without what differs from thing to thing: one form of a kind is enough. */
export const kindOf = (path: string): string =>
  path
    .replace(/\?.*$/, '')
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '{id}')
    .replace(/(?:ZALO21|HAI22)-\d{6}-\d{4}|\b[RS]2222\d\b/g, '{code}')
    .replace(/\bGK\d\b/g, '{judge}');
