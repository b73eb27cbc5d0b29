'use client';
import Link from 'next/link';
import { createContext, type ReactNode, useContext } from 'react';
import { SETUP_STEPS, type SetupStep } from '#lib/model/setup.ts';
import { useWords } from '#words';
import { buttonClass } from '../ui/button.tsx';

/** Who looks at an installation that is being set up; null when it is not. */
export type SetupViewer = 'admin' | 'other' | null;

const Viewer = createContext<SetupViewer>(null);

export function SetupProvider({ viewer, children }: { viewer: SetupViewer; children: ReactNode }) {
  return <Viewer value={viewer}>{children}</Viewer>;
}

/** Below an empty list of an installation that is being set up: the step that fills it. */
export function SetupHint({ step = 'source' }: { step?: SetupStep }) {
  const { t } = useWords();
  const viewer = useContext(Viewer);
  if (viewer === null) return null;
  if (viewer === 'other') return <p className="mt-2">{t('An admin is setting this up.')}</p>;
  return (
    <Link href={`/setup#${step}`} className={buttonClass('plain', 'mt-4')}>
      {t(SETUP_STEPS[step])}
    </Link>
  );
}
