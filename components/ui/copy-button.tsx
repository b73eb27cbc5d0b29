'use client';
import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { useWords } from '#words';
import { cx } from './cx.ts';

/** Copies `value` and shows a tick for a moment. Does nothing if the browser has no clipboard (plain HTTP). */
export function CopyButton({ value, label, className }: { value: string; label: string; className?: string }) {
  const { t } = useWords();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    if (!navigator.clipboard) return;
    await navigator.clipboard.writeText(value);
    setCopied(true);
    setTimeout(() => setCopied(false), 1500);
  };
  const Icon = copied ? Check : Copy;
  return (
    <button
      type="button"
      data-screen-only
      onClick={copy}
      aria-label={copied ? t('Copied') : t('Copy {what}', { what: t(label) })}
      className={cx(
        'inline-flex size-6 items-center justify-center rounded text-faint hover:bg-fill hover:text-ink',
        className,
      )}
    >
      <Icon aria-hidden className={cx('size-3.5', copied && 'text-ok')} />
    </button>
  );
}
