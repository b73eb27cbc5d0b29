import { announce, parseChange } from './bus.ts';
import { openPort, type Signal } from './worker-port.ts';

/**
 * `connecting` until the stream is open for the first time, `lost` while it is interrupted. `silentSince`: when the server was heard last, in
 * milliseconds, if that is too long ago for trusting what is shown; else null.
 */
export type Connection = { state: 'connecting' | 'live' | 'lost'; silentSince: number | null };

export const CONNECTING: Connection = { state: 'connecting', silentSince: null };

/** Time is counted in ticks, since timers pause while a browser freezes a page: that is no silence of the server. */
const TICK_MS = 500;
/** Within five seconds. The server beats every two (`lib/live/stream.ts`). */
const SILENT_TICKS = 9;
/** The page was just rendered, and a busy server may take longer for the stream. */
const FIRST_SILENT_TICKS = 20;
/** How long after the end of a session a page asks whether it has a new one. */
const SIGN_IN_MS = 3_000;

/** Follows the server: announces its messages on the bus, and reports the state of the connection whenever it changes. */
export function connect(url: string, report: (connection: Connection) => void): () => void {
  let connection = CONNECTING;
  let heardAt = Date.now();
  let ticks = 0;
  let leaving: ReturnType<typeof setTimeout> | undefined;
  const show = (next: Partial<Connection>) => {
    const { state, silentSince } = { ...connection, ...next };
    if (state === connection.state && silentSince === connection.silentSince) return;
    connection = { state, silentSince };
    report(connection);
  };
  const lose = () => show({ state: 'lost', silentSince: connection.silentSince ?? heardAt });
  const onSignal = (signal: Signal) => {
    if (signal.name === 'lost' || signal.name === 'replaced') return show({ state: 'lost' });
    if (signal.name === 'signed-out') {
      clearTimeout(leaving);
      leaving = setTimeout(() => void leaveIfSignedOut(url), SIGN_IN_MS);
      return;
    }
    heardAt = Date.now();
    ticks = 0;
    show({ state: 'live', silentSince: null });
    announceSignal(signal);
  };
  const port = openPort(url, onSignal);
  const onTick = () => {
    ticks += 1;
    const limit = connection.state === 'connecting' ? FIRST_SILENT_TICKS : SILENT_TICKS;
    if (ticks >= limit) lose();
    if (ticks % SILENT_TICKS === 0) port.again();
  };
  // The same user opened many newer streams: this one is opened again only when the page is used.
  const onFocus = () => connection.state === 'lost' && port.now();
  const timer = setInterval(onTick, TICK_MS);
  window.addEventListener('offline', lose);
  window.addEventListener('online', port.now);
  window.addEventListener('focus', onFocus);
  if (!navigator.onLine) lose();
  return () => {
    clearInterval(timer);
    clearTimeout(leaving);
    window.removeEventListener('offline', lose);
    window.removeEventListener('online', port.now);
    window.removeEventListener('focus', onFocus);
    port.close();
  };
}

function announceSignal({ name, data = '' }: Signal): void {
  // Messages since the page was rendered, or while the connection was lost, were missed.
  if (name === 'ready') announce({ kind: 'resync' });
  else if (name === 'change') announce(parseChange(data));
  else if (name === 'delivery') announce({ kind: 'deliveries' });
}

/** The session ended: the page must not be shown any more, unless this browser just got a new session. An unreachable server says nothing. */
async function leaveIfSignedOut(url: string): Promise<void> {
  const asking = new AbortController();
  const status = await fetch(url, { signal: asking.signal }).then(
    (answer) => answer.status,
    () => 0,
  );
  asking.abort();
  if (status === 401) window.location.reload();
}
