import Link from 'next/link';
import { useWords } from '#words';
import { CopyButton } from '../ui/copy-button.tsx';

/** The text of an event; `cut` if it is only the beginning. */
export type ShownPayload = { text: string; cut: boolean };

type Props = { payload: ShownPayload; event: string; delivery: string; open: boolean };

/** What the provider sent as this event, folded unless it is the one that was asked for. There are many on a page, so it has little markup. */
export function EventPayload({ payload: { text, cut }, event, delivery, open }: Props) {
  const { t } = useWords();
  return (
    <details open={open} className="payload">
      <summary>{t('Payload')}</summary>
      {open && !cut && <CopyButton value={text} label={t('payload')} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also with the keyboard */}
      <pre tabIndex={0}>{text}</pre>
      {cut && (
        <Link href={`/deliveries/${delivery}?event=${event}#event-${event}`}>{t('Show all of this payload')}</Link>
      )}
    </details>
  );
}
