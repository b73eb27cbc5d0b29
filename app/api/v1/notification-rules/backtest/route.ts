import { shipmentIn } from '#app/rule-requests.ts';
import { serveQuestion } from '#lib/api/handler.ts';
import { ruleBacktest } from '#lib/api/resources/notification-rules.ts';
import { backtest } from '#lib/notices/backtest/backtest.ts';
import { runtime } from '#lib/runtime.ts';

export const POST = serveQuestion(ruleBacktest, async ({ shipment, ...rule }) => {
  const shipmentId = await shipmentIn(shipment);
  return backtest((await runtime()).sql, { ...rule, shipmentId });
});
