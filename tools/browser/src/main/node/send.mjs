// Sends events to a gateway as a shop's server does: for each line "FROM TO" that it is told, those
// of these numbers; and says "sent TO" once all of them are. Usage: node send.mjs SDK URL WRITE-KEY;
// SDK is segment, rudderstack or jitsu.
import { createInterface } from "node:readline";

const [sdk, url, writeKey] = process.argv.slice(2);
const looked = (n) => ["Product Viewed", { product_id: `node-${sdk}-${n}` }];
const call = (n) => ({ userId: "sdk", event: looked(n)[0], properties: looked(n)[1] });

async function segment() {
  const { Analytics } = await import("@segment/analytics-node");
  const analytics = new Analytics({ writeKey, host: url, flushAt: 5, maxRetries: 10 });
  analytics.on("error", (error) => console.error(error));
  return (n) => new Promise((sent) => analytics.track(call(n), sent));
}

async function rudderstack() {
  const { default: RudderAnalytics } = await import("@rudderstack/rudder-sdk-node");
  const analytics = new RudderAnalytics(writeKey, {
    dataPlaneUrl: url,
    flushAt: 5,
    flushInterval: 200,
    // Its default is three tries within a second and a half, and then the events are lost.
    retryCount: 400,
    axiosRetryConfig: { retryDelay: () => 250 },
    // It would tell of each try.
    logLevel: "none",
  });
  return (n) => new Promise((sent) => analytics.track(call(n), sent));
}

async function jitsu() {
  const { jitsuAnalytics } = await import("@jitsu/js");
  const analytics = jitsuAnalytics({ host: url, writeKey, fetch });
  return (n) => analytics.track(...looked(n));
}

const track = await { segment, rudderstack, jitsu }[sdk]();
for await (const line of createInterface({ input: process.stdin })) {
  const [from, to] = line.split(" ").map(Number);
  const sent = [];
  for (let n = from; n < to; n++) sent.push(track(n));
  Promise.all(sent).then(() => console.log(`sent ${to}`));
}
process.exit(0);
