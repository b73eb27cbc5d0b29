import type { Person } from '#components/exceptions/mention.ts';
import type { Option } from '#components/ui/choice.tsx';

/** The owners of exceptions as the options of a filter: oneself first, then nobody and all others. */
export function ownerOptions(me: string, people: readonly Person[]): Option[] {
  const others = people.filter(({ email }) => email !== me);
  return [
    { value: me, label: 'Me' },
    { value: 'nobody', label: 'Nobody' },
    ...others.map(({ email, name }) => ({ value: email, label: name ?? email, isName: true as const })),
  ];
}
