// Sends events to a gateway as a shop's page does, by window.track(n), once it is there.
// Usage: page.html?sdk=SDK&gateway=URL; SDK is segment or rudderstack.
const asked = new URLSearchParams(location.search);
const gateway = new URL(asked.get("gateway"));

// By what Segment's own snippet sets up.
async function segment() {
  const waiting = [];
  for (const method of ["track", "ready"]) waiting[method] = (...told) => waiting.push([method, ...told]);
  waiting._writeKey = "demo";
  waiting._cdn = gateway.origin;
  window.analytics = waiting;
  const script = document.createElement("script");
  script.src = `${gateway.origin}/analytics-next/bundles/standalone.js`;
  document.head.append(script);
  await new Promise((done) => waiting.ready(done));
  return window.analytics;
}

async function rudderstack() {
  const { RudderAnalytics } = await import("/rudderstack.mjs");
  const analytics = new RudderAnalytics();
  // By default it waits twice as long before each try, and a test is not so patient.
  analytics.load("demo", gateway.origin, { configUrl: gateway.origin, queueOptions: { maxRetryDelay: 500, maxAttempts: 100 } });
  await new Promise((done) => analytics.ready(done));
  return analytics;
}

const analytics = await { segment, rudderstack }[asked.get("sdk")]();
window.track = (n) => analytics.track("Product Viewed", { product_id: `browser-${asked.get("sdk")}-${n}` });
