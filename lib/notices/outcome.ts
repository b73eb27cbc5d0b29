/** What came of an attempt to send. Reasons are texts for screens. */
export type Outcome =
  | { result: 'sent'; externalRef: string | null }
  /** `mayBeSent`: the server did not answer, and may have accepted it. `afterSeconds`: the target accepts nothing before. */
  | { result: 'retry'; reason: string; mayBeSent: boolean; afterSeconds?: number }
  /** The recipient was refused for good. `isBounce`: the address does not exist. */
  | { result: 'failed'; reason: string; isBounce?: boolean }
  /** It was not sent: the recipient gets nothing. */
  | { result: 'suppressed'; reason: string }
  /** The channel cannot send until an admin has corrected its configuration. */
  | { result: 'stopped'; reason: string };
