/**
 * Why a value was wrong, the gravest first. `completed` was not wrong: nothing was shown, and its source never sends it by webhook.
 */
export const CAUSES = {
  missed_webhook: 'Missed webhook',
  late_webhook: 'Late webhook',
  silent_change: 'Unannounced change',
  conflict: 'Conflict',
  completed: 'Completed by sync',
} as const;
export type Cause = keyof typeof CAUSES;
