'use client';
import { createContext, type ReactNode, useContext } from 'react';
import { DEFAULT_LATENESS, type LatenessLimits } from '#lib/model/lateness-limits.ts';

const Limits = createContext(DEFAULT_LATENESS);

/** Provides what counts as late, as an admin set it, to everything that shows lateness. */
export function LatenessProvider({ limits, children }: { limits: LatenessLimits; children: ReactNode }) {
  return <Limits value={limits}>{children}</Limits>;
}

/** What counts as late. */
export function useLatenessLimits(): LatenessLimits {
  return useContext(Limits);
}
