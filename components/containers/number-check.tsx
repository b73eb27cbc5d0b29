import { TriangleAlert } from 'lucide-react';
import { useWords } from '#words';

/** A warning for an invalid container number; nothing for a valid one. */
export function NumberCheck({ valid }: { valid: boolean | null }) {
  const { t } = useWords();
  if (valid !== false) return null;
  return (
    <span
      title={t('The form or check digit is wrong by ISO 6346')}
      className="inline-flex items-center gap-1 text-xs whitespace-nowrap text-risk"
    >
      <TriangleAlert aria-hidden className="size-3.5" />
      {t('Fails ISO 6346')}
    </span>
  );
}
