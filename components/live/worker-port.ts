/** What the worker of the live stream sends: an event of the server, `lost` when the stream is interrupted, `here` as an answer. */
export type Signal = {
  name: 'ready' | 'beat' | 'change' | 'delivery' | 'replaced' | 'signed-out' | 'lost' | 'here';
  data?: string;
};

/** The stream of the browser. `again` opens it again if it is silent, `now` without patience. */
export type LivePort = { again(): void; now(): void; close(): void };

const SCRIPT = '/live-worker.js';
/** Tabs of two versions do not share a worker if what they send each other differs: count it up then. */
const NAME = 'fairlead-live-1';

/** Unanswered messages after which a worker is given up. */
const MAX_UNANSWERED = 4;

/**
 * Joins the stream that all tabs of the browser share; a browser without shared workers, or whose shared worker does not answer, gets a
 * stream of its own for this tab. `emit` gets what the server sends, from the moment at which nothing can be missed any more.
 */
export function openPort(url: string, emit: (signal: Signal) => void): LivePort {
  let unanswered = 0;
  const onMessage = ({ data }: MessageEvent<Signal>) => {
    unanswered = 0;
    if (data.name !== 'here') emit(data);
  };
  let worker = typeof SharedWorker === 'undefined' ? startOwn(onMessage) : joinShared(onMessage);
  const send = (name: 'join' | 'leave' | 'again' | 'now') => {
    unanswered += 1;
    worker.post({ name, url });
  };
  const retry = (name: 'again' | 'now') => {
    if (unanswered >= MAX_UNANSWERED) {
      worker.post({ name: 'leave', url });
      worker.end();
      worker = startOwn(onMessage);
      unanswered = 0;
    }
    send(name);
  };
  const leave = () => worker.post({ name: 'leave', url });
  // A page in the cache of the browser takes no part; one that returns from there does again.
  const onShow = ({ persisted }: PageTransitionEvent) => persisted && send('join');
  window.addEventListener('pagehide', leave);
  window.addEventListener('pageshow', onShow);
  send('join');
  return {
    again: () => retry('again'),
    now: () => retry('now'),
    close() {
      window.removeEventListener('pagehide', leave);
      window.removeEventListener('pageshow', onShow);
      leave();
      worker.end();
    },
  };
}

type Handler = (event: MessageEvent<Signal>) => void;
type Post = { name: string; url: string };

function joinShared(onMessage: Handler) {
  const { port } = new SharedWorker(SCRIPT, { name: NAME });
  port.onmessage = onMessage;
  const end = () => {
    port.onmessage = null;
  };
  return { post: (message: Post) => port.postMessage(message), end };
}

function startOwn(onMessage: Handler) {
  const own = new Worker(SCRIPT);
  own.onmessage = onMessage;
  return { post: (message: Post) => own.postMessage(message), end: () => own.terminate() };
}
