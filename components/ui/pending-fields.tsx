import type { ReactNode } from 'react';

/**
 * The fields of a form whose result replaces them. They take no entries while it is sent, since what is entered then would be lost when the
 * result arrives.
 */
export function PendingFields({ pending, children }: { pending: boolean; children: ReactNode }) {
  return (
    <fieldset disabled={pending} className="contents">
      {children}
    </fieldset>
  );
}
