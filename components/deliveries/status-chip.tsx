import { CircleCheck, CircleSlash, Copy, FileX, Hourglass, type LucideIcon, ParkingSquare, Skull } from 'lucide-react';
import { Chip, type Tone } from '#components/ui/chip.tsx';
import { cx } from '#components/ui/cx.ts';

const LOOKS: Record<string, { tone: Tone; icon: LucideIcon; label: string }> = {
  buried: { tone: 'late', icon: Skull, label: 'Buried' },
  malformed: { tone: 'late', icon: FileX, label: 'Unreadable' },
  parked: { tone: 'risk', icon: ParkingSquare, label: 'Parked' },
  pending: { tone: 'none', icon: Hourglass, label: 'Pending' },
  applied: { tone: 'ok', icon: CircleCheck, label: 'Applied' },
  ignored: { tone: 'none', icon: CircleSlash, label: 'Ignored' },
  duplicate: { tone: 'none', icon: Copy, label: 'Duplicate' },
};
const WORST_FIRST = Object.keys(LOOKS);

/** What became of one event. */
export function StateChip({ state, count }: { state: string; count?: number }) {
  const look = LOOKS[state];
  if (!look) return <Chip tone="none">{state}</Chip>;
  return (
    <Chip
      tone={look.tone}
      icon={look.icon}
      className={cx(state === 'applied' && '-ml-1.5 border-transparent! bg-transparent!')}
    >
      {look.label}
      {count && count > 1 ? ` ${count}` : ''}
    </Chip>
  );
}

type Delivery = { verdict: string; states: readonly { state: string; count: number }[] };

/** What became of a delivery: its own verdict, or the states of its events, the worst first. */
export function StatusChips({ delivery }: { delivery: Delivery }) {
  if (delivery.verdict !== 'new') return <StateChip state={delivery.verdict} />;
  const states = delivery.states.toSorted((a, b) => WORST_FIRST.indexOf(a.state) - WORST_FIRST.indexOf(b.state));
  if (states.length === 0) return <StateChip state="ignored" />;
  return (
    <span className="inline-flex gap-1">
      {states.map(({ state, count }) => (
        <StateChip key={state} state={state} count={count} />
      ))}
    </span>
  );
}
