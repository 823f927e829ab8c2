/** Who receives a prize or a reward form: a group or village, one person, a household. */
export const RECIPIENT_KINDS = ['collective', 'individual', 'household'] as const;
export type RecipientKind = (typeof RECIPIENT_KINDS)[number];

export const RECIPIENT_WORDS: Readonly<Record<RecipientKind, string>> = {
  collective: 'Tập thể',
  individual: 'Cá nhân',
  household: 'Hộ gia đình',
};
