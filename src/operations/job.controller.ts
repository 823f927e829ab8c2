import { Body, Controller, Get, Inject, Post, Query } from '@nestjs/common';
import { JobFigures } from '../jobs/job.figures.js';
import type { SeenJob } from '../jobs/job.facts.js';
import type { Act } from '../kernel/actor.js';
import type { Refusal } from '../kernel/refusal.js';
import { type Answer, answerForm, Page, SeeOther } from '../web/answer.js';
import { parsedForm, readForm } from '../web/form.js';
import { TheAct, type Words } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { type FormState, freshForm } from '../web/views/form-state.js';
import { Wording } from '../web/wording.js';
import { DiscardForm, readSeenJobs, readTickedJobs } from './job.form.js';
import { jobPaths } from './job.paths.js';
import { JobService } from './job.service.js';
import { JOBS_PER_PAGE, stateAsked, toJobDesk, toJobPreview } from './job.view.js';
import { JOB_WORDS, type JobWords } from './job.words.js';

const NOTHING_TICKED = 'Đánh dấu ít nhất một việc đã dừng rồi bấm lại.';

/** The queue as an administrator sees it, and what is done about jobs that were given up. */
@Controller()
export class JobController {
  constructor(
    private readonly figures: JobFigures,
    private readonly service: JobService,
    private readonly wording: Wording,
    @Inject(JOB_WORDS) private readonly words: JobWords,
  ) {}

  @Get(jobPaths.desk)
  @Allow('admin')
  async desk(@Query() query: Words): Promise<Page> {
    const state = stateAsked(query['loc']);
    const wanted = /^[1-9]\d{0,4}$/.test(String(query['trang'])) ? Number(query['trang']) : 1;
    const pageOf = (page: number) =>
      this.figures.listed(state, { limit: JOBS_PER_PAGE, offset: (page - 1) * JOBS_PER_PAGE });
    const [standing, found] = await Promise.all([this.figures.standing(), pageOf(wanted)]);
    // A page beyond the last is the first one (UX 1a, row 14).
    const page = found.jobs.length === 0 ? 1 : wanted;
    const listed = page === wanted ? found : await pageOf(1);
    const isTicked = query['chon'] === 'trang';
    return new Page('operations/jobs', toJobDesk(standing, { state, page, isTicked }, listed, this.words));
  }

  /** First what would happen to each that was ticked; its button then sends those, as they were seen. */
  @Post(jobPaths.retry)
  @Allow('admin')
  async retry(@TheAct() act: Act, @Body() body: Words): Promise<Answer> {
    const seen = readSeenJobs(body);
    if (seen.length === 0) return this.preview('retry', readTickedJobs(body), freshForm(), null);
    return answerForm({
      form: parsedForm(body, seen, []),
      act: (jobs) => this.service.retry(act, jobs),
      then: (count) => new SeeOther(jobPaths.desk, `Đang chạy lại ${count} việc.`),
      again: (form, refusal) => this.again('retry', seen, form, refusal),
    });
  }

  /** The same, with a reason. */
  @Post(jobPaths.discard)
  @Allow('admin')
  async discard(@TheAct() act: Act, @Body() body: Words): Promise<Answer> {
    const seen = readSeenJobs(body);
    if (seen.length === 0) return this.preview('discard', readTickedJobs(body), freshForm(), null);
    return answerForm({
      form: readForm(DiscardForm, body),
      act: ({ reason }) => this.service.discard(act, seen, reason),
      then: (count) => new SeeOther(jobPaths.desk, `Đã bỏ ${count} việc.`),
      again: (form, refusal) => this.again('discard', seen, form, refusal),
    });
  }

  private async again(
    verb: 'retry' | 'discard',
    seen: readonly SeenJob[],
    form: FormState,
    refusal: Refusal | null,
  ): Promise<Page> {
    const jobs = await this.figures.parkedAmong(seen.map(({ id }) => id));
    return this.previewPage(verb, jobs, form, refusal);
  }

  private async preview(
    verb: 'retry' | 'discard',
    ids: readonly number[],
    form: FormState,
    refusal: Refusal | null,
  ): Promise<Page | SeeOther> {
    const jobs = ids.length === 0 ? [] : await this.figures.parkedAmong(ids);
    if (jobs.length === 0) return new SeeOther(jobPaths.desk, NOTHING_TICKED, 'warning');
    return this.previewPage(verb, jobs, form, refusal);
  }

  private previewPage(
    verb: 'retry' | 'discard',
    jobs: Parameters<typeof toJobPreview>[1],
    form: FormState,
    refusal: Refusal | null,
  ): Page {
    const say = (why: Refusal): string => this.wording.of(why).sentence;
    const view = toJobPreview(verb, jobs, { form, refusal, say }, this.words);
    return new Page('operations/job-preview', view, {
      breadcrumbs: [
        { href: jobPaths.desk, label: 'Công việc' },
        { href: null, label: view.heading },
      ],
    });
  }
}
