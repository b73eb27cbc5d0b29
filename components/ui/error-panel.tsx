'use client';
import { ServerCrash } from 'lucide-react';
import { Button } from './button.tsx';
import { EmptyState } from './empty-state.tsx';

/** An unexpected error. The digest identifies it in the server's log. */
export function ErrorPanel({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : null;
  return (
    <EmptyState icon={ServerCrash} title="This page could not be shown" role="alert" heading="h1">
      <p>No data is lost: webhooks are still received and stored. Try again in a moment.</p>
      {digest && (
        <p className="mt-1 text-xs text-faint">
          In the server’s log: <span className="mono">{digest}</span>
        </p>
      )}
      <Button className="mt-4" onClick={retry}>
        Try again
      </Button>
    </EmptyState>
  );
}
