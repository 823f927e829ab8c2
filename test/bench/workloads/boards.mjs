import { figure, median } from '../figures.mjs';
import { seedBroadcasts } from '../broadcast-data.mjs';
import { seedDrive } from '../drive-data.mjs';
import { seedSupplies } from '../supply-data.mjs';
import { againstFloor } from './pages.mjs';

const TIMES = 15;
const WEEK = '/tuyen-truyen/tuan?tuan=08/11/2021';
/** More than a month before the last report: every unit's older report is looked up. */
const THAT_DAY = '10/11/2021';

/**
 * What lies around 10,000 communes: a drive's board with ten weeks of reports, against its floor and each of its kinds by itself; the week of
 * broadcasts; how far items have come in groups; and the pledges of a drive.
 */
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
  /** One page at a time, once before it counts; `most` in milliseconds. */
  const pages = async (named, { most, as = cookie }) => {
    for (const [name, at] of named) {
      const times = [];
      for (let i = 0; i <= TIMES; i += 1) {
        const began = performance.now();
        const answer = await fetch(`${house.url}${at}`, { headers: { Cookie: as } });
        await answer.text();
        if (answer.status !== 200) throw new Error(`${at} answered ${answer.status}`);
        if (i > 0) times.push(performance.now() - began);
      }
      figures.push(figure(`${name}, one at a time`, median(times), 'ms', { most }));
    }
  };
  await pages(
    [
      ['board by unit, a share', `${path}?chi-so=2`],
      ['board by district', `${path}?chi-so=2&theo=huyen`],
      ["board by today's communes", `${path}?chi-so=2&theo=xa-moi`],
      [`board of ${THAT_DAY}`, `${path}?ngay=${encodeURIComponent(THAT_DAY)}`],
      ['board, its last page', `${path}?trang=${drive.units / 100}`],
    ],
    { most: 300 },
  );
  // What 10,000 communes say of 70 slots in a week: a province of 106 has a hundredth of it.
  const ticks = await seedBroadcasts(await bench.client());
  await pages(
    [
      [`week of broadcasts (${ticks} ticks), all communes`, WEEK],
      ['week of broadcasts, its last page', `${WEEK}&trang=${drive.units / 50}`],
      ['week of broadcasts, one commune', `${WEEK}&xa=${drive.commune}`],
    ],
    { most: 1500 },
  );
  const { item, postings, pledges, ...supplied } = await seedSupplies(await bench.client());
  const spread = `/tuyen-truyen/noi-dung/${item}/nhom`;
  const counts = `/dot/${supplied.drive}/cam-ket`;
  await pages(
    [
      [`an item in groups by commune (${postings} postings)`, spread],
      ['an item in groups by commune, its last page', `${spread}?trang=${drive.units / 50}`],
      [`pledges by agency (${pledges} people)`, counts],
      ['pledges by agency, its last page', `${counts}?trang=${drive.units / 50}`],
      ['pledges by commune of residence', `${counts}?theo=noi-o`],
    ],
    { most: 500 },
  );
  const { cookie: as } = await bench.signedIn('xa-bang');
  await pages(
    [
      ['what a commune may post', '/tuyen-truyen/dang-nhom'],
      ["an item in a commune's groups", `/tuyen-truyen/dang-nhom/${item}`],
      ['residents of a commune who pledged (300 and more)', `/cam-ket/${supplied.drive}`],
      ['residents who pledged, third page', `/cam-ket/${supplied.drive}?trang=3`],
    ],
    { most: 200, as },
  );
  return figures;
}
