/**
 * Why a value was wrong, in the order of the list. `completed` was not wrong: nothing was shown, and its source never sends it by
 * webhook.
 */
export const CAUSES = {
  missed_webhook: 'Missed webhook',
  late_webhook: 'Late webhook',
  conflict: 'Conflict',
  silent_change: 'Unannounced change',
  completed: 'Completed by sync',
} as const;
export type Cause = keyof typeof CAUSES;
