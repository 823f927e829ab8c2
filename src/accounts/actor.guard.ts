import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Role } from '../kernel/actor.js';
import { Refused } from '../kernel/refusal.js';
import type { WebRequest } from '../web/request.js';
import { ALLOWED_ROLES, IS_PUBLIC, OPENED_BY, type Scope } from '../web/rights.js';

/** Lets only the roles through that the handler names, and a program only where its key opens; who asks, ActorRecognition has found out. */
@Injectable()
export class ActorGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const req = context.switchToHttp().getRequest<WebRequest>();
    const handler = context.getHandler();
    if (this.reflector.get<boolean | undefined>(IS_PUBLIC, handler) === true) return true;
    const allowed =
      this.reflector.get<readonly (Role | 'anyone-signed-in')[] | undefined>(ALLOWED_ROLES, handler) ?? [];
    if (req.actor === null) throw new Refused({ code: 'sign-in-first' });
    if (!allowed.includes('anyone-signed-in') && !allowed.includes(req.actor.role))
      throw new Refused({ code: 'not-allowed' });
    if (req.scopes === undefined) return true;
    const scope = this.reflector.get<Scope | 'any-key' | undefined>(OPENED_BY, handler);
    if (scope === 'any-key' || (scope !== undefined && req.scopes.includes(scope))) return true;
    throw new Refused({ code: 'key-lacks-scope', scope: scope ?? '' });
  }
}
