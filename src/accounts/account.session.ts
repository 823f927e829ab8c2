import type { AssignmentId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import type { WebRequest } from '../web/request.js';
import { IDLE_MILLISECONDS, SHORT_IDLE_MILLISECONDS } from '../web/session.js';
import type { SignedIn } from './sign-in.service.js';

/** Opens a session for somebody who has just signed in. The id is a new one: whatever cookie came along is worth nothing (S15). */
export async function openSession(
  req: WebRequest,
  signedIn: SignedIn,
  about: { now: Instant; sharedMachine: boolean },
): Promise<void> {
  await regenerate(req);
  const { personId, assignmentId, epoch } = signedIn;
  Object.assign(req.session, {
    personId,
    assignmentId,
    epoch,
    signedInAt: about.now.getTime(),
    sharedMachine: about.sharedMachine,
  });
  req.session.cookie.maxAge = about.sharedMachine || signedIn.isAdmin ? SHORT_IDLE_MILLISECONDS : IDLE_MILLISECONDS;
  await save(req);
}

/** Goes on here with a session that was begun in another browser: a new id, the same absolute limit. */
export async function continueSession(
  req: WebRequest,
  moved: SignedIn & { signedInAt: Instant },
  { sharedMachine }: { sharedMachine: boolean },
): Promise<void> {
  await openSession(req, moved, { now: moved.signedInAt, sharedMachine });
}

/** The same session in another role, or after a new password: a new id, everything else goes on, the absolute limit too. */
export async function renewSession(
  req: WebRequest,
  changed: { assignmentId?: AssignmentId; epoch?: number },
): Promise<void> {
  const { personId, assignmentId, epoch, signedInAt, sharedMachine } = req.session;
  const maxAge = req.session.cookie.originalMaxAge;
  await regenerate(req);
  Object.assign(req.session, { personId, assignmentId, epoch, signedInAt, sharedMachine, ...changed });
  if (maxAge !== null) req.session.cookie.maxAge = maxAge;
  await save(req);
}

/** Ends this session, here and in the database. */
export const endSession = (req: WebRequest): Promise<void> =>
  new Promise((done, fail) => req.session.destroy((fault: unknown) => (fault ? fail(asError(fault)) : done())));

const regenerate = (req: WebRequest): Promise<void> =>
  new Promise((done, fail) => req.session.regenerate((fault: unknown) => (fault ? fail(asError(fault)) : done())));

const save = (req: WebRequest): Promise<void> =>
  new Promise((done, fail) => req.session.save((fault: unknown) => (fault ? fail(asError(fault)) : done())));

const asError = (fault: unknown): Error => (fault instanceof Error ? fault : new Error(String(fault)));
