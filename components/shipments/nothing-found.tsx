import { SearchX } from 'lucide-react';
import Link from 'next/link';
import { buttonClass } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import type { ListQuery } from './list-query.ts';

/** No shipment matches. */
export function NothingFound({ query }: { query: ListQuery }) {
  const title = query.q ? `No reference starts with “${query.q}”` : 'No shipment matches these filters';
  return (
    <EmptyState icon={SearchX} title={title}>
      <p>
        {query.q
          ? 'Spaces, dashes and capitals do not matter. Check the number, or look for its beginning only.'
          : 'Nothing is wrong: there just is none like that right now.'}
      </p>
      <Link href="/shipments" className={buttonClass('plain', 'mt-4')}>
        Show all shipments
      </Link>
    </EmptyState>
  );
}
