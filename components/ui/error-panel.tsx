'use client';
import { ServerCrash } from 'lucide-react';
import { useWords } from '#words';
import { rich } from '../words/rich.tsx';
import { Button } from './button.tsx';
import { EmptyState } from './empty-state.tsx';

/** An unexpected error. The digest identifies it in the server's log. */
export function ErrorPanel({ error, retry }: { error: unknown; retry: () => void }) {
  const words = useWords();
  const { t } = words;
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : null;
  return (
    <EmptyState icon={ServerCrash} title={t('This page could not be shown')} role="alert" heading="h1">
      <p>{t('No data is lost: webhooks are still received and stored. Try again in a moment.')}</p>
      {digest && (
        <p className="mt-1 text-xs text-faint">
          {rich(words, 'In the server’s log: {digest}', { digest: <span className="mono">{digest}</span> })}
        </p>
      )}
      <Button className="mt-4" onClick={retry}>
        {t('Try again')}
      </Button>
    </EmptyState>
  );
}
