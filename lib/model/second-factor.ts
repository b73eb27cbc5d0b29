/** Who has to set up two-factor authentication at the next sign-in with a password, and its labels. */
export const SECOND_FACTOR_POLICIES = {
  nobody: 'Nobody',
  admins: 'Admins',
  all: 'Everybody',
} as const;
export type SecondFactorPolicy = keyof typeof SECOND_FACTOR_POLICIES;

/** Whether a role has to use two-factor authentication. */
export function needsSecondFactor(policy: SecondFactorPolicy, role: string): boolean {
  return policy === 'all' || (policy === 'admins' && role === 'admin');
}
