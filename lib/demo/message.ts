/** A message that the demo has received. */
export type DemoMessage = {
  id: string;
  /** ISO 8601 UTC. */
  receivedAt: string;
  channel: 'email' | 'slack';
  /** An e-mail address, or the name of the Slack channel. */
  to: string;
  /** Of Slack the first line. */
  subject: string;
  text: string;
  html: string | null;
  /** The headers of an e-mail in their order; none of Slack. */
  headers: { name: string; value: string }[];
};

/** A message in a list. */
export type DemoMessageRow = Pick<DemoMessage, 'id' | 'receivedAt' | 'channel' | 'to' | 'subject'>;
