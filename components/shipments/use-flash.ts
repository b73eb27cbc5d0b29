'use client';
import { useEffect, useRef } from 'react';

/** Highlights the cells of a row once when `version` changes; on the first render only if `isNew`. */
export function useFlash(version: string, isNew: boolean) {
  const row = useRef<HTMLTableRowElement>(null);
  const seen = useRef(isNew ? '' : version);
  useEffect(() => {
    if (seen.current === version) return;
    seen.current = version;
    if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    for (const cell of row.current?.cells ?? []) {
      cell.animate({ backgroundColor: ['var(--accent-soft)', 'var(--accent-soft)', 'transparent'] }, 1600);
    }
  }, [version]);
  return row;
}
