import { createHash } from 'node:crypto';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { Act, Actor } from '../kernel/actor.js';
import type { BesideSession } from './header.counters.js';

declare module 'express-session' {
  interface SessionData {
    personId: string;
    /** The role the person is acting in. */
    assignmentId: string;
    /** The person's session epoch when this session began; an older one is dead. */
    epoch: number;
    signedInAt: number;
    sharedMachine: boolean;
  }
}

/** A request on its way through our pipeline. */
export interface WebRequest extends Request {
  /** Printed as "mã sự cố" on error pages and found again in the log. */
  id: string;
  /** What was read of the database together with the session; null when it found nothing, absent without a session. */
  beside?: BesideSession | null;
  /** Who is signed in, known behind the sessions in the pipeline; what fails before that has none. */
  actor: Actor | null;
  /** What the key of a program opens; absent where a person asks. */
  scopes?: readonly string[];
  /** Set once the token was found right; a multipart body is checked when its fields have been read. */
  csrfChecked: boolean;
}

// A token of ours (`newToken`), which opens something to whoever has it.
const TOKEN = /(?<![\w-])[\w-]{43}(?![\w-])/g;

/** The address as a line of the log may have it: without the query, and without the single-use tokens that stand in some. */
export const loggedPath = ({ path }: Pick<Request, 'path'>): string => path.replace(TOKEN, '***');

/** The body of a form as it came: the words that were typed, nothing trusted. */
export type Words = Readonly<Record<string, unknown>>;

/** Who asks and through which form. Only for handlers that need somebody signed in. */
export function actOf(request: WebRequest): Act {
  if (request.actor === null) throw new Error('an act needs an actor; is the handler marked @Public?');
  return { actor: request.actor, formKey: formKeyOf(request), requestId: request.id };
}

// The key counts together with what was typed: after "Back", other words under the same key are a new act, not a double click.
function formKeyOf(request: WebRequest): string | null {
  // A program has no form: its key stands in a header (draft-ietf-httpapi-idempotency-key-header).
  const sent = request.scopes === undefined ? undefined : request.get('idempotency-key');
  if (sent !== undefined)
    return `${createHash('sha256')
      .update(JSON.stringify([request.path, sent]))
      .digest('base64url')}.api`;
  const body = (request.body ?? {}) as Record<string, unknown>;
  const key = body['_key'];
  if (typeof key !== 'string' || !/^[0-9a-f-]{36}$/.test(key)) return null;
  const typed = JSON.stringify([request.path, Object.entries(body).filter(([name]) => name !== '_csrf')]);
  return `${key}.${createHash('sha256').update(typed).digest('base64url')}`;
}

/** The act that this request asks for. */
export const TheAct = createParamDecorator((_: unknown, context: ExecutionContext): Act =>
  actOf(context.switchToHttp().getRequest<WebRequest>()),
);

/** Who is signed in; a fault of ours on a public handler. */
export const TheActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<WebRequest>();
  if (actor === null) throw new Error('this handler needs an actor; is it marked @Public?');
  return actor;
});

/** Who is signed in, or null: for public pages. */
export const MaybeActor = createParamDecorator(
  (_: unknown, context: ExecutionContext): Actor | null => context.switchToHttp().getRequest<WebRequest>().actor,
);
