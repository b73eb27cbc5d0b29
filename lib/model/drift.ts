/** Why a value was wrong. */
export const CAUSES = {
  missed_webhook: 'Missed webhook',
  late_webhook: 'Late webhook',
  silent_change: 'Unannounced change',
  conflict: 'Conflict',
} as const;
export type Cause = keyof typeof CAUSES;
