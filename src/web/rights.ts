import { SetMetadata, applyDecorators } from '@nestjs/common';
import type { Role } from '../kernel/actor.js';

export const ALLOWED_ROLES = 'hoithi:allowed-roles';
export const IS_PUBLIC = 'hoithi:public';

/**
 * The roles that may call this handler at all; what they may do with which thing is the policy's question.
 * `'anyone-signed-in'` is for pages that every role has (home, account).
 */
export const Allow = (...roles: readonly (Role | 'anyone-signed-in')[]): MethodDecorator =>
  applyDecorators(SetMetadata(ALLOWED_ROLES, roles)) as MethodDecorator;

/** What a person's program may be let into, each by itself: the parts of what the person's role sees. */
export const SCOPES = [
  'entries',
  'vetting',
  'judging',
  'scores',
  'awards',
  'log',
  'webhooks',
  'reports',
  'documents',
  'registers',
] as const;
export type Scope = (typeof SCOPES)[number];

export const OPENED_BY = 'hoithi:opened-by';

/** Which part a key must open for a program to call this handler; every handler for programs that is not public says so. */
export const OpenedBy = (scope: Scope | 'any-key'): MethodDecorator =>
  applyDecorators(SetMetadata(OPENED_BY, scope)) as MethodDecorator;

/** A handler for everybody, signed in or not. */
export const Public = (): MethodDecorator => applyDecorators(SetMetadata(IS_PUBLIC, true)) as MethodDecorator;
