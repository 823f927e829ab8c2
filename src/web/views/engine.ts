import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import Handlebars from 'handlebars';
import { createHelpers } from './helpers/register.js';
import { parseTemplate } from './named-arguments.js';

export interface ViewEngine {
  /** The page `views/<name>.hbs` as HTML. `model` holds own properties only; a name the page prints and the model lacks is a fault. */
  render(name: string, model: object): string;
  /** What `express.engine('hbs', …)` wants; the page is named by its path below `root`. */
  express(file: string, options: object, done: (fault: Error | null, html?: string) => void): void;
}

interface Settings {
  /** The folder of templates, usually `<project>/views`. */
  root: string;
  /** True: read and compiled once (production, tests). False: read again for every page, so that an edit shows at a reload. */
  cached: boolean;
}

type Template = HandlebarsTemplateDelegate;

const isPartial = (name: string): boolean =>
  name.startsWith('partials/') || name.startsWith('layouts/') || /(^|\/)_[^/]+$/.test(name);
/** `partials/tag` is called as `{{> tag}}`, `layouts/main` and `entries/_row` by their whole name. */
const partialName = (name: string): string => name.replace(/^partials\//, '');

function listFiles(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** File name below `assets/` to eight signs of its hash: the address changes with the content, so browsers may keep it for a year. */
function readAssetVersions(root: string): Map<string, string> {
  const folder = join(root, 'assets');
  return new Map(
    listFiles(folder, '').map((file) => [
      relative(folder, file).split(sep).join('/'),
      createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 8),
    ]),
  );
}

/** How every template is compiled; `helpers` are the names it may call. */
export const compileOptions = (helpers: readonly string[]) => ({
  strict: true,
  preventIndent: true,
  explicitPartialContext: true,
  knownHelpers: Object.fromEntries(helpers.map((name) => [name, true])),
  // A misspelt helper is found when the page is compiled, not when some branch of it is first shown.
  knownHelpersOnly: true,
});

/** Every template below `root`, by the name it is rendered or called by. */
export function listTemplates(root: string): { name: string; file: string; isPartial: boolean }[] {
  return listFiles(root, '.hbs').map((file) => {
    const name = relative(root, file).split(sep).join('/').slice(0, -'.hbs'.length);
    return isPartial(name) ? { name: partialName(name), file, isPartial: true } : { name, file, isPartial: false };
  });
}

/**
 * Every template below `root`, each compiled when it is first shown: a page needs a few of hundreds. Only files become templates:
 * text that people typed never reaches the compiler.
 */
function readAll(root: string): Map<string, Template> {
  const handlebars = Handlebars.create();
  const helpers = createHelpers(readAssetVersions(root));
  handlebars.registerHelper(helpers);
  const options = compileOptions(Object.keys(helpers));
  const pages = new Map<string, Template>();
  for (const { name, file, isPartial } of listTemplates(root)) {
    const source = readFileSync(file, 'utf8');
    const template = whenShown(() => handlebars.compile(parseTemplate(source, file), options));
    if (isPartial) handlebars.registerPartial(name, template);
    else pages.set(name, template);
  }
  return pages;
}

/** Stands for a template that is made when first called. */
function whenShown(make: () => Template): Template {
  let made: Template | null = null;
  return (context, options) => (made ??= make())(context, options);
}

/**
 * The Handlebars engine of the platform: every page, layout and partial below `root`, strict, with the helpers of `helpers/`.
 * Pages are named by path (`entries/desk` is `views/entries/desk.hbs`). Throws on an unknown page or a fault in a template.
 */
export function createViewEngine({ root, cached }: Settings): ViewEngine {
  let kept: Map<string, Template> | null = null;
  const pages = (): Map<string, Template> => {
    if (kept !== null && cached) return kept;
    kept = readAll(root);
    return kept;
  };
  const render = (name: string, model: object): string => {
    const page = pages().get(name);
    if (page === undefined) throw new Error(`no page "${name}" below ${root}`);
    return page(model);
  };
  return {
    render,
    express(file, options, done) {
      let html: string;
      try {
        html = render(
          relative(root, file)
            .split(sep)
            .join('/')
            .replace(/\.hbs$/, ''),
          options,
        );
      } catch (fault) {
        done(fault instanceof Error ? fault : new Error(String(fault)));
        return;
      }
      done(null, html);
    },
  };
}
