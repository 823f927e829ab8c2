import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Heard, inParallel } from '../rights/client.js';
import { crawlAs, linksIn, PACKED } from '../rights/crawl.js';
import type { Phase } from '../rights/phases.js';
import { type Principal, PRINCIPALS } from '../rights/principals.js';
import { RIGHTS } from '../rights/rights.table.js';
import { mayCall } from '../rights/row.js';
import { type Stage, setStage } from '../rights/stage.js';
import { formsIn, kindOf, type SeenForm } from './forms.js';

jest.setTimeout(240_000);

const MARK = '<script>alert(77)</script>';
/** What people, and those who wish us ill, type into fields. */
const NASTY: readonly string[] = [
  `' OR '1'='1'; DROP TABLE entries; --"><img src=x onerror=alert(77)>${MARK}`,
  '{{constructor.constructor "return 1"}}{{#with this}}{{/with}} ../../../../etc/passwd',
  '%00\u0000\u0001',
  `\ud800${'🏆👨‍👩‍👧‍👦 Tam Đường'.normalize('NFD')}\r\nX-Injected: 1`,
  'a'.repeat(120_000),
  '999999999999999999999999',
  '-1e309',
];
const OWN = { most: 200, only: 'own' } as const;
/** Ends sessions, and with them the rest of the test. */
const NOT_PRESSED = /\/dang-xuat|\/khoa$|\/thu-hoi$|\/lien-ket$|\/tai-khoan\/mat-khau$|\/vai-tro$|\/dang-nhap$/;

interface Found {
  who: Principal;
  form: SeenForm;
}

/** Whose forms are open in a phase; the others would be the same page without its buttons. */
const BUSY: Record<'submission' | 'judging' | 'closed', readonly string[]> = {
  submission: ['xa', 'tham-dinh', 'to-chuc', 'to-chuc-tinh', 'quan-tri'],
  judging: ['giam-khao-1', 'thu-ky'],
  closed: ['to-chuc', 'thu-ky', 'kiem-tra'],
};
const busyIn = (phase: keyof typeof BUSY): Principal[] =>
  PRINCIPALS.filter(({ account }) => account !== null && BUSY[phase].includes(account));

/** What was tried in a phase is not tried again in the next one: words are read the same way on every day. */
const tried = new Set<string>();
const isNew = (kind: string): boolean => tried.size < tried.add(kind).size;

/** One form of each kind that somebody is shown and nobody has tried yet, and the addresses with a query among the links. */
async function gather(
  stage: Stage,
  people: readonly Principal[],
): Promise<{ forms: Found[]; queries: { who: Principal; path: string }[] }> {
  const forms: Found[] = [];
  const queries: { who: Principal; path: string }[] = [];
  for (const who of people) {
    await crawlAs(
      stage,
      who,
      (path, heard) => {
        for (const form of formsIn(heard, path)) {
          const kind = `${form.method} ${kindOf(form.action)} ${form.typed.join(' ')}`;
          if (!NOT_PRESSED.test(form.action) && isNew(kind)) forms.push({ who, form });
        }
        const names = [...new URL(path, 'http://ours').searchParams.keys()].join(' ');
        if (names !== '' && isNew(`query ${kindOf(path)} ${names}`)) queries.push({ who, path });
      },
      OWN,
    );
  }
  return { forms, queries };
}

describe.each(['submission', 'judging', 'closed'] as const satisfies readonly Phase[])('In the phase "%s"', (phase) => {
  let stage: Stage;
  let forms: Found[];
  let queries: { who: Principal; path: string }[];
  beforeAll(async () => {
    stage = await setStage(phase);
    ({ forms, queries } = await gather(stage, busyIn(phase)));
  });
  afterAll(() => stage.close());

  const cookieOf = (who: Principal): string => stage.keys.get(who)?.cookie ?? '';
  const answerTo = async ({ who, form }: Found, fields: readonly [string, string][]): Promise<number> => {
    const words = new URLSearchParams(
      fields.map(([name, value]): [string, string] => [
        name,
        name === '_csrf' ? (stage.keys.get(who)?.csrf ?? '') : value,
      ]),
    ).toString();
    const { status } =
      form.method === 'get'
        ? await stage.client.send({
            path: `${form.action.replace(/\?.*$/, '')}?${words.slice(0, 8_000)}`,
            cookie: cookieOf(who),
          })
        : await stage.client.send({
            method: 'POST',
            path: form.action,
            cookie: cookieOf(who),
            headers: { 'content-type': 'application/x-www-form-urlencoded' },
            body: words,
          });
    return status;
  };
  const faultsOf = async (
    tries: readonly { found: Found; fields: [string, string][]; how: string }[],
  ): Promise<string[]> =>
    (
      await inParallel(tries, 6, async ({ found, fields, how }) => {
        const status = await answerTo(found, fields);
        return status >= 500
          ? `${found.form.method} ${found.form.action} as ${found.who.name}, ${how}: ${status}`
          : null;
      })
    ).filter((fault) => fault !== null);

  it('no query breaks a page: nasty words, doubled and nested names (S28, S33)', async () => {
    const paths = queries.flatMap(({ who, path }) => {
      const [page = '', query = ''] = path.split('?');
      return [...new Set(new URLSearchParams(query).keys())].flatMap((name) => [
        ...NASTY.filter((word) => word.length < 1000).map((word) => ({
          who,
          path: `${page}?${name}=${encodeURIComponent(word.toWellFormed())}`,
        })),
        { who, path: `${page}?${name}=1&${name}=2` },
        { who, path: `${page}?${name}[]=1&${name}[__proto__][x]=1&__proto__[y]=1&constructor=1` },
        { who, path: `${page}?${name}=%E0%A4%A&${name}=%00` },
      ]);
    });
    const statuses = await inParallel(paths, 6, async ({ who, path }) => {
      const { status } = await stage.client.send({ path, cookie: cookieOf(who) });
      return status >= 500 ? `${path} as ${who.name}: ${status}` : null;
    });
    expect(statuses.filter((fault) => fault !== null)).toEqual([]);
    expect(paths.length).toBeGreaterThan(10);
  });

  it('no address breaks the house: nasty words in the place of every name and number', async () => {
    const words = ["'%20OR%201=1--", '%00', '%2e%2e%2f%2e%2e', '-1', '9'.repeat(400), '__proto__'];
    const asked = busyIn(phase).flatMap((who) =>
      RIGHTS.filter((row) => mayCall(row, who))
        .flatMap(({ routes }) => routes)
        .filter((route) => route.startsWith('GET ') && route.includes(':') && isNew(`${who.role} ${route}`))
        .flatMap((route) => {
          const pattern = route.slice('GET '.length);
          // The contest's own name kept, so that what comes after it is asked for at all.
          const known = pattern.replace(':slug', stage.own.slug);
          return words
            .flatMap((word) => (known.includes(':') ? known : pattern).replace(/:[A-Za-z]+/g, word))
            .map((path) => ({ who, path }));
        }),
    );
    const faults = await inParallel(asked, 6, async ({ who, path }) => {
      const { status } = await stage.client.send({ path, cookie: cookieOf(who) });
      return status >= 500 ? `${path.slice(0, 80)} as ${who.name}: ${status}` : null;
    });
    expect(faults.filter((fault) => fault !== null)).toEqual([]);
  });

  it('no field breaks a form: nasty words in each of them at once, doubled, nested and missing ones (S28, S33)', async () => {
    const tries = forms.flatMap((found) => {
      const { fields, typed } = found.form;
      const isTyped = ([name]: [string, string]): boolean => typed.includes(name);
      const nasty = NASTY.map((word) => ({
        found,
        how: `with ${JSON.stringify(word.slice(0, 20))}`,
        fields: fields.map((field): [string, string] => (isTyped(field) ? [field[0], word] : field)),
      }));
      const hidden = NASTY.slice(0, 3).map((word) => ({
        found,
        how: `hidden ones with ${JSON.stringify(word.slice(0, 20))}`,
        fields: fields.map((field): [string, string] =>
          isTyped(field) || field[0].startsWith('_') ? field : [field[0], word],
        ),
      }));
      const kept = fields.filter(([name]) => name === '_csrf');
      const twice = fields.flatMap((field): [string, string][] => (field[0] === '_csrf' ? [field] : [field, field]));
      const nested = fields.flatMap(([name, value]): [string, string][] =>
        name === '_csrf'
          ? [[name, value]]
          : [
              [`${name}[__proto__][x]`, value],
              [`${name}[]`, value],
              ['__proto__', value],
              ['constructor', value],
              ['toString', value],
            ],
      );
      return [
        ...nasty,
        ...hidden,
        { found, how: 'with nothing', fields: kept },
        { found, how: 'with everything twice', fields: twice },
        { found, how: 'with nested names', fields: nested },
      ];
    });
    expect(await faultsOf(tries)).toEqual([]);
    expect(forms.length).toBeGreaterThan(3);
  });

  it('afterwards every table is still there, and nothing of it runs in anybody’s page or breaks a paper (S29)', async () => {
    const broken: string[] = [];
    const papers = new Map<string, { who: Principal; path: string }>();
    const look = (who: Principal, path: string, { status, text, headers }: Heard): void => {
      if (status >= 500) broken.push(`${path} as ${who.name}: ${status}`);
      if (text.includes(MARK) || text.includes('<img src=x')) broken.push(`${path} as ${who.name} shows markup`);
      if (headers['x-injected'] !== undefined) broken.push(`${path} as ${who.name}: header injected`);
    };
    for (const who of busyIn(phase)) {
      const hear = (path: string, heard: Heard): void => {
        look(who, path, heard);
        // One of each kind: they are slow to make.
        for (const link of linksIn(heard).filter((one) => PACKED.test(one)))
          papers.set(kindOf(link), { who, path: link });
      };
      await crawlAs(stage, who, hear, OWN);
    }
    await inParallel([...papers.values()], 6, async ({ who, path }) =>
      look(who, path, await stage.client.send({ path, cookie: cookieOf(who) })),
    );
    expect(broken.slice(0, 40)).toEqual([]);
    expect(papers.size).toBeGreaterThan(2);
    expect(await stage.app.database.reader.rows(`SELECT 1 FROM entries LIMIT 1`, [])).toHaveLength(1);
  });
});
