'use client';
import './globals.css';
import { GoneWrong } from '#components/ui/gone-wrong.tsx';

type Props = { error: unknown; retry: () => void };

/** Stands in for the whole document when even the frame around the pages fails. */
export default function GlobalError({ error, retry }: Props) {
  return (
    <html lang="en">
      <body>
        <title>Fairlead</title>
        <main>
          <GoneWrong error={error} retry={retry} />
        </main>
      </body>
    </html>
  );
}
