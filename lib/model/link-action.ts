/** What the links and buttons of a message about an exception do. */
export const LINK_ACTIONS = ['acknowledge', 'assign', 'snooze'] as const;
export type LinkAction = (typeof LINK_ACTIONS)[number];

export const LINK_ACTION_LABELS: Record<LinkAction, string> = {
  acknowledge: 'Acknowledge',
  assign: 'Assign to me',
  snooze: 'Snooze until tomorrow',
};
