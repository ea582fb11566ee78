// The debugger's page: the newest calls of one write key, asked for every two seconds.

import { byId, element, showEmpty } from "/web/dom.js";
import { sayAll, time, word } from "/web/words.js";

const EVERY_MILLIS = 2000;
const DEFAULT_KEY = "demo";

// What is shown: the same answer again must not close what somebody has opened.
let shown = "";

sayAll();
byId("key").value = new URLSearchParams(location.search).get("key") ?? DEFAULT_KEY;
byId("key").addEventListener("input", ask);
ask();
setInterval(ask, EVERY_MILLIS);

async function ask() {
  const key = byId("key").value;
  if (document.hidden || key === "") return;
  let answer;
  try {
    const response = await fetch(`/v1/debugger?key=${encodeURIComponent(key)}`);
    answer = await response.json();
  } catch {
    answer = { message: word("lost") };
  }
  // A slow answer to what was asked before must not stand under another key.
  if (key !== byId("key").value) return;
  byId("problem").hidden = answer.message === undefined;
  byId("problem").textContent = answer.message ?? "";
  show(answer.calls ?? []);
}

function show(calls) {
  const now = JSON.stringify(calls);
  if (now === shown) return;
  shown = now;
  byId("calls").replaceChildren(...calls.map(line));
  showEmpty(byId("calls"), word("noCalls"), `curl -u ${DEFAULT_KEY}: ${location.origin}/v1/track -d '{"userId":"anna","event":"Product Viewed"}'`);
}

function line(call) {
  const what = [call.call?.type, call.call?.event].filter(Boolean).join(" · ");
  return element(
    "li",
    {},
    element(
      "details",
      {},
      element(
        "summary",
        {},
        element("time", { datetime: call.receivedAt, text: time(call.receivedAt) }),
        element("b", { text: what || "–" }),
        verdict(call.verdict, call.reason),
        call.job ? verdict(call.job.verdict, call.job.detail ?? call.job.reason) : null,
      ),
      element("pre", { text: JSON.stringify(call, null, 2) }),
    ),
  );
}

function verdict(name, why) {
  return element("span", { class: "verdict", "data-verdict": name }, word(name), why ? element("small", { text: ` ${why}` }) : null);
}
