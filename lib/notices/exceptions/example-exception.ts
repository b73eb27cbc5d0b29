import type { Transaction } from '#db/client.ts';
import { readRows } from '#db/rows.ts';
import type { ExceptionContent } from '#lib/model/notice.ts';
import { exceptionContent } from './exception-content.ts';
import { judgeExceptions } from './judge-exceptions.ts';

/** An exception as messages show it. */
export type ExampleException = { shipmentId: string; content: ExceptionContent };

/** The most urgent open exception of all shipments, or of one; null if there is none. */
export async function exampleException(tx: Transaction, shipmentId: string | null): Promise<ExampleException | null> {
  const [found] = await tx<{ id: string; shipmentId: string }[]>`
    select id, shipment_id as "shipmentId" from exception_cases
    where closed_at is null and shipment_id is not null and (${shipmentId === null} or shipment_id = ${shipmentId}::uuid)
    order by urgency desc, id limit 1`;
  if (!found) return null;
  const [exception] = await judgeExceptions(tx, await readRows(tx, 'exceptionCases', 'id', [found.id]));
  return exception ? { shipmentId: found.shipmentId, content: exceptionContent([exception]) } : null;
}
