import { Injectable } from '@nestjs/common';
import type { ContestFacts } from '../../contests/contest.facts.js';
import type { Reader } from '../../database/tx.js';
import type { ResultSequel } from '../../judging/result/result.sequel.js';
import type { Actor } from '../../kernel/actor.js';
import { awardPaths } from '../award.paths.js';
import { refuseToReadObjections } from './objection.policy.js';
import { ObjectionRepository } from './objection.repository.js';

/** The way from a result to the objections against it, with how many wait for an answer. */
@Injectable()
export class ObjectionLinks implements ResultSequel {
  constructor(private readonly objections: ObjectionRepository) {}

  /** None to whom the desk does not exist, nor before a list is out, nor where none are taken and none came. */
  async linksFor(reader: Reader, actor: Actor, contest: ContestFacts): Promise<{ href: string; label: string }[]> {
    if (refuseToReadObjections(actor, contest) !== null) return [];
    const unanswered = await this.objections.unanswered(reader, contest.id);
    if (unanswered === null) return [];
    const label = unanswered === 0 ? 'Kiến nghị về kết quả' : `Kiến nghị về kết quả (${unanswered} chưa trả lời)`;
    return [{ href: awardPaths.objectionDesk(contest.slug), label }];
  }
}
