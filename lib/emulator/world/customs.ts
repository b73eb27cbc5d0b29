import { DAY, HOUR } from './local-time.ts';
import type { Script } from './script.ts';

const SHIPMENT = { kind: 'shipment' } as const;
const ENTRY = '/shipment#customs_entry_release_status_';

const HOLDS = [
  '/shipment#customs_undergoing_x_ray_exam',
  `${ENTRY}pending_intensive_exam`,
  `${ENTRY}document_required`,
  `${ENTRY}entry_docs_required`,
  `${ENTRY}under_cbp_review`,
  '/shipment#customs_agriculture_hold',
];

/** Export customs clearance. Returns its duration. */
export function exportCustoms(script: Script, at: number): number {
  const { random } = script;
  if (!random.chance(script.scenario === 'smooth' ? 0.01 : 0.08)) return 0;
  const magnetic = script.freight.mode === 'air' && random.chance(0.5);
  const type = magnetic ? '/shipment#export_country_magnetism_exam' : '/shipment#export_country_customs_exam';
  script.addFact(type, at, SHIPMENT, { code: 'CUSTOMS_HOLD' });
  return random.between(6, 50) * HOUR;
}

function release(script: Script, at: number): number {
  const apply = () => {
    script.freight.customs = { status: 'cleared', releasedAt: at };
  };
  script.addFact(`${ENTRY}released`, at, SHIPMENT, { apply, code: 'CUSTOMS_RELEASED' });
  return at;
}

function hold(script: Script, type: string, at: number): void {
  const apply = () => {
    script.freight.customs = { status: 'customs_hold', releasedAt: null };
  };
  script.addFact(type, at, SHIPMENT, { apply, code: 'CUSTOMS_HOLD' });
}

/** Import customs clearance around the arrival. Returns when the goods are released. */
export function importCustoms(script: Script, arrives: number): number {
  const { random, scenario } = script;
  if (random.chance(0.04))
    script.addFact('/shipment#ftz_admission', arrives + 6 * HOUR, SHIPMENT, { code: 'CUSTOMS_FILING' });
  const held = random.chance(scenario === 'smooth' ? 0.06 : scenario === 'late' ? 0.25 : 0.5);
  const ahead = script.freight.mode === 'air' ? 0.05 : 3;
  if (!held) return release(script, arrives + random.between(-ahead, 0.9) * DAY);
  let at = arrives + random.between(2, 20) * HOUR;
  const count = random.chance(0.25) ? 2 : 1;
  for (let i = 0; i < count; i++) {
    hold(script, random.pick(HOLDS), at);
    at += random.between(0.6, 3.5) * DAY;
  }
  if (!random.chance(0.12)) return release(script, at);
  const first = release(script, at);
  hold(script, `${ENTRY}release_suspended`, first + DAY);
  return release(script, first + random.between(2, 4) * DAY);
}
