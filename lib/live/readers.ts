/** An open stream, as the limits see it. */
export type Reader = {
  /** Whose session opened it. */
  personId: string;
  /** Ends the stream because the same person opened too many newer ones. */
  replace: () => void;
  /** Ends the stream unless its session is still open. */
  check: () => void;
};

/** A person's streams on one process; a further one replaces the oldest. A browser tab needs one. */
export const MAX_STREAMS_PER_PERSON = 20;
/** All streams of a process. */
export const MAX_STREAMS = 1_000;

const slot = Symbol.for('fairlead.live-readers');
const shared = globalThis as { [slot]?: Set<Reader> };
shared[slot] ??= new Set();

/** The open streams of this process, the oldest first: Next bundles each route apart, the global object holds one set. */
const readers = shared[slot];

/** Whether this person can open a stream now: the process has room, or a stream of theirs makes room. */
export function hasRoom(personId: string): boolean {
  return readers.size < MAX_STREAMS || streamsOf(personId).length >= MAX_STREAMS_PER_PERSON;
}

/** Adds an open stream and ends the person's oldest ones beyond the limit. Returns what removes it. */
export function addReader(reader: Reader): () => void {
  readers.add(reader);
  const own = streamsOf(reader.personId);
  for (const oldest of own.slice(0, Math.max(0, own.length - MAX_STREAMS_PER_PERSON))) {
    readers.delete(oldest);
    oldest.replace();
  }
  return () => readers.delete(reader);
}

function streamsOf(personId: string): Reader[] {
  return [...readers].filter((reader) => reader.personId === personId);
}

/** Has the streams of a person checked, or all of them, because sessions ended. */
export function checkReaders(personId?: string): void {
  for (const reader of [...readers]) if (personId === undefined || reader.personId === personId) reader.check();
}
