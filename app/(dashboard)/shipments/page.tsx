import type { Metadata } from 'next';
import { viewsOf } from '#app/(dashboard)/load-saved-views.ts';
import { Prefetched } from '#components/live/prefetched.tsx';
import { FirstSteps } from '#components/shipments/first-steps.tsx';
import { ShipmentScreen } from '#components/shipments/screen.tsx';
import { readState, stateSearch } from '#components/table/list-state.ts';
import { requireUser } from '#lib/auth/require-user.ts';
import { env } from '#lib/env.ts';
import { providerOptions } from '../provider-titles.ts';
import type { SearchParams } from '../records.ts';
import { countList, readList, SHIPMENTS } from './read.ts';

export const metadata: Metadata = { title: 'Shipments' };

export default async function ShipmentsPage({ searchParams }: { searchParams: SearchParams }) {
  await requireUser();
  const state = readState(await searchParams, SHIPMENTS);
  const [list, views] = await Promise.all([readList(state), viewsOf(SHIPMENTS, countList)]);
  const { APP_URL, PORT } = env();
  return (
    <Prefetched queryKey={['shipments', stateSearch(state)]} data={list}>
      <ShipmentScreen
        spec={SHIPMENTS}
        state={state}
        providers={providerOptions}
        views={views}
        firstSteps={<FirstSteps url={APP_URL ?? `http://localhost:${PORT}`} providers={providerOptions} />}
      />
    </Prefetched>
  );
}
