/** How the log calls each act, for people; an act without a word of its own is shown by its code. */
export type ActWords = Readonly<Record<string, string>>;

/** The words of all rooms, joined at the top of the house. */
export const ACT_WORDS = Symbol('act words');
