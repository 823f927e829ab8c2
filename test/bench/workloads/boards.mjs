import { figure, median } from '../figures.mjs';
import { seedDrive } from '../drive-data.mjs';
import { againstFloor } from './pages.mjs';

const TIMES = 15;
/** More than a month before the last report: every unit's older report is looked up. */
const THAT_DAY = '10/11/2021';

/** A drive's board of 10,000 communes with ten weeks of reports: the page against its floor, and each of its kinds by itself. */
export async function boards(bench) {
  const drive = await seedDrive(await bench.client());
  const { cookie } = await bench.signedIn('tham-dinh-bang');
  const path = `/dot/${drive.id}/bang`;
  const { figures, house } = await againstFloor(bench, {
    name: `board of ${drive.units} communes, ${drive.reports} reports`,
    path,
    cookie,
    least: 0.6,
  });
  const page = async (query) => {
    const began = performance.now();
    const answer = await fetch(`${house.url}${path}?${query}`, { headers: { Cookie: cookie } });
    await answer.text();
    if (answer.status !== 200) throw new Error(`${query} answered ${answer.status}`);
    return performance.now() - began;
  };
  const kinds = [
    ['by unit, a share', 'chi-so=2'],
    ['by district', 'chi-so=2&theo=huyen'],
    ["by today's communes", 'chi-so=2&theo=xa-moi'],
    [`of ${THAT_DAY}`, `ngay=${encodeURIComponent(THAT_DAY)}`],
    ['its last page', `trang=${drive.units / 100}`],
  ];
  for (const [name, query] of kinds) {
    await page(query);
    const times = [];
    for (let i = 0; i < TIMES; i += 1) times.push(await page(query));
    figures.push(figure(`board ${name}, one at a time`, median(times), 'ms', { most: 300 }));
  }
  return figures;
}
