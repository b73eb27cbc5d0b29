import Link from 'next/link';
import { CopyButton } from '../ui/copy-button.tsx';

/** The text of an event; `cut` if it is only the beginning. */
export type ShownPayload = { text: string; cut: boolean };

type Props = { payload: ShownPayload; event: string; delivery: string; open: boolean };

/** What the provider sent as this event, folded unless it is the one that was asked for. */
export function EventPayload({ payload: { text, cut }, event, delivery, open }: Props) {
  return (
    <details open={open} className="border-t border-line">
      <summary className="cursor-pointer px-3 py-1.5 text-xs text-dim hover:text-ink">Payload</summary>
      <div className="relative px-3 pb-3">
        {!cut && <CopyButton value={text} label="payload" className="absolute top-1 right-4" />}
        <pre className="mono max-h-120 overflow-auto rounded-md border border-line bg-canvas p-3 pr-9 text-xs leading-5 break-all whitespace-pre-wrap">
          {text}
        </pre>
        {cut && (
          <Link
            href={`/deliveries/${delivery}?event=${event}#event-${event}`}
            className="text-xs text-accent underline-offset-4 hover:underline"
          >
            Show all of this payload
          </Link>
        )}
      </div>
    </details>
  );
}
