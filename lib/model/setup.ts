import type { MilestoneCode } from './milestone.ts';
import type { Stage } from './shipment.ts';

/** The steps of setting up an installation, in their order, and their titles. */
export const SETUP_STEPS = {
  source: 'Add a source',
  event: 'Receive a webhook',
  api: 'Connect its API',
  colleague: 'Invite a colleague',
  rule: 'Add a notification rule',
} as const;
export type SetupStep = keyof typeof SETUP_STEPS;

export const SETUP_STEP_NAMES = Object.keys(SETUP_STEPS) as readonly SetupStep[];

/** `done`: what the step is for exists. A step that is done is not `skipped`, even if it was. */
export type StepState = 'done' | 'skipped' | 'open';
export type SetupStates = Readonly<Record<SetupStep, StepState>>;

/** The states of all steps, from those that are done and those that an admin skipped. */
export function setupStates(done: ReadonlySet<SetupStep>, skipped: ReadonlySet<SetupStep>): SetupStates {
  const states = SETUP_STEP_NAMES.map((step) => {
    const state: StepState = done.has(step) ? 'done' : skipped.has(step) ? 'skipped' : 'open';
    return [step, state];
  });
  return Object.fromEntries(states) as SetupStates;
}

/** Whether a step is neither done nor skipped. */
export function isSetupOpen(states: SetupStates): boolean {
  return Object.values(states).includes('open');
}

/** Part of the key of every test event. Which events are tests is decided by the table of tests, not by it: it saves the look-up. */
export const TEST_MARK = 'fairlead-test-';

/** The shipment that a test event made, before it was taken back. */
export type TestedShipment = { name: string; status: Stage; milestone: MilestoneCode | null };
