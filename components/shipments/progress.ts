import type { Progress } from '#lib/model/shipment.ts';
import type { ProgressStep } from './progress-bar.tsx';

const LABELS: Record<Progress[number]['step'], string> = {
  booked: 'Booked',
  picked_up: 'Picked up',
  departed: 'Departed',
  arrived: 'Arrived',
  delivering: 'Out for delivery',
  delivered: 'Delivered',
};

/** The labels of the progress steps. */
export function progressSteps(progress: Progress): ProgressStep[] {
  return progress.map(({ step, ...rest }) => ({ label: LABELS[step], ...rest }));
}
