import type { Sql, Transaction } from '#db/client.ts';

/**
 * `senderOf` of a row `recipient` of `rule_recipients`, in SQL: the id of a channel of Slack is stored as it is, the URL of an incoming webhook
 * encrypted.
 */
export function senderOfRecipient(sql: Sql | Transaction) {
  return sql`case when recipient.channel = 'slack' and recipient.encrypted is null then 'slack_bot' else recipient.channel end`;
}
