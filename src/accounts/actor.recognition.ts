import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { RequestHandler } from 'express';
import { Clock } from '../kernel/clock.js';
import type { WebRequest } from '../web/request.js';
import { ABSOLUTE_MILLISECONDS } from '../web/session.js';
import { accountPaths } from './account.paths.js';
import { ActorRepository, type HeldRole, ROLES } from './actor.repository.js';
import { ROLE_NAMES } from './role.words.js';

/** Builds the Actor of every request from its session, whether or not a handler stands behind its address: refusals name it too. */
@Injectable()
export class ActorRecognition {
  constructor(
    private readonly actors: ActorRepository,
    private readonly clock: Clock,
  ) {}

  /** Stands right behind the sessions in the pipeline. */
  readonly step: RequestHandler = (req, _res, next) => {
    this.recognise(req as WebRequest);
    next();
  };

  private recognise(req: WebRequest): void {
    req.actor = null;
    req.pageActor = null;
    const { personId, assignmentId, epoch, signedInAt } = req.session ?? {};
    if (personId === undefined || epoch === undefined || signedInAt === undefined) return;
    if (this.clock.now().getTime() - signedInAt >= ABSOLUTE_MILLISECONDS) return;
    const held = this.actors.rolesBeside(req.beside?.[ROLES]);
    // The chosen role may just have been revoked: the person goes on in the first of those that are left.
    const chosen = held.find(({ actor }) => actor.assignmentId === assignmentId) ?? held[0];
    if (chosen === undefined) return;
    req.actor = chosen.actor;
    req.pageActor = {
      key: storageKeyOf(chosen.actor.personId),
      name: chosen.actor.name,
      roleName: ROLE_NAMES[chosen.actor.role],
      unitName: chosen.actor.unitName ?? chosen.contestName,
      others: held
        .filter((role) => role !== chosen)
        .map((role) => ({ label: labelOf(role), assignmentId: role.actor.assignmentId })),
      switchHref: accountPaths.role,
      signOutHref: accountPaths.signOut,
    };
  }
}

/** Not the id itself: what stays behind in a browser names nobody. */
const storageKeyOf = (personId: string): string =>
  createHash('sha256').update(personId).digest('base64url').slice(0, 16);

const labelOf = ({ actor, contestName }: HeldRole): string =>
  [ROLE_NAMES[actor.role], actor.unitName ?? contestName].filter((part) => part !== null).join(' – ');
