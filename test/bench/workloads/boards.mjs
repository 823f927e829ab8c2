import { figure, median } from '../figures.mjs';
import { seedBroadcasts } from '../broadcast-data.mjs';
import { seedDrive } from '../drive-data.mjs';
import { againstFloor } from './pages.mjs';

const TIMES = 15;
const WEEK = '/tuyen-truyen/tuan';
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
  const page = async (query, at = path) => {
    const began = performance.now();
    const answer = await fetch(`${house.url}${at}?${query}`, { headers: { Cookie: cookie } });
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
  // What 10,000 communes say of 70 slots in a week: a province of 106 has a hundredth of it.
  const ticks = await seedBroadcasts(await bench.client());
  for (const [name, query] of [
    ['all communes', 'tuan=08/11/2021'],
    ['its last page', `tuan=08/11/2021&trang=${drive.units / 50}`],
    ['of one commune', `tuan=08/11/2021&xa=${drive.commune}`],
  ]) {
    await page(query, WEEK);
    const times = [];
    for (let i = 0; i < TIMES; i += 1) times.push(await page(query, WEEK));
    figures.push(figure(`week of broadcasts (${ticks} ticks), ${name}`, median(times), 'ms', { most: 1500 }));
  }
  return figures;
}
