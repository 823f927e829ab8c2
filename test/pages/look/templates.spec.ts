import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import Handlebars from 'handlebars';
import { compileOptions, listTemplates } from '../../../src/web/views/engine.js';
import { createHelpers } from '../../../src/web/views/helpers/register.js';
import { parseTemplate } from '../../../src/web/views/named-arguments.js';

const VIEWS = join(import.meta.dirname, '../../../views');
const GALLERY = join(import.meta.dirname, 'gallery');
const read = (file: string): string => readFileSync(file, 'utf8');
const templates = listTemplates(VIEWS);
const byName = new Map(templates.map((template) => [template.name, template]));

interface Call {
  partial: string;
  names: string[];
}

/** What a template calls, with the names of the arguments, and every name that it reads itself. */
class Reader extends Handlebars.Visitor {
  readonly calls: Call[] = [];
  readonly names = new Set<string>();
  readonly inline = new Set<string>();

  override PathExpression(path: hbs.AST.PathExpression): void {
    const [head] = path.parts;
    if (!path.data && head !== undefined) this.names.add(head);
  }

  override PartialStatement(partial: hbs.AST.PartialStatement): void {
    this.note(partial);
    super.PartialStatement(partial);
  }

  override PartialBlockStatement(partial: hbs.AST.PartialBlockStatement): void {
    this.note(partial);
    super.PartialBlockStatement(partial);
  }

  override DecoratorBlock(decorator: hbs.AST.DecoratorBlock): void {
    const [name] = decorator.params;
    if (name?.type === 'StringLiteral') this.inline.add((name as hbs.AST.StringLiteral).value);
    super.DecoratorBlock(decorator);
  }

  private note(partial: hbs.AST.PartialStatement | hbs.AST.PartialBlockStatement): void {
    if (partial.name.type !== 'PathExpression') return;
    const name = (partial.name as hbs.AST.PathExpression).original;
    if (name !== '@partial-block')
      this.calls.push({ partial: name, names: partial.hash?.pairs.map((pair) => pair.key) ?? [] });
  }
}

function readTemplate(file: string): Reader {
  const reader = new Reader();
  reader.accept(Handlebars.parse(read(file)));
  return reader;
}
const known = new Map(templates.map((template) => [template.name, readTemplate(template.file)]));

/** What is wrong with a call: no such partial, or arguments that it never reads. */
function faultsOf(call: Call, inline: ReadonlySet<string>): string[] {
  if (inline.has(call.partial)) return [];
  const partial = known.get(call.partial);
  if (partial === undefined || byName.get(call.partial)?.isPartial !== true)
    return [`{{> ${call.partial}}} does not exist`];
  return call.names.filter((name) => !partial.names.has(name)).map((name) => `{{> ${call.partial}}} takes no ${name}`);
}

describe('Every template', () => {
  it.each(templates.map(({ name, file }) => [name, file]))('%s compiles', (_name, file) => {
    const options = compileOptions(Object.keys(createHelpers(new Map())));
    expect(() => Handlebars.precompile(parseTemplate(read(file), file), options)).not.toThrow();
  });

  it.each(templates.map(({ name }) => name))('%s calls partials that exist, with arguments that they read', (name) => {
    const reader = known.get(name);
    expect(reader?.calls.flatMap((call) => faultsOf(call, reader.inline))).toEqual([]);
  });

  it.each(templates.map(({ name, file }) => [name, file]))(
    '%s has no style attribute, raw braces or script in an attribute',
    (_name, file) => {
      expect(read(file)).not.toMatch(/\sstyle=|\{\{\{|\{\{&|javascript:|\son[a-z]+="|=\{\{/);
    },
  );

  it.each(templates.filter(({ isPartial }) => !isPartial).map(({ name, file }) => [name, file]))(
    'the POST forms of %s carry the tokens',
    (_name, file) => {
      const forms = read(file)
        .split(/<form\b/)
        .slice(1)
        .filter((form) => /^[^>]*method="post"/.test(form));
      expect(forms.filter((form) => !form.slice(0, form.indexOf('</form>')).includes('{{> hidden-fields'))).toEqual([]);
    },
  );
});

describe('The gallery', () => {
  it('shows every partial', () => {
    const shown = readdirSync(GALLERY).flatMap((file) => readTemplate(join(GALLERY, file)).calls);
    const inner = [...known]
      .filter(([name]) => byName.get(name)?.file.match(/partials|layouts/))
      .flatMap(([, reader]) => reader.calls);
    const called = new Set([...shown, ...inner].map((call) => call.partial));
    const partials = readdirSync(join(VIEWS, 'partials')).map((file) => file.replace(/\.hbs$/, ''));
    expect(partials.filter((name) => !called.has(name))).toEqual([]);
  });
});
