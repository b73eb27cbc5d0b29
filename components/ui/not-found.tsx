import { Compass } from 'lucide-react';
import Link from 'next/link';
import { useWords } from '#words';
import { buttonClass } from './button.tsx';
import { EmptyState } from './empty-state.tsx';

/** The page for an unknown address. */
export function NotFoundMessage() {
  const { t } = useWords();
  return (
    <EmptyState icon={Compass} title={t('Page not found')} heading="h1">
      <p>{t('The address may be mistyped, or the page was deleted.')}</p>
      <Link href="/shipments" className={buttonClass('plain', 'mt-4')}>
        {t('Go to the shipments')}
      </Link>
    </EmptyState>
  );
}
