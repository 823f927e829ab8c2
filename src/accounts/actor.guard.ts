import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Role } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import { Refused } from '../kernel/refusal.js';
import type { WebRequest } from '../web/request.js';
import { ALLOWED_ROLES, IS_PUBLIC } from '../web/rights.js';
import { ABSOLUTE_MILLISECONDS } from '../web/session.js';
import { ActorRepository, type HeldRole } from './actor.repository.js';
import { accountPaths } from './account.paths.js';
import { ROLE_NAMES } from './role.words.js';

/** Builds the Actor of a request from its session, and lets only the roles through that the handler names. */
@Injectable()
export class ActorGuard implements CanActivate {
  constructor(
    private readonly actors: ActorRepository,
    private readonly reflector: Reflector,
    private readonly clock: Clock,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const req = context.switchToHttp().getRequest<WebRequest>();
    this.recognise(req);
    const handler = context.getHandler();
    if (this.reflector.get<boolean | undefined>(IS_PUBLIC, handler) === true) return true;
    const allowed =
      this.reflector.get<readonly (Role | 'anyone-signed-in')[] | undefined>(ALLOWED_ROLES, handler) ?? [];
    if (req.actor === null) throw new Refused({ code: 'sign-in-first' });
    if (allowed.includes('anyone-signed-in') || allowed.includes(req.actor.role)) return true;
    throw new Refused({ code: 'not-allowed' });
  }

  private recognise(req: WebRequest): void {
    req.actor = null;
    req.pageActor = null;
    const { personId, assignmentId, epoch, signedInAt } = req.session ?? {};
    if (personId === undefined || epoch === undefined || signedInAt === undefined) return;
    if (this.clock.now().getTime() - signedInAt >= ABSOLUTE_MILLISECONDS) return;
    const held = this.actors.rolesBeside(req.beside);
    // The chosen role may just have been revoked: the person goes on in the first of those that are left.
    const chosen = held.find(({ actor }) => actor.assignmentId === assignmentId) ?? held[0];
    if (chosen === undefined) return;
    req.actor = chosen.actor;
    req.pageActor = {
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

const labelOf = ({ actor, contestName }: HeldRole): string =>
  [ROLE_NAMES[actor.role], actor.unitName ?? contestName].filter((part) => part !== null).join(' – ');
