// The same with the module.
import { start } from "/rtoto.mjs";

start({ writeKey: "demo", anonymousId: new URLSearchParams(location.search).get("anonymousId") });
