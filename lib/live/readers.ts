/** An open stream. */
export type Reader = {
  /** The user who opened it. */
  personId: string;
  /** Ends the stream because the same user opened too many newer ones. */
  replace: () => void;
  /** Ends the stream unless its session is still open. */
  check: () => void;
};

/** Maximum of streams of a user on one process; a further one replaces the oldest. A browser tab needs one. */
export const MAX_STREAMS_PER_PERSON = 20;
/** Maximum of streams of a process. */
export const MAX_STREAMS = 1_000;

const slot = Symbol.for('fairlead.live-readers');
const shared = globalThis as { [slot]?: Set<Reader> };
shared[slot] ??= new Set();

/** The open streams of this process, oldest first. Next bundles routes separately, so the set is on the global object. */
const readers = shared[slot];

/** Whether a user may open a stream now: the process has room, or an older stream of theirs is replaced. */
export function hasRoom(personId: string): boolean {
  return readers.size < MAX_STREAMS || streamsOf(personId).length >= MAX_STREAMS_PER_PERSON;
}

/** Adds an open stream and ends the user's oldest ones beyond the limit. Returns a function that removes it. */
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

/** Checks the streams of a user, or all, because sessions ended. */
export function checkReaders(personId?: string): void {
  for (const reader of [...readers]) if (personId === undefined || reader.personId === personId) reader.check();
}
