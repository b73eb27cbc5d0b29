import { Container } from 'lucide-react';
import type { Metadata } from 'next';
import { readWords } from '#app/words.ts';
import { ContainerTable } from '#components/containers/container-table.tsx';
import { STAGE_OPTIONS } from '#components/shipments/options.ts';
import { ListScreen } from '#components/table/list-screen.tsx';
import { CONTAINERS } from '#db/queries/containers.ts';
import { openList } from '../open-list.ts';
import type { SearchParams } from '../records.ts';
import { MODE, SOURCE } from '../selects.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readWords();
  return { title: t(CONTAINERS.title) };
}

const NOTHING = {
  icon: Container,
  title: 'No container yet',
  text: 'Containers appear here with number, seal and last free day.',
};
const STATUS = { key: 'status', label: 'Shipment status', all: 'Any shipment status', options: STAGE_OPTIONS };

export default async function ContainersPage({ searchParams }: { searchParams: SearchParams }) {
  const { screen, table, key } = await openList(CONTAINERS, searchParams);
  return (
    <ListScreen {...screen} filters={[STATUS, MODE, SOURCE]} nothing={NOTHING}>
      <ContainerTable key={key} {...table} />
    </ListScreen>
  );
}
