// The connection: hands frames on, and says when they stop.

const STALE_AFTER_MS = 4000;
const LONGEST_WAIT_MS = 15000;

// Whoever is not let in is to log in: the stream itself tells no status.
async function requireLogin() {
  const me = await fetch("/v1/me").catch(() => null);
  if (me !== null && me.status === 401) location.assign("/login");
}

export function follow(url, { onFrame, onState }) {
  let source;
  let lastFrameAt = null;
  let failures = 0;

  function open() {
    source = new EventSource(url);
    source.addEventListener("frame", (event) => {
      failures = 0;
      lastFrameAt = performance.now();
      onFrame(JSON.parse(event.data));
      onState("live", 0);
    });
    source.onerror = () => {
      onState("lost", age());
      // A browser never tries again after an answer such as 503, so we do: later each time, and
      // not all pages at once.
      if (source.readyState === EventSource.CLOSED) {
        requireLogin();
        const wait = Math.min(LONGEST_WAIT_MS, 1000 * 2 ** failures++);
        setTimeout(open, wait * (0.5 + Math.random() / 2));
      }
    };
  }

  const age = () => (lastFrameAt === null ? null : Math.round((performance.now() - lastFrameAt) / 1000));

  setInterval(() => {
    if (lastFrameAt !== null && performance.now() - lastFrameAt > STALE_AFTER_MS) {
      onState(source.readyState === EventSource.OPEN ? "stale" : "lost", age());
    }
  }, 1000);

  open();
}
