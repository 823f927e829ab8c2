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

/** A handler for everybody, signed in or not. */
export const Public = (): MethodDecorator => applyDecorators(SetMetadata(IS_PUBLIC, true)) as MethodDecorator;
