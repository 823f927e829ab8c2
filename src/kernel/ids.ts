import { randomBytes, randomUUID } from 'node:crypto';

declare const brand: unique symbol;
/** A string that stands for one kind of thing only; the compiler keeps a contest's id out of an entry's place. */
export type Id<Name extends string> = string & { readonly [brand]: Name };

export type UnitId = Id<'unit'>;
export type PersonId = Id<'person'>;
export type AssignmentId = Id<'role-assignment'>;
export type ContestId = Id<'contest'>;
export type EntryId = Id<'entry'>;
export type FileId = Id<'entry-file'>;
export type RoundId = Id<'round'>;
export type SheetId = Id<'score-sheet'>;
export type AwardListId = Id<'award-list'>;

/** A new random id (UUID version 4, 122 random bits). */
export const newId = <Name extends string>(): Id<Name> => randomUUID() as Id<Name>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** Does this text have the shape of an id? Text that has not never reaches SQL. */
export const isId = (text: string): boolean => UUID.test(text);

/** A token of 256 random bits for a single-use link, in URL-safe text. */
export const newToken = (): string => randomBytes(32).toString('base64url');

// Without 0 O 1 I L U V: read over the telephone they are taken for one another.
const SPOKEN = '23456789ABCDEFGHJKMNPQRSTWXYZ';
/** A secret of `length` unambiguous capitals and digits (about 4.9 bits each), drawn without bias. */
export function newSpokenSecret(length: number): string {
  let secret = '';
  while (secret.length < length) {
    for (const byte of randomBytes(length)) {
      if (byte < SPOKEN.length * 8 && secret.length < length) secret += SPOKEN[byte % SPOKEN.length];
    }
  }
  return secret;
}
