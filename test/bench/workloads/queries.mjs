import { figure } from '../figures.mjs';
import { overhear } from '../traced.mjs';
import { listedPages } from '../listed-pages.mjs';

/** P11: a page asks as often for one row as for many. Each page is opened in a contest of one dossier and in one of thousands. */
export async function queries(bench) {
  const pages = await listedPages(bench);
  return overhear(bench, async ({ statementsOf }) => {
    const figures = [];
    for (const { name, many, one } of pages) {
      const [big, small] = [await statementsOf(many), await statementsOf(one)];
      const bad = [big, small].find(({ answer }) => answer.status !== 200);
      const detail =
        bad === undefined
          ? `${small.statements.length} for one row, ${big.statements.length} for many`
          : `answered ${bad.answer.status}`;
      const difference = bad === undefined ? big.statements.length - small.statements.length : Number.NaN;
      figures.push(figure(`${name}, statements more for many rows`, difference, '', { most: 0 }, { detail }));
    }
    return figures;
  });
}
