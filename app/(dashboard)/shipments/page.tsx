import type { Metadata } from 'next';
import { viewsOf } from '#app/(dashboard)/load-saved-views.ts';
import { Prefetched } from '#components/live/prefetched.tsx';
import { FirstSteps } from '#components/shipments/first-steps.tsx';
import { ShipmentScreen } from '#components/shipments/screen.tsx';
import { stateSearch } from '#components/table/list-state.ts';
import { SHIPMENTS } from '#db/queries/shipments.ts';
import { requireUser } from '#lib/auth/require-user.ts';
import { env } from '#lib/env.ts';
import { providerOptions } from '../provider-titles.ts';
import { openedWith, readAddress, type SearchParams } from '../records.ts';
import { readShipments } from './read.ts';

export const metadata: Metadata = { title: SHIPMENTS.title };

export default async function ShipmentsPage({ searchParams }: { searchParams: SearchParams }) {
  await requireUser();
  const address = readAddress(SHIPMENTS, openedWith(SHIPMENTS, await searchParams));
  const [list, views] = await Promise.all([readShipments(address), viewsOf(SHIPMENTS)]);
  const { APP_URL, PORT } = env();
  return (
    <Prefetched queryKey={['shipments', stateSearch(address.state)]} data={list}>
      <ShipmentScreen
        spec={address.spec}
        state={address.state}
        providers={providerOptions}
        views={views}
        firstSteps={<FirstSteps url={APP_URL ?? `http://localhost:${PORT}`} providers={providerOptions} />}
      />
    </Prefetched>
  );
}
