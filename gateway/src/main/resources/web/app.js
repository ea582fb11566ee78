// The page: what comes over the stream, shown.

import { showCustomer } from "/web/customer.js";
import { byId } from "/web/dom.js";
import { prepareFigures, showFigures } from "/web/figures.js";
import { clearLists, prepareLists, showLines } from "/web/lists.js";
import { follow } from "/web/stream.js";
import { learn, sayAll, word } from "/web/words.js";

let paused = false;
// What came while the page was paused: the newest of it is enough.
let waiting = [];
const WAITING_FRAMES = 40;

sayAll();
prepareFigures();
prepareLists(showCustomer);
follow("/v1/live", { onFrame, onState });

// Who comes from the page of operations by the number of what was set aside wants to see it.
if (location.hash === "#set-aside") byId("set-aside").open = true;

byId("pause").addEventListener("click", togglePause);
document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() === "p" && !event.ctrlKey && !event.metaKey && !event.altKey && !byId("customer").open) togglePause();
});

function onFrame(frame) {
  learn(frame.names);
  showFigures(frame.figures, frame.asOf);
  showMissing(frame.missing);
  if (!paused) {
    show(frame);
  } else {
    if (frame.whole) waiting = [];
    waiting.push(frame);
    if (waiting.length > WAITING_FRAMES) waiting.shift();
  }
}

function show(frame) {
  if (frame.whole) clearLists();
  showLines(frame);
}

function togglePause() {
  paused = !paused;
  byId("pause").setAttribute("aria-pressed", String(paused));
  byId("pause-word").textContent = word(paused ? "resume" : "pause");
  if (!paused) waiting.splice(0).forEach(show);
}

function showMissing(missing) {
  byId("missing").hidden = missing.length === 0;
  byId("missing").textContent = missing.join(" ");
}

let state = "waiting";

function onState(now, age) {
  document.body.classList.toggle("stale", now !== "live");
  byId("live").dataset.state = now;
  const text = now === "live" ? word("live") : now === "stale" || age !== null ? (now === "lost" && age < 4 ? word("lost") : word("staleFor", age)) : word("connecting");
  // A screen reader says it when the state changes, not each second.
  if (state !== now) byId("live-word").textContent = text;
  else byId("live-word").firstChild?.replaceData?.(0, byId("live-word").firstChild.length, text);
  state = now;
}

byId("live-word").textContent = word("connecting");
