'use client';
import './globals.css';
import { ErrorPanel } from '#components/ui/error-panel.tsx';

type Props = { error: unknown; retry: () => void };

/** Replaces the whole document when the layout fails. */
export default function GlobalError({ error, retry }: Props) {
  return (
    <html lang="en">
      <body>
        <title>Fairlead</title>
        <main>
          <ErrorPanel error={error} retry={retry} />
        </main>
      </body>
    </html>
  );
}
