// Sends events to a gateway as a shop's server does: half of them, and the rest when it is told to
// go on. Usage: node send.mjs SDK URL EVENTS; SDK is segment, rudderstack or jitsu.
import { createInterface } from "node:readline";

const [sdk, url, events] = [process.argv[2], process.argv[3], Number(process.argv[4])];

async function segment() {
  const { Analytics } = await import("@segment/analytics-node");
  const analytics = new Analytics({ writeKey: "demo", host: url, flushAt: 5, maxRetries: 10 });
  analytics.on("error", (error) => console.error(error));
  return {
    track: (n) => analytics.track({ userId: "sdk", event: "Looked", properties: { n } }),
    flush: () => analytics.flush(),
  };
}

async function rudderstack() {
  const { default: RudderAnalytics } = await import("@rudderstack/rudder-sdk-node");
  const analytics = new RudderAnalytics("demo", {
    dataPlaneUrl: url,
    flushAt: 5,
    flushInterval: 200,
    // Its default is three tries within a second and a half, and then the events are lost.
    retryCount: 40,
    axiosRetryConfig: { retryDelay: () => 250 },
  });
  const sent = [];
  return {
    track: (n) =>
      sent.push(
        new Promise((resolve) =>
          analytics.track({ userId: "sdk", event: "Looked", properties: { n } }, resolve),
        ),
      ),
    // Its own flush sends one batch, and does not wait for the others.
    flush: () => Promise.all(sent),
  };
}

async function jitsu() {
  const { jitsuAnalytics } = await import("@jitsu/js");
  const analytics = jitsuAnalytics({ host: url, writeKey: "demo:secret", fetch });
  const sent = [];
  return {
    track: (n) => sent.push(analytics.track("Looked", { n })),
    flush: () => Promise.all(sent),
  };
}

const { track, flush } = await { segment, rudderstack, jitsu }[sdk]();
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
for (let n = 0; n < events; n++) {
  if (n === events / 2) {
    await flush();
    console.log("half");
    await lines.next();
  }
  track(n);
}
await flush();
console.log("done");
process.exit(0);
