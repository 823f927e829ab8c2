import { load } from '../load.mjs';
import { figure, interleave, sayPairs } from '../figures.mjs';
import { send } from '../client.mjs';
import { spending } from '../processes.mjs';
import { overhear, statementWith } from '../traced.mjs';

const CONNECTIONS = [1, 8, 32];
/** Until the code that runs is the compiled one: a program of a thousand functions needs longer than one of ten. */
const WARM_SECONDS = 5;

/** What a page reads, but for who is asking: the floor looks that up in its own way. Duties of the queue may be heard in between. */
const sameSql = (statements) =>
  statements.filter(({ text }) => /^\s*(SELECT|WITH)/.test(text) && !text.includes('FROM sessions s'));

/**
 * Our page against the floor's page of the same statements and size. `choose` names the floor's statements where it needs fewer
 * than ours.
 */
export async function againstFloor(
  bench,
  { name, path, cookie, choose = sameSql, least, connections = CONNECTIONS, etag = false, warm: visits = 2 },
) {
  const house = await bench.house();
  const headers = cookie === null ? {} : { Cookie: cookie };
  const seen = await overhear(bench, ({ statementsOf }) => statementsOf({ path, headers }, { warm: visits }));
  if (seen.answer.status !== 200) throw new Error(`${path} answered ${seen.answer.status}`);
  const bytes = seen.answer.body.length;
  const page = { session: cookie !== null, statements: choose(seen.statements), bytes };
  const floor = await bench.floor('pages.mjs', { '/page': etag ? { ...page, etag: etag(seen.statements) } : page });
  const figures = [];
  const ask = (requested, more = {}) => ({ path: requested, headers: { ...headers, ...more } });
  const warm = (url, requested) =>
    load(url, { connections: 8, seconds: bench.quick ? 1 : WARM_SECONDS, requestOf: () => ask(requested) });
  await Promise.all([warm(house.url, path), warm(floor.url, '/page')]);
  for (const many of connections) {
    const side =
      ({ url, child }, requested) =>
      () =>
        spending(child, () =>
          load(url, { connections: many, seconds: bench.seconds, requestOf: () => ask(requested) }),
        );
    const pairs = await interleave({
      pairs: bench.pairs,
      ours: side(house, path),
      floor: side(floor, '/page'),
    });
    const detail = `${sayPairs(pairs)}${many === connections[0] ? `, ${bytes} bytes, ${seen.statements.length} statements against ${page.statements.length + (page.session ? 1 : 0)}` : ''}`;
    figures.push(figure(`${name}, ${many} at once`, pairs.ratio, '× floor', { least }, { detail, pairs }));
  }
  return { figures, floor, house, headers };
}

export async function judgeForm(bench) {
  const contest = await bench.contest('judging');
  const small = await bench.contest('judgingSmall');
  const { cookie } = await bench.signedIn('gk-cham-0');
  const { figures } = await againstFloor(bench, {
    name: 'judge form',
    path: `/cham/${numberOf(contest, 5_000)}`,
    cookie,
    least: 0.6,
  });
  // The same page in a contest a tenth of the size; each connection walks over many sheets, not over one that is warm.
  const { url } = await bench.house();
  const inSmall = (await bench.signedIn('gk-nho-0')).cookie;
  const walk = (of, who, many) => () =>
    load(url, {
      connections: 8,
      seconds: bench.seconds,
      requestOf: (connection, turn) => ({
        path: `/cham/${numberOf(of, ((connection * 31 + turn) * 20) % many)}`,
        headers: { Cookie: who },
      }),
    });
  const flat = await interleave({
    pairs: bench.pairs,
    ours: walk(contest, cookie, 10_000),
    floor: walk(small, inSmall, 1_000),
  });
  const detail = sayPairs(flat).replace('ours', '10,000').replace('floor', '1,000');
  figures.push(
    figure('judge form, 10,000 against 1,000 entries', flat.ratio, '×', { least: 0.9 }, { detail, pairs: flat }),
  );
  return figures;
}

export async function judgeList(bench) {
  await bench.contest('judging');
  const { cookie } = await bench.signedIn('gk-cham-0');
  return (await againstFloor(bench, { name: 'judge list', path: '/cham', cookie, least: 0.6 })).figures;
}

export async function vettingQueue(bench) {
  const contest = await bench.contest('vetting');
  const all = await bench.contest('vettingAll');
  const some = await bench.contest('vettingSome');
  const { cookie } = await bench.signedIn('tham-dinh-huyen');
  const path = `/tham-dinh?cuoc-thi=${contest.slug}`;
  const { figures } = await againstFloor(bench, {
    name: 'vetting queue',
    path,
    cookie,
    least: 0.6,
  });
  // The same page of the same office, which has ten times as many dossiers in the one contest as in the other.
  const { url } = await bench.house();
  const province = (await bench.signedIn('tham-dinh')).cookie;
  const side = (requested, who) => () =>
    load(url, {
      connections: 8,
      seconds: bench.seconds,
      requestOf: () => ({ path: requested, headers: { Cookie: who } }),
    });
  const flat = await interleave({
    pairs: bench.pairs,
    ours: side(`/tham-dinh?cuoc-thi=${all.slug}`, province),
    floor: side(`/tham-dinh?cuoc-thi=${some.slug}`, province),
  });
  const detail = sayPairs(flat).replace('ours', '10,000').replace('floor', '1,000');
  figures.push(
    figure('vetting queue, 10,000 against 1,000 waiting', flat.ratio, '×', { least: 0.9 }, { detail, pairs: flat }),
  );
  return figures;
}

export async function matrix(bench) {
  const contest = await bench.contest('closedSmall');
  const { cookie } = await bench.signedIn('to-chuc');
  const path = `/to-chuc/${contest.slug}/ket-qua-cham?hang=1000`;
  const choose = (all) => [statementWith(all, 'SELECT row FROM round_results')];
  return (await againstFloor(bench, { name: 'score matrix', path, cookie, choose, least: 0.6 })).figures;
}

/** Anonymous: the page itself, and the answer to those who hold it already. */
export async function awardPage(bench) {
  const contest = await bench.contest('closed');
  const path = `/cuoc-thi/${contest.slug}/ket-qua`;
  const { figures, floor, house } = await againstFloor(bench, {
    name: 'result page',
    path,
    cookie: null,
    choose: (all) => [statementWith(all, 'FROM award_lines')],
    warm: 0, // the page is kept from its first visit on
    etag: (all) => statementWith(all, 'FROM award_lists', 'published'),
    least: 0.8,
  });
  const tagOf = async (url) => (await send(url)).headers.etag;
  const [ours, theirs] = [await tagOf(house.url + path), await tagOf(`${floor.url}/page`)];
  for (const many of CONNECTIONS) {
    const side = (url, requested, tag) => () =>
      load(url, {
        connections: many,
        seconds: bench.seconds,
        expected: 304,
        requestOf: () => ({ path: requested, headers: { 'If-None-Match': tag } }),
      });
    const pairs = await interleave({
      pairs: bench.pairs,
      ours: side(house.url, path, ours),
      floor: side(floor.url, '/page', theirs),
    });
    figures.push(
      figure(
        `result page unchanged (304), ${many} at once`,
        pairs.ratio,
        '× floor',
        { least: 0.8 },
        { detail: sayPairs(pairs), pairs },
      ),
    );
  }
  return figures;
}

export const numberOf = ({ code }, index) => `${code}-211124-${String(index + 1).padStart(6, '0')}`;
