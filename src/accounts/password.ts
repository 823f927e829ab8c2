import { hash, verify } from '@node-rs/argon2';

/** OWASP's second choice for Argon2id (2024): 19 MiB, two passes, one lane. Never lower; raised here, old hashes follow at sign-in. */
export const ARGON2_FLOOR = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

// Of a password that nobody knows: an unknown user name costs the same time as a known one (S23).
const NOBODYS_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$zsLf0TJlXolNugamNMw7NA$MILJiU3EveYEdwEZQrSNcPIXwrIMxztC2hc1t+5uKFo';

/** Argon2id of a password, as text that names its parameters. NFC first: the same word typed on a phone and on a Mac is one password. */
export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFC'), ARGON2_FLOOR);

/** Is this the password behind the hash? With no hash (unknown name, account not activated) the answer is no, after the same time. */
export async function isPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const right = await verify(passwordHash ?? NOBODYS_HASH, password.normalize('NFC'));
  return right && passwordHash !== null;
}

/** Was this hash made with less work than we ask today? Such a one is replaced at the next sign-in. */
export function isBelowFloor(passwordHash: string): boolean {
  const parts = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$/.exec(passwordHash);
  if (!parts) return true;
  const [, memory, time, lanes] = parts.map(Number);
  return (
    (memory ?? 0) < ARGON2_FLOOR.memoryCost ||
    (time ?? 0) < ARGON2_FLOOR.timeCost ||
    (lanes ?? 0) < ARGON2_FLOOR.parallelism
  );
}
