import type { Metadata } from 'next';
import { viewsOf } from '#app/(dashboard)/load-saved-views.ts';
import { readWords } from '#app/words.ts';
import { Prefetched } from '#components/live/prefetched.tsx';
import { Lookup } from '#components/lookup/lookup.tsx';
import { FirstSteps } from '#components/shipments/first-steps.tsx';
import { ShipmentScreen } from '#components/shipments/screen.tsx';
import { stateSearch } from '#components/table/list-state.ts';
import { OnPhone } from '#components/ui/on-phone.tsx';
import { database } from '#db/client.ts';
import { SHIPMENTS } from '#db/queries/shipments.ts';
import { watchesOf } from '#db/queries/watches.ts';
import { requireUser } from '#lib/auth/require-user.ts';
import { listPeople } from '../exceptions/people.ts';
import { providerOptions } from '../provider-titles.ts';
import { appliedTo, openedWith, readAddress, type SearchParams } from '../records.ts';
import { toggleWatch } from '../watch-actions.ts';
import { webhookAddress } from '../webhook-address.ts';
import { ownerOptions } from './owner-options.ts';
import { readShipments } from './read.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readWords();
  return { title: t(SHIPMENTS.title) };
}

export default async function ShipmentsPage({ searchParams }: { searchParams: SearchParams }) {
  const user = await requireUser();
  const address = readAddress(SHIPMENTS, openedWith(SHIPMENTS, await searchParams));
  const [list, views, people, watches, linked] = await Promise.all([
    readShipments(address),
    viewsOf(SHIPMENTS),
    listPeople(),
    watchesOf(database(), user.email),
    appliedTo(address.state),
  ]);
  return (
    <Prefetched queryKey={['shipments', stateSearch(address.state)]} data={list}>
      <OnPhone>
        <Lookup />
      </OnPhone>
      <ShipmentScreen
        spec={address.spec}
        state={address.state}
        providers={providerOptions}
        views={views}
        watches={{ rows: watches, action: toggleWatch }}
        owners={ownerOptions(user.email, people.owners)}
        linked={linked}
        firstSteps={
          <FirstSteps providers={providerOptions.map((one) => ({ ...one, address: webhookAddress(one.value) }))} />
        }
      />
    </Prefetched>
  );
}
