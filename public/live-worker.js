// Holds the live stream of a browser, for all of its tabs as a shared worker, or for one tab as a worker of its own. It only passes on
// what the server sends; what follows from it is decided by each tab (components/live/connection.ts).

/** Events of the server. The last two end the stream. */
const EVENTS = ['ready', 'beat', 'change', 'delivery', 'replaced', 'signed-out'];
const ENDING = new Set(['replaced', 'signed-out']);

/** A stream that was opened less than this long ago is given time, in milliseconds: the longer, the more often it was opened in vain. */
const SHORTEST_WAIT_MS = 4_000;
const LONGEST_WAIT_MS = 32_000;

const ports = new Set();
let source = null;
let isReady = false;
/** The same user opened many newer streams: this one stays closed until one of its tabs is used. */
let isReplaced = false;
let openedAt = 0;
let heardAt = 0;
let waitMs = SHORTEST_WAIT_MS;

function tell(signal) {
  for (const port of ports) port.postMessage(signal);
}

function close() {
  source?.close();
  source = null;
  isReady = false;
}

function open(url) {
  close();
  isReplaced = false;
  openedAt = Date.now();
  const opened = new EventSource(url);
  source = opened;
  for (const name of EVENTS) {
    opened.addEventListener(name, ({ data }) => {
      heardAt = Date.now();
      waitMs = SHORTEST_WAIT_MS;
      if (name === 'ready') isReady = true;
      if (name === 'replaced') isReplaced = true;
      if (ENDING.has(name)) close();
      tell({ name, data });
    });
  }
  opened.onerror = () => {
    isReady = false;
    tell({ name: 'lost' });
  };
}

/** Opens the stream again if it is silent; at once if the network just came back, or a tab is used. */
function reopen(url, isNow) {
  const now = Date.now();
  if (isReady && now - heardAt < SHORTEST_WAIT_MS) return;
  if (!isNow && (isReplaced || now - openedAt < waitMs)) return;
  waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
  open(url);
}

/** What a tab sends: `join` and `leave`, and `again` when it has heard nothing for a while, or `now` when the network came back or it is used. */
function serve(port) {
  port.onmessage = ({ data: { name, url } }) => {
    if (name === 'leave') {
      ports.delete(port);
      if (ports.size === 0) close();
      return;
    }
    const isNew = !ports.has(port);
    ports.add(port);
    port.postMessage({ name: 'here' });
    if (name === 'join' && source === null) open(url);
    else if (name !== 'join') reopen(url, name === 'now');
    // Nothing is missed from here on: the tab reads again what it was rendered with.
    if (isNew && isReady) port.postMessage({ name: 'ready' });
  };
}

if ('onconnect' in self) self.onconnect = ({ ports: [port] }) => serve(port);
else serve(self);
