import { z } from 'zod';
import { database } from '#db/client.ts';
import { listShipments } from '#db/queries/shipments.ts';
import { paging, query, route } from '#lib/api/handler.ts';
import { stageSchema, transportModeSchema } from '#lib/model/schema.ts';

const filter = z.strictObject({
  provider: z.string().max(60).optional(),
  externalId: z.string().max(200).optional(),
  q: z.string().max(200).optional(),
  status: stageSchema.optional(),
  mode: transportModeSchema.optional(),
  ...paging('shipments'),
});

export const GET = route((request) => listShipments(database(), query(request, filter)));
