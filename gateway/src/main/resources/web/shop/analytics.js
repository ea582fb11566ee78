// Segment's SDK for browsers, unmodified: what a shop changes is the address.

const METHODS = ["page", "track", "identify", "reset", "ready", "on"];

// Calls are kept until the SDK has loaded, as in Segment's own snippet. False when it cannot be had.
export function load(writeKey) {
  const waiting = [];
  for (const method of METHODS) waiting[method] = (...told) => waiting.push([method, ...told]);
  waiting.user = () => null;
  waiting._writeKey = writeKey;
  waiting._cdn = location.origin;
  waiting._loadOptions = { integrations: { "Segment.io": { apiHost: `${location.host}/v1`, protocol: location.protocol.slice(0, -1) } } };
  window.analytics = waiting;
  return new Promise((done) => {
    const script = document.createElement("script");
    script.src = "/analytics-next/bundles/standalone.js";
    script.onerror = () => done(false);
    document.head.append(script);
    waiting.ready(() => done(true));
  });
}

export const anonymousId = () => window.analytics.user()?.anonymousId();
