/** Where people reach the platform, without a closing slash, as the operator says; never what a Host header claims (S24). */
export const BASE_URL = Symbol('base-url');
/** A function, because a port that was left to chance is known only once the server listens. */
export type BaseUrl = () => string;
