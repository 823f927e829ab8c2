import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createViewEngine } from '../../../src/web/views/engine.js';

let root: string;

const write = (name: string, text: string): void => {
  mkdirSync(dirname(join(root, name)), { recursive: true });
  writeFileSync(join(root, name), text);
};

/** Renders one page made of `text`, beside whatever partials the test wrote. */
const renderText = (text: string, model: object): string => {
  write('room/page.hbs', text);
  return createViewEngine({ root, cached: true }).render('room/page', model);
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'hoithi-views-'));
  mkdirSync(join(root, 'assets'));
});
afterEach(() => rmSync(root, { recursive: true }));

describe('A template', () => {
  it('prints nothing that the view lacks: the page stops instead', () => {
    expect(() => renderText('{{title}}', {})).toThrow('"title" not defined');
  });

  it('escapes what people typed', () => {
    expect(renderText('<p title="{{name}}">{{name}}</p>', { name: `<script>"'` })).toBe(
      '<p title="&lt;script&gt;&quot;&#x27;">&lt;script&gt;&quot;&#x27;</p>',
    );
  });

  it.each(['constructor', '__proto__', 'toString'])('cannot reach %s of an object', (name) => {
    const model = { entry: { name: 'Bản Bo' } };
    expect(renderText(`{{entry.${name}}}`, model)).toBe('');
    expect(renderText(`{{#with (lookup entry "${name}")}}reached{{/with}}`, model)).toBe('');
  });

  it('never compiles text of the view', () => {
    expect(renderText('{{text}}', { text: '{{constructor}} {{> x}}' })).toBe('{{constructor}} {{&gt; x}}');
  });

  it('takes a lone name for a field, even where a helper has the same name', () => {
    expect(renderText('{{share}} {{share 1 2}}', { share: 'một phần' })).toBe('một phần 50');
  });

  it('is refused when it names a helper that does not exist', () => {
    expect(() => renderText('{{#if false}}{{dtae x}}{{/if}}', { false: false, x: 1 })).toThrow('unknown helper dtae');
  });

  it('stops when it forgets an argument of a helper', () => {
    expect(() => renderText('{{share part 3}}', {})).toThrow('{{share}}: an argument is missing');
    expect(() => renderText('{{share 3}}', {})).toThrow('{{share}}: an argument is missing');
  });
});

describe('A partial', () => {
  it('sees its named arguments alone, whatever the page calls its own fields', () => {
    write('partials/field.hbs', '{{label}}{{#if hint}} ({{hint}}){{/if}}');
    expect(renderText('{{> field label="Tên"}}', { hint: 'of the page' })).toBe('Tên');
  });

  it('given no arguments sees what the caller sees', () => {
    write('partials/row.hbs', '[{{name}}]');
    expect(renderText('{{#each rows}}{{> row}}{{/each}}', { rows: [{ name: 'A' }, { name: 'B' }] })).toBe('[A][B]');
  });

  it('shows its block as the caller would, at any depth', () => {
    write('layouts/main.hbs', '<h1>{{heading}}</h1>{{> @partial-block}}');
    write('partials/box.hbs', '<div>{{heading}}:{{> @partial-block}}</div>');
    const page =
      '{{#> layouts/main heading="Trang"}}{{#each rows}}{{#> box heading=name}}{{name}} {{../owner}}{{/box}}{{/each}}{{heading}}{{/layouts/main}}';
    expect(renderText(page, { owner: 'Xã', heading: 'own', rows: [{ name: 'A' }] })).toBe(
      '<h1>Trang</h1><div>A:A Xã</div>own',
    );
  });

  it('of one room is a file that begins with an underscore', () => {
    write('room/_row.hbs', '({{name}})');
    expect(renderText('{{> room/_row name="A"}}', {})).toBe('(A)');
  });
});

describe('The engine', () => {
  it('reads a changed template again unless it is told to keep them', () => {
    write('room/page.hbs', 'cũ');
    const [kept, fresh] = [true, false].map((cached) => createViewEngine({ root, cached }));
    expect([kept?.render('room/page', {}), fresh?.render('room/page', {})]).toEqual(['cũ', 'cũ']);
    write('room/page.hbs', 'mới');
    expect([kept?.render('room/page', {}), fresh?.render('room/page', {})]).toEqual(['cũ', 'mới']);
  });

  it('names a page that does not exist', () => {
    expect(() => createViewEngine({ root, cached: true }).render('room/none', {})).toThrow('no page "room/none"');
  });

  it('hands Express the fault of a template instead of throwing it', () => {
    write('room/page.hbs', '{{missing}}');
    const engine = createViewEngine({ root, cached: true });
    let seen: unknown = null;
    engine.express(join(root, 'room/page.hbs'), { settings: {} }, (fault) => (seen = fault));
    expect(seen).toBeInstanceOf(Error);
  });

  it('gives an asset a new address when its content changes', () => {
    write('assets/a.css', 'p{}');
    const before = renderText('{{asset "a.css"}}', {});
    write('assets/a.css', 'q{}');
    expect(before).toMatch(/^\/assets\/a\.css\?[0-9a-f]{8}$/);
    expect(renderText('{{asset "a.css"}}', {})).not.toBe(before);
  });
});
