/** Why a replay was not started, on the page of a delivery and in the list. */
export const REPLAY_PROBLEMS = {
  role: { ok: false, message: 'Only operators may replay.' },
  failed: { ok: false, message: 'The replay failed. Try again.' },
} as const;
