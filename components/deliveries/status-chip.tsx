import { CircleCheck, CircleSlash, Copy, FileX, Hourglass, type LucideIcon, ParkingSquare, Skull } from 'lucide-react';
import { Chip, type Tone } from '#components/ui/chip.tsx';
import { cx } from '#components/ui/cx.ts';
import { useWords } from '#words';

const LOOKS: Record<string, { tone: Tone; icon: LucideIcon; label: string }> = {
  dead_letter: { tone: 'late', icon: Skull, label: 'Failed' },
  malformed: { tone: 'late', icon: FileX, label: 'Malformed' },
  unmapped: { tone: 'risk', icon: ParkingSquare, label: 'Unmapped' },
  pending: { tone: 'none', icon: Hourglass, label: 'Pending' },
  processed: { tone: 'ok', icon: CircleCheck, label: 'Processed' },
  ignored: { tone: 'none', icon: CircleSlash, label: 'Ignored' },
  duplicate: { tone: 'none', icon: Copy, label: 'Duplicate' },
};
const WORST_FIRST = Object.keys(LOOKS);

/** The state of an event. */
export function StateChip({ state, count }: { state: string; count?: number }) {
  const { t } = useWords();
  const look = LOOKS[state];
  if (!look) return <Chip tone="none">{state}</Chip>;
  return (
    <Chip
      tone={look.tone}
      icon={look.icon}
      className={cx(state === 'processed' && '-ml-1.5 max-w-none! border-transparent! bg-transparent!')}
    >
      {t(look.label)}
      {count && count > 1 ? ` ${count}` : ''}
    </Chip>
  );
}

type Delivery = { status: string; states: readonly { state: string; count: number }[] };

/** The status of a delivery, or the states of its events, worst first. */
export function StatusChips({ delivery }: { delivery: Delivery }) {
  if (delivery.status !== 'accepted') return <StateChip state={delivery.status} />;
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
