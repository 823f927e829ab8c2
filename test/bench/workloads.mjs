import { agreement } from './workloads/agreement.mjs';
import { boards } from './workloads/boards.mjs';
import { crash } from './workloads/crash.mjs';
import { deadline } from './workloads/deadline.mjs';
import { exports } from './workloads/export.mjs';
import { awardPage, judgeForm, judgeList, matrix, vettingQueue } from './workloads/pages.mjs';
import { groups } from './workloads/groups.mjs';
import { households } from './workloads/households.mjs';
import { mutations } from './workloads/mutations.mjs';
import { pack } from './workloads/pack.mjs';
import { queries } from './workloads/queries.mjs';
import { crowd, resume } from './workloads/resume.mjs';
import { rush } from './workloads/rush.mjs';
import { start } from './workloads/start.mjs';
import { submit } from './workloads/submit.mjs';
import { archive, bundle, dossiers } from './workloads/takeout.mjs';
import { tally } from './workloads/tally.mjs';
import { upload } from './workloads/upload.mjs';
import { weight } from './workloads/weight.mjs';

/** Every workload: what it is about, and how its figures are found. Goals come from docs/performance.md. */
export const WORKLOADS = {
  start: { about: 'start to ready with the embedded database, memory at rest', run: start },
  form: { about: "a judge's page with dossier and score form; 1,000 against 10,000 entries", run: judgeForm },
  list: { about: "a judge's list of 50 rows", run: judgeList },
  queue: { about: 'the vetting queue of 50 rows', run: vettingQueue },
  matrix: { about: 'the matrix of scores, 1,000 rows', run: matrix },
  award: { about: 'the public result page, new and unchanged', run: awardPage },
  submit: { about: 'scores sent over HTTP against the bare transaction', run: submit },
  crash: { about: 'R1 a thousand scores sent at once, the server killed fifty times amid them', run: crash },
  upload: { about: 'a 200 MB file against cp and SHA-256', run: upload },
  resume: { about: 'a file over a line that breaks every 64 KiB, to a server that is killed', run: resume },
  deadline: { about: 'a thousand dossiers sent around fifty deadlines, a file half-way at each', run: deadline },
  rush: { about: 'P10 the last hour: 500 communes, five files each, pages meanwhile', run: rush },
  crowd: { about: 'twenty people sending videos at once', run: crowd },
  tally: { about: 'ranking and prizes of 100,000 entries against SQL', run: tally },
  groups: { about: '5,000 groups imported, every tenth row faulty and whole, and the lists of them', run: groups },
  households: {
    about: '50,000 households imported, every tenth row faulty and whole, and the coverage of them',
    run: households,
  },
  agreement: { about: 'reliability and the additive model of 73,000 ratings, in a worker', run: agreement },
  export: { about: 'every score of 10,000 entries as CSV and XLSX against the writer alone', run: exports },
  pack: { about: "a judge's offline pack of 1 GB and beyond 4 GB: memory, and the archive read back", run: pack },
  bundle: { about: 'the results bundle of 10,000 entries: made, and verified twice over', run: bundle },
  dossiers: { about: 'all dossiers as one ZIP, without and with a PDF each: memory', run: dossiers },
  archive: { about: 'a whole contest of 2 GB as one archive: made, sent and read again, memory', run: archive },
  mutations: {
    about: 'R29, S49, R22 random changes to bundle, log, archive, stored files and backup',
    run: mutations,
  },
  weight: { about: 'bytes and requests of a first view', run: weight },
  queries: { about: 'statements a page, for one row and for many', run: queries },
  boards: {
    about: "boards of 10,000 communes: a drive's reports, a week of broadcasts, items in groups, pledges",
    run: boards,
  },
};
