import { numberOf } from './workloads/pages.mjs';

/** The pages that a goal speaks of, each in a big contest (`many`) and in one of a single dossier (`one`). */
export async function listedPages(bench) {
  const [judging, judgingOne] = [await bench.contest('judging'), await bench.contest('judgingOne')];
  const [vetting, vettingOne] = [await bench.contest('vettingAll'), await bench.contest('vettingOne')];
  const [closed, closedOne] = [await bench.contest('closed'), await bench.contest('closedOne')];
  const as = async (username) => ({ Cookie: (await bench.signedIn(username)).cookie });
  const [judge, judgeOne] = [await as('gk-cham-0'), await as('gk-mot-0')];
  const [secretary, secretaryOne] = [await as('thu-ky-cham'), await as('thu-ky-mot')];
  const [counter, counterOne] = [await as('thu-ky-xong'), await as('thu-ky-xong1')];
  const [office, organiser, auditor] = [await as('tham-dinh'), await as('to-chuc'), await as('kiem-tra')];
  const commune = await as('xa-1');
  const page = (name, path, headers) => ({ name, many: { path, headers }, one: { path, headers } });
  return [
    { name: 'judge list', many: { path: '/cham', headers: judge }, one: { path: '/cham', headers: judgeOne } },
    {
      name: 'judge form',
      many: { path: `/cham/${numberOf(judging, 5_000)}`, headers: judge },
      one: { path: `/cham/${numberOf(judgingOne, 0)}`, headers: judgeOne },
    },
    {
      name: 'judge summary',
      many: { path: '/cham/tong-ket', headers: judge },
      one: { path: '/cham/tong-ket', headers: judgeOne },
    },
    {
      name: 'vetting queue',
      many: { path: `/tham-dinh?cuoc-thi=${vetting.slug}`, headers: office },
      one: { path: `/tham-dinh?cuoc-thi=${vettingOne.slug}`, headers: office },
    },
    {
      name: 'vetting of one dossier',
      many: { path: `/tham-dinh/${numberOf(vetting, 5_000)}`, headers: office },
      one: { path: `/tham-dinh/${numberOf(vettingOne, 0)}`, headers: office },
    },
    {
      name: 'secretary progress',
      many: { path: '/thu-ky/tien-do', headers: secretary },
      one: { path: '/thu-ky/tien-do', headers: secretaryOne },
    },
    {
      name: 'secretary matrix',
      many: { path: '/thu-ky/tong-hop', headers: counter },
      one: { path: '/thu-ky/tong-hop', headers: counterOne },
    },
    {
      name: 'organiser matrix',
      many: { path: `/to-chuc/${closed.slug}/ket-qua-cham`, headers: organiser },
      one: { path: `/to-chuc/${closedOne.slug}/ket-qua-cham`, headers: organiser },
    },
    {
      name: 'organiser dossiers',
      many: { path: `/to-chuc/${judging.slug}/ho-so`, headers: organiser },
      one: { path: `/to-chuc/${judgingOne.slug}/ho-so`, headers: organiser },
    },
    {
      name: 'result page',
      many: { path: `/cuoc-thi/${closed.slug}/ket-qua`, headers: {} },
      one: { path: `/cuoc-thi/${closedOne.slug}/ket-qua`, headers: {} },
    },
    page('commune desk', `/nop?cuoc-thi=${judging.slug}`, commune),
    page('log', '/kiem-tra/nhat-ky', auditor),
    page('work of a judge', '/viec', judge),
    page('work of an office', '/viec', office),
  ];
}
