import { shipmentIn } from '#app/rule-requests.ts';
import { serveQuestion } from '#lib/api/handler.ts';
import { HttpError } from '#lib/api/http-error.ts';
import { ruleBacktest } from '#lib/api/resources/notification-rules.ts';
import { backtest } from '#lib/notices/backtest/backtest.ts';
import { runtime } from '#lib/runtime.ts';

export const POST = serveQuestion(ruleBacktest, async ({ shipment, ...rule }) => {
  const shipmentId = await shipmentIn(shipment);
  const tested = await backtest((await runtime()).sql, { ...rule, shipmentId });
  if (tested === null) throw new HttpError(422, 'Too many shipments changed to test this rule. Narrow it');
  return tested;
});
