import { z } from 'zod';
import { database } from '#db/client.ts';
import { listDeliveries } from '#db/queries/deliveries.ts';
import { paging, query, route } from '#lib/api/handler.ts';

const filter = z.strictObject({
  provider: z.string().max(60).optional(),
  verdict: z.enum(['new', 'duplicate', 'malformed', 'pending', 'parked', 'buried', 'applied', 'ignored']).optional(),
  ...paging('deliveries'),
});

export const GET = route((request) => listDeliveries(database(), query(request, filter)));
