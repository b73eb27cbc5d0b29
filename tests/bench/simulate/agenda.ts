/** The clock of a simulation, in seconds, and what is due. Nothing here reads the time of the machine. */
export type Agenda = {
  now(): number;
  /** Acts at a time; what is due at the same time is done in the order in which it was entered. */
  at(time: number, act: () => void): void;
  after(seconds: number, act: () => void): void;
  /** Does everything that is due until a time, and sets the clock to it. */
  run(until: number): void;
  /** Whether anything is left to do. */
  isEmpty(): boolean;
};

type Entry = { time: number; order: number; act: () => void };

const isBefore = (one: Entry, other: Entry) =>
  one.time < other.time || (one.time === other.time && one.order < other.order);

/** Opens the clock at 0. */
export function openAgenda(): Agenda {
  const heap: Entry[] = [];
  let now = 0;
  let entered = 0;
  const at = (time: number, act: () => void) => {
    entered += 1;
    push(heap, { time: Math.max(time, now), order: entered, act });
  };
  return {
    now: () => now,
    at,
    after: (seconds, act) => at(now + seconds, act),
    run(until) {
      for (let first = heap[0]; first && first.time <= until; first = heap[0]) {
        pop(heap);
        now = first.time;
        first.act();
      }
      now = Math.max(now, until);
    },
    isEmpty: () => heap.length === 0,
  };
}

function push(heap: Entry[], entry: Entry): void {
  let at = heap.length;
  heap.push(entry);
  while (at > 0) {
    const above = (at - 1) >> 1;
    const parent = heap[above] as Entry;
    if (!isBefore(entry, parent)) break;
    heap[at] = parent;
    at = above;
  }
  heap[at] = entry;
}

/** Removes the first. */
function pop(heap: Entry[]): void {
  const last = heap.pop() as Entry;
  if (heap.length === 0) return;
  let at = 0;
  for (let below = 1; below < heap.length; below = 2 * at + 1) {
    const right = heap[below + 1];
    if (right && isBefore(right, heap[below] as Entry)) below += 1;
    const child = heap[below] as Entry;
    if (!isBefore(child, last)) break;
    heap[at] = child;
    at = below;
  }
  heap[at] = last;
}
