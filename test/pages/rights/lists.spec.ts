import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { formsIn } from '../security/forms.js';
import { inParallel } from './client.js';
import { crawlAs } from './crawl.js';
import type { Phase } from './phases.js';
import { type Principal, PRINCIPALS } from './principals.js';
import { foreignDossiers } from './known.js';
import { readableIn, tracesIn } from './secrets.js';
import { type Stage, setStage } from './stage.js';

jest.setTimeout(240_000);

/** Whose lists are in use in the phase; auditors and administrators see every dossier that has come in. */
const ASKED = {
  submission: ['xa', 'tham-dinh', 'tham-dinh2', 'to-chuc', 'to-chuc-hai22'],
  judging: ['giam-khao-2', 'giam-khao-1-hai22', 'thu-ky'],
};

describe.each(['submission', 'judging'] as const satisfies readonly Phase[])('In the phase "%s"', (phase) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage(phase);
  });
  afterAll(() => stage.close());

  it('no search, filter, order or page number of a list opens more than the list (S9)', async () => {
    const { own, other } = stage;
    const values = [
      own.units.nongHeo,
      own.units.binhLu,
      own.units.sinHo,
      other.units.banBo,
      other.slug,
      other.contestId,
      own.actors.judge1.personId,
      'GK1',
      'ZALO21-211118-0006',
      'HAI22-211118-0008',
      'Nhóm',
      'Noong',
      'tat-ca',
      '-1',
      '%',
    ];
    const leaks: string[] = [];
    const isAsked = ({ account }: Principal): boolean => account !== null && ASKED[phase].includes(account);
    for (const who of PRINCIPALS.filter(isAsked)) {
      const lists = new Map<string, Set<string>>();
      await crawlAs(
        stage,
        who,
        (path, heard) => {
          const [page = '', query = ''] = path.split('?');
          const names = lists.get(page) ?? new Set<string>();
          for (const name of new URLSearchParams(query).keys()) names.add(name);
          for (const form of formsIn(heard, path))
            if (form.method === 'get') for (const name of form.typed) names.add(name);
          if (names.size > 0) lists.set(page, names);
        },
        { only: 'own', most: 150 },
      );
      // What a PDF says is packed and cannot be read here; the same paper is asked for as DOCX.
      const readable = [...lists].filter(([page]) => !/\.(?:pdf|png)$/.test(page));
      const asked = readable.flatMap(([page, names]) =>
        [...names].flatMap((name) => values.map((value) => `${page}?${name}=${encodeURIComponent(value)}`)),
      );
      const secrets = foreignDossiers(stage, who);
      await inParallel(asked, 6, async (path) => {
        const heard = await stage.client.send({ path, cookie: stage.keys.get(who)?.cookie ?? '' });
        const typed = decodeURIComponent(path.split('=')[1] ?? '');
        const traces = secrets.filter((secret) => secret !== typed);
        for (const trace of tracesIn(readableIn(heard), traces)) leaks.push(`${path} as ${who.name}: ${trace}`);
      });
    }
    expect(leaks.slice(0, 40)).toEqual([]);
  });
});
