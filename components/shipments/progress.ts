import type { Progress } from '#lib/model/shipment.ts';
import type { RailStep } from './rail.tsx';

const LABELS: Record<Progress[number]['step'], string> = {
  booked: 'Booked',
  picked_up: 'Picked up',
  departed: 'Departed',
  arrived: 'Arrived',
  delivering: 'Out for delivery',
  delivered: 'Delivered',
};

/** How far a shipment has come, in words. */
export function progressSteps(progress: Progress): RailStep[] {
  return progress.map(({ step, ...rest }) => ({ label: LABELS[step], ...rest }));
}
