/** Why an address gets no e-mail: its owner unsubscribed, or a mail server stated that it does not exist. */
export type SuppressionReason = 'unsubscribed' | 'bounced';

export const SUPPRESSION_LABELS: Record<SuppressionReason, string> = {
  unsubscribed: 'Unsubscribed',
  bounced: 'Does not exist',
};
