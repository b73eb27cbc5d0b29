/** The user of a sign-in. */
export type SignedIn = { id: string; email: string; name: string | null };

/** Why a sign-in was refused. After too many attempts nothing was checked. */
export type SignInRefusal = 'credentials' | 'too_many_attempts' | 'wrong_code' | 'too_many_codes' | 'challenge_over';

/** What came of a sign-in: who it is, the token with which a code has to be entered, or why it was refused. */
export type SignInCheck = { user: SignedIn } | { challenge: string } | { refused: SignInRefusal };
