import { Building2 } from 'lucide-react';
import type { Metadata } from 'next';
import { readWords } from '#app/words.ts';
import { PartyTable } from '#components/parties/party-table.tsx';
import { ListScreen } from '#components/table/list-screen.tsx';
import { PARTIES } from '#db/queries/parties.ts';
import { openList } from '../open-list.ts';
import type { SearchParams } from '../records.ts';
import { SOURCE } from '../selects.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readWords()).t(PARTIES.title) };
}

const NOTHING = {
  icon: Building2,
  title: 'No party yet',
  text: 'Companies, contacts and locations appear here when a source reports them.',
};

export default async function PartiesPage({ searchParams }: { searchParams: SearchParams }) {
  const { screen, table, key } = await openList(PARTIES, searchParams);
  return (
    <ListScreen {...screen} filters={[SOURCE]} nothing={NOTHING}>
      <PartyTable key={key} {...table} />
    </ListScreen>
  );
}
