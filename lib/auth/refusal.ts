/** Why a change was rejected, for the user; null if it was made. */
export type Refusal = string | null;
