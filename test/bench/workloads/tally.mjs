import { figure, interleave, sayPairs } from '../figures.mjs';
import { compiled } from '../processes.mjs';

const JUDGES = 5;
const CODES = ['A', 'B', 'C', 'D', 'E'];
const rational = (numerator) => ({ numerator: BigInt(numerator), denominator: 1n });
const SCORING = {
  criteria: CODES.map((code) => ({ code, maxHundredths: 2000, weight: rational(1) })),
  aggregate: { method: 'mean' },
  rounding: { decimals: 2, mode: 'half-up' },
  rankOn: 'rounded',
  tieBreak: ['B', 'A'],
};
const PRIZES = {
  prizes: [
    { tier: 'nhat', quantity: 10, amount: 15_000_000, minimum: null },
    { tier: 'nhi', quantity: 40, amount: 10_500_000, minimum: null },
    { tier: 'ba', quantity: 150, amount: 7_500_000, minimum: null },
  ],
  atBoundary: 'share',
};

/** What a person would write by hand over the same tables: values, ranks and tie-breaks in one statement, prizes by place. */
const BY_HAND = `
  WITH valued AS (
    SELECT e.number, round(avg(s.total_hundredths) / 100, 2) AS score, count(*) AS judges,
           avg((s.points ->> 'B')::int) AS b, avg((s.points ->> 'A')::int) AS a
      FROM score_sheets s
      JOIN panel_judges p ON p.round_id = s.round_id AND p.person_id = s.person_id AND p.removed_at IS NULL
      JOIN entries e ON e.id = s.entry_id AND e.state = 'accepted'
     WHERE s.round_id = (SELECT id FROM judging_rounds WHERE contest_id = $1) AND s.state = 'signed' AND s.recused_at IS NULL
     GROUP BY e.number),
  ranked AS (SELECT *, rank() OVER (ORDER BY score DESC, b DESC, a DESC) AS place FROM valued),
  tiers AS (SELECT code, amount, sum(quantity) OVER (ORDER BY sort_order) - quantity AS after, sum(quantity) OVER (ORDER BY sort_order) AS upto
              FROM prize_tiers WHERE contest_id = $1)
  SELECT r.number, r.place, r.score, r.judges, t.code AS tier, t.amount
    FROM ranked r LEFT JOIN tiers t ON r.place > t.after AND r.place <= t.upto
   ORDER BY r.place, r.number`;

/** P6: from the tables to the last prize, ours against one statement by hand; and the arithmetic alone at three sizes. */
export async function tally(bench) {
  const contest = await bench.contest(bench.quick ? 'closed' : 'closedHuge');
  const { rankEntries } = await compiled('judging/tally.js');
  const { allocatePrizes } = await compiled('awards/allocation.js');
  const figures = [];

  const [times, sums] = [new Map(), new Map()];
  for (const size of [1_000, 10_000, 100_000]) {
    const entries = inventedEntries(size);
    times.set(
      size,
      leastOf(size, () => allocatePrizes(rankEntries(entries, SCORING), PRIZES)),
    );
    // What no way of ranking can do without: each point read once. Larger contests leave the processor's caches.
    sums.set(
      size,
      leastOf(size, () => sumOf(entries)),
    );
  }
  const inMs = [...times].map(([size, ms]) => `${size}: ${ms.toFixed(1)} ms`).join(', ');
  const growthOf = (of) => of.get(100_000) / (100 * of.get(1_000));
  const detail = `${inMs}; adding up the same points alone grows by ${growthOf(sums).toFixed(2)}`;
  figures.push(
    figure('arithmetic alone, growth from 1,000 to 100,000', growthOf(times), '× linear', { most: 1.2 }, { detail }),
  );

  const { tallyFrom, close } = await results(await bench.databaseUrl(), contest.slug);
  const client = await bench.client();
  const { rows } = await client.query('SELECT id FROM contests WHERE slug = $1', [contest.slug]);
  try {
    const pairs = await interleave({
      pairs: bench.quick ? 2 : 3,
      ours: async () => ({
        rate: 1000 / (await timedAsync(async () => allocatePrizes((await tallyFrom()).ranking, PRIZES))),
      }),
      floor: async () => ({
        rate: 1000 / (await timedAsync(() => client.query({ name: 'by-hand', text: BY_HAND, values: [rows[0].id] }))),
      }),
    });
    const seconds = ({ rate }) => (1 / rate).toFixed(2);
    const detail = `ours ${seconds(pairs.ours)} s, SQL ${seconds(pairs.floor)} s, ${sayPairs(pairs).replace(/^.*?pairs, /, '')}`;
    figures.push(
      figure(
        `tables to prizes, ${contest.entries} entries`,
        1 / pairs.ratio,
        '× SQL by hand',
        { most: 1.5 },
        { detail, pairs },
      ),
    );
    const alone = times.get(contest.entries) / 1000 / (1 / pairs.floor.rate);
    figures.push(figure('arithmetic alone against that SQL', alone, '× SQL by hand', { most: 1.5 }));
  } finally {
    await close();
  }
  return figures;
}

/** In blocks of a hundred with one total, so that at every size the same share of entries is tied and goes through the tie-breaks. */
function inventedEntries(size) {
  let state = 20_211_130;
  const next = (limit) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state % limit;
  };
  return Array.from({ length: size }, (_, i) => {
    const base = CODES.map((__, c) => 25 * (20 + ((Math.floor(i / 100) * 7 + c * 13) % 61)));
    return {
      entry: `E-${String(i).padStart(6, '0')}`,
      sheets: Array.from({ length: JUDGES }, () => {
        const turned = next(CODES.length);
        return CODES.map((__, c) => base[(c + turned) % CODES.length]);
      }),
    };
  });
}

async function results(url, slug) {
  const { createDataSource } = await compiled('database/data-source.js');
  const { Database } = await compiled('database/database.js');
  const { ContestReader } = await compiled('contests/contest.reader.js');
  const { RoundRepository } = await compiled('judging/round.repository.js');
  const { ResultsRepository } = await compiled('judging/results.repository.js');
  const { PanelRepository } = await compiled('judging/panel.repository.js');
  const { JudgingResults } = await compiled('judging/judging.results.js');
  const source = await createDataSource(url).initialize();
  const { reader } = new Database(source);
  const contests = new ContestReader();
  const judging = new JudgingResults(contests, new RoundRepository(), new ResultsRepository(), new PanelRepository());
  const contest = await contests.bySlug(reader, slug);
  const round = await judging.latestRound(reader, contest.id);
  return { tallyFrom: () => judging.rankingOf(reader, contest, round.id), close: () => source.destroy() };
}

/** Small ones often, so that all sizes are measured in compiled code and none by the clock's grain. */
function leastOf(size, work) {
  const rounds = Math.max(5, 300_000 / size);
  for (let i = 0; i < rounds; i += 1) work();
  return Math.min(...Array.from({ length: rounds }, () => timed(work)));
}

function sumOf(entries) {
  let sum = 0;
  for (const { sheets } of entries) for (const sheet of sheets) for (const points of sheet) sum += points;
  return sum;
}

function timed(work) {
  const began = performance.now();
  work();
  return performance.now() - began;
}

async function timedAsync(work) {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
