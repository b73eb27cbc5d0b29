import type { Sql, Transaction } from '#db/client.ts';

/**
 * `senderOf` of a row `rule` of `notification_rules`, in SQL: the id of a channel of Slack is stored as it is, the URL of an incoming webhook
 * encrypted.
 */
export function senderOfRule(sql: Sql | Transaction) {
  return sql`case when rule.channel = 'slack' and rule.encrypted is null then 'slack_bot' else rule.channel end`;
}
