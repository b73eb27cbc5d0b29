import { TriangleAlert } from 'lucide-react';

/** A warning for an invalid container number; nothing for a valid one. */
export function NumberCheck({ valid }: { valid: boolean | null }) {
  if (valid !== false) return null;
  return (
    <span
      title="The form or check digit is wrong by ISO 6346"
      className="inline-flex items-center gap-1 text-xs whitespace-nowrap text-risk"
    >
      <TriangleAlert aria-hidden className="size-3.5" />
      Fails ISO 6346
    </span>
  );
}
