/** A unit with those it took over from, as an array that is made once for a statement. `id` is a parameter. */
export const withForerunners = (id: string): string => `(SELECT unit_and_forerunners(${id}::uuid))::uuid[]`;
