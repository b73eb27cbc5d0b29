import type { Metadata } from 'next';
import { Prefetched } from '#components/live/prefetched.tsx';
import { FirstSteps } from '#components/shipments/first-steps.tsx';
import { ListHead } from '#components/shipments/list-head.tsx';
import { listSearch, parseListQuery } from '#components/shipments/list-query.ts';
import { NothingFound } from '#components/shipments/nothing-found.tsx';
import { ShipmentTable } from '#components/shipments/shipment-table.tsx';
import { requireUser } from '#lib/auth/require-user.ts';
import { env } from '#lib/env.ts';
import { providerOptions } from '../provider-titles.ts';
import { readList } from './read.ts';

export const metadata: Metadata = { title: 'Shipments' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ShipmentsPage({ searchParams }: Props) {
  await requireUser();
  const query = parseListQuery(await searchParams);
  const search = listSearch(query);
  const list = await readList(query);
  const { APP_URL, PORT } = env();
  return (
    <Prefetched queryKey={['shipments', search]} data={list}>
      <ListHead query={query} providers={providerOptions} />
      <ShipmentTable
        key={search}
        query={query}
        empty={
          search ? (
            <NothingFound query={query} />
          ) : (
            <FirstSteps url={APP_URL ?? `http://localhost:${PORT}`} providers={providerOptions} />
          )
        }
      />
    </Prefetched>
  );
}
