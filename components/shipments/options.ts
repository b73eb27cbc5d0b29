import { TRANSPORT_MODES } from '#lib/model/quantity.ts';
import { STAGES, type Stage } from '#lib/model/shipment.ts';
import { modeLabel } from './mode-icon.tsx';

/** The stages, for selects. */
export const STAGE_OPTIONS = (Object.keys(STAGES) as Stage[]).map((stage) => ({
  value: stage,
  label: STAGES[stage].label,
}));

/** The modes, for selects. */
export const MODE_OPTIONS = TRANSPORT_MODES.map((value) => ({ value, label: modeLabel(value) }));
