import { type CanActivate, type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Refused } from '../kernel/refusal.js';
import type { WebRequest } from './request.js';

export const TAKES_FILES = 'hoithi:takes-files';

/**
 * Marks a handler that reads a multipart form through storage's `Uploads.receive`, which checks the form's token itself.
 * Without the mark a multipart form is refused unread.
 */
export const TakesFiles = (): MethodDecorator => SetMetadata(TAKES_FILES, true);

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * The other half of the token check (S19): the middleware cannot read multipart bodies and lets them pass unchecked. Here the
 * handler is known, and one that takes no files gets no such body: sent from another site, it would otherwise press a button
 * that needs no words.
 */
@Injectable()
export class TokenGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const req = context.switchToHttp().getRequest<WebRequest>();
    if (SAFE.has(req.method) || req.csrfChecked) return true;
    if (this.reflector.get<boolean | undefined>(TAKES_FILES, context.getHandler()) === true) return true;
    throw new Refused({ code: 'form-token-stale' });
  }
}
