import { Compass } from 'lucide-react';
import Link from 'next/link';
import { buttonClass } from './button.tsx';
import { EmptyState } from './empty-state.tsx';

/** The page for an unknown address. */
export function NotFoundMessage() {
  return (
    <EmptyState icon={Compass} title="Page not found" heading="h1">
      <p>The address may be mistyped, or the page was deleted.</p>
      <Link href="/shipments" className={buttonClass('plain', 'mt-4')}>
        Go to the shipments
      </Link>
    </EmptyState>
  );
}
