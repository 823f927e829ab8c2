import { IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { Transform } from 'class-transformer';
import type { SeenJob } from '../jobs/job.facts.js';
import type { Words } from '../web/request.js';

/** More than a page of the list holds are never ticked together. */
const MOST_TICKED = 100;
const ID = /^[1-9]\d{0,14}$/;

/** The jobs that were ticked, each once; what is no number of a job is none. */
export const readTickedJobs = (body: Words): number[] =>
  [...new Set([body['viec']].flat().filter((one): one is string => typeof one === 'string' && ID.test(one)))]
    .slice(0, MOST_TICKED)
    .map(Number);

export const saySeen = ({ id, parkedAt }: SeenJob): string => `${id} ${parkedAt.getTime()}`;

/** What `saySeen` wrote into the form of a preview; anything else is left out. */
export const readSeenJobs = (body: Words): SeenJob[] =>
  [body['seen']]
    .flat()
    .slice(0, MOST_TICKED)
    .flatMap((typed): SeenJob[] => {
      const [id = '', at = ''] = typeof typed === 'string' ? typed.split(' ') : [];
      return ID.test(id) && ID.test(at) ? [{ id: Number(id), parkedAt: new Date(Number(at)) }] : [];
    });

export class DiscardForm {
  @MaxLength(500, { message: 'Lý do dài quá 500 ký tự. Viết ngắn hơn.' })
  @IsNotEmpty({ message: 'Ghi lý do bỏ các việc này, để nhật ký còn biết vì sao.' })
  @IsString({ message: 'Ghi lý do bỏ các việc này.' })
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value))
  reason: string;
}
