import { useId } from 'react';

/** A text exactly as it is sent, under a heading. */
export function MessageSource({ title, text }: { title: string; text: string }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="space-y-1">
      <h2 id={id} className="font-semibold">
        {title}
      </h2>
      <pre className="mono max-w-160 rounded-md border border-line bg-canvas p-3 text-xs break-words whitespace-pre-wrap">
        {text}
      </pre>
    </section>
  );
}
