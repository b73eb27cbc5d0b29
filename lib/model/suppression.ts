/** Why an address gets no e-mail: its owner unsubscribed or marked a message as spam, or a mail server stated that it does not exist. */
export type SuppressionReason = 'unsubscribed' | 'bounced' | 'complained';

export const SUPPRESSION_LABELS: Record<SuppressionReason, string> = {
  unsubscribed: 'Unsubscribed',
  bounced: 'Does not exist',
  complained: 'Marked as spam',
};
