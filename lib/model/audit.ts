/** The actions in the audit log, by their stored names, and their labels. */
export const AUDIT_ACTIONS = {
  'signed-in': 'Signed in',
  'person-added': 'Added a user',
  'role-changed': 'Changed a role',
  'person-removed': 'Removed a user',
  'identity-linked': 'Linked single sign-on',
  'session-ended': 'Ended a session',
  'sessions-ended': 'Signed out everywhere',
  'password-changed': 'Changed a password',
  'token-issued': 'Issued an API token',
  'token-revoked': 'Revoked an API token',
  'secret-added': 'Added a webhook secret',
  'secret-kept': 'Removed the expiry of a webhook secret',
  'secret-retired': 'Retired a webhook secret',
  'lateness-changed': 'Changed what counts as late',
  replayed: 'Replayed events',
  reconciled: 'Started a reconciliation',
  requested: 'Submitted a request',
} as const;
export type AuditAction = keyof typeof AUDIT_ACTIONS;
