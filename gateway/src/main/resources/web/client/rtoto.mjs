// Live offers for a shop's pages: opens one stream for all tabs, renders each offer once, and tells
// what became of it. What comes from outside is set as text, never as markup.
//
// This file is the ES module. The classic build is made of it when the gateway starts: it differs
// in the first and the last statement only, and lines that only comment are left out of both.

const script = import.meta.url;

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30000;
// A stream that lived so long ended for a reason of its own: the next try is a first one again.
const LIVED_MS = 10000;
const LONGEST_TIMER_MS = 2 ** 31 - 1;
// Ids that were rendered, and outcomes on their way: these fit into what a page may send as it ends (64 KB).
const KEPT = 150;
const REFUSED = [400, 401, 403, 404];

const WORDS = {
  en: {
    offer: "For you", recommendation: "You may also like", dismiss: "Close", act: "Take a look",
    "goes-with-it": "Goes with it", "viewed-together": "Often viewed after {}",
    "bought-together": "Often bought with {}", "goes-with-basket": "Goes with {} in your cart",
    "bought-again": "Bought before", "looked-at-before": "You looked at it before", popular: "Popular", new: "New",
  },
  "zh-TW": {
    offer: "為您準備", recommendation: "您可能也喜歡", dismiss: "關閉", act: "看看",
    "goes-with-it": "搭配商品", "viewed-together": "常在「{}」之後瀏覽",
    "bought-together": "常與「{}」一起購買", "goes-with-basket": "與購物車中的「{}」相配",
    "bought-again": "先前購買過", "looked-at-before": "先前看過", popular: "熱門", new: "新品",
  },
  "zh-CN": {
    offer: "为您准备", recommendation: "您可能也喜欢", dismiss: "关闭", act: "看看",
    "goes-with-it": "搭配商品", "viewed-together": "常在“{}”之后浏览",
    "bought-together": "常与“{}”一起购买", "goes-with-basket": "与购物车中的“{}”相配",
    "bought-again": "先前购买过", "looked-at-before": "先前看过", popular: "热门", new: "新品",
  },
};

const STYLE = `
:host{all:initial;color-scheme:inherit;display:block;--paper:var(--rtoto-paper,Canvas);--ink:var(--rtoto-ink,CanvasText);--soft:var(--rtoto-soft,color-mix(in srgb,var(--ink) 68%,var(--paper)));--accent:var(--rtoto-accent,#4a58d6);--on-accent:var(--rtoto-on-accent,#fff);--radius:var(--rtoto-radius,16px);font:var(--rtoto-font,15px/1.5 system-ui,sans-serif);color:var(--ink)}
*{box-sizing:border-box;margin:0;padding:0}
section{position:relative;padding:16px 52px 16px 20px;background:var(--paper);border:1px solid color-mix(in srgb,var(--ink) 15%,var(--paper));border-radius:var(--radius)}
.over{position:fixed;z-index:var(--rtoto-z,9999);right:16px;bottom:16px;width:min(400px,calc(100vw - 32px));max-height:calc(100vh - 32px);overflow:auto;box-shadow:var(--rtoto-shadow,0 12px 40px -8px rgb(0 0 0/35%))}
.over.banner,.over.strip{left:0;right:0;margin:auto;width:min(920px,calc(100vw - 32px))}
.banner{display:flex;align-items:center;gap:4px 20px;flex-wrap:wrap}
.words{flex:1 1 260px}
h2{font-size:13px;font-weight:600;color:var(--soft)}
.strip h2{font-size:17px;color:var(--ink)}
.text{font-size:16px;font-weight:550}
.act{display:inline-block;padding:11px 20px;font:inherit;font-weight:600;color:var(--on-accent);background:var(--accent);border:0;border-radius:12px;text-decoration:none;cursor:pointer}
.card .act,.coupon .act{margin-top:12px}
.close{position:absolute;top:6px;right:6px;width:44px;height:44px;border:0;border-radius:50%;background:none;color:inherit;font:300 26px/1 system-ui;cursor:pointer}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.coupon{border:2px dashed var(--accent);background:color-mix(in srgb,var(--accent) 7%,var(--paper))}
ul{list-style:none;display:grid;gap:12px;margin-top:12px}
.strip ul{grid-auto-flow:column;grid-auto-columns:minmax(150px,230px);overflow-x:auto;padding:3px}
.strip{padding-right:20px}
.product{display:grid;align-content:start;gap:5px;color:inherit;text-decoration:none}
.card .product,.coupon .product{grid-template-columns:56px 1fr;column-gap:12px}
.card img,.coupon img{grid-row:span 3}
img{display:block;width:100%;aspect-ratio:1;object-fit:cover;border-radius:10px}
.name{font-weight:550}
.because{font-size:13px;color:var(--soft)}
@media (prefers-reduced-motion:no-preference){section{animation:come .3s ease-out}@keyframes come{from{opacity:0;translate:0 14px}}}
`;

// What the shop tells as a value or as a function, also of one that answers later.
const told = async (value) => (typeof value === "function" ? value() : value);

// What takes what is to be kept: all tabs of the browser, else this one, also over a reload. Where both
// are full or not for this page, it is remembered as long as the page is there.
const stores = [() => localStorage, () => sessionStorage, () => ({})].flatMap((open) => {
  try {
    return open() ?? [];
  } catch {
    // Not for this page.
    return [];
  }
});

// What tabs keep together, an entry each: a tab sees a little late what another one wrote, so a list
// that both read and write would lose some.
function keptIn(prefix) {
  // By value, which begins with the time.
  const entries = () => stores.flatMap(Object.entries).filter(([key]) => key.startsWith(prefix)).map(([key, value]) => [value, key]).sort();
  const remove = ([, key]) => stores.forEach((store) => delete store[key]);
  return {
    entries,
    remove,
    has: (id) => stores.some((store) => prefix + id in store),
    // Whether it outlives the page.
    add(id, text = "") {
      const taker = stores.find((store) => {
        try {
          return (store[prefix + id] = Date.now() + text);
        } catch {
          // Full: the next one.
        }
      });
      // What is oldest goes first.
      entries().slice(0, -KEPT).forEach(remove);
      return taker !== stores.at(-1);
    },
  };
}

// One tab at a time. Where there are no locks (a page without TLS), each tab is alone.
const alone = (name, work, how) => (navigator.locks ? navigator.locks.request(name, how, work) : work(true));

function languageOf(wish) {
  const tag = wish || document.documentElement.lang || navigator.language;
  return !/^zh/i.test(tag) ? "en" : /-(tw|hk|mo|hant)/i.test(tag) ? "zh-TW" : "zh-CN";
}

const nameIn = (names, language) => names?.[language] ?? names?.en ?? Object.values(names ?? {})[0];

// A link to the web, or nothing: what came from outside must not run.
function safe(url) {
  if (!url) return "";
  try {
    const { protocol, href } = new URL(url, location.href);
    return /^https?:$/.test(protocol) ? href : "";
  } catch {
    return "";
  }
}

function money(price, language) {
  try {
    const format = new Intl.NumberFormat(language, { style: "currency", currency: price.currency });
    return format.format(price.minor / 10 ** format.resolvedOptions().maximumFractionDigits);
  } catch {
    // None, or of no currency.
    return "";
  }
}

function make(tag, part, text) {
  const made = document.createElement(tag);
  made.className = part;
  made.setAttribute("part", part);
  made.textContent = text ?? "";
  return made;
}

function layoutOf(offer) {
  if (offer.kind === "recommendation") return "strip";
  if (/voucher|coupon|gift/.test(offer.name)) return "coupon";
  return offer.products?.length ? "card" : "banner";
}

// What became of offers, on its way to the gateway: kept until it says that it has it.
function outcomes({ gateway, writeKey, anonymousId }, name) {
  const kept = keptIn(`${name}:outcomes:`);
  let failures = 0;
  let timer;

  async function send() {
    const waiting = kept.entries();
    if (!waiting[0]) return;
    let done = false;
    try {
      const answer = await fetch(`${gateway}/v1/batch`, {
        method: "POST",
        keepalive: true,
        body: JSON.stringify({ writeKey, sentAt: new Date(), batch: waiting.map(([one]) => JSON.parse(one.slice(13))) }),
      });
      done = answer.ok || REFUSED.includes(answer.status);
    } catch {
      // Away: told again below.
    }
    if (done) {
      failures = 0;
      waiting.forEach(kept.remove);
    } else {
      clearTimeout(timer);
      timer = setTimeout(flush, waitAfter(failures++));
    }
  }

  const flush = () => alone(`${name}:outcomes`, send);

  // Kept at once, when the page tells the id at once: a click may lead to another page.
  function report(offer, outcome) {
    const call = {
      type: "track",
      event: `Offer ${outcome[0].toUpperCase()}${outcome.slice(1)}`,
      // The same id for the same outcome: told twice, it counts once.
      messageId: `${offer.decisionId}:${outcome}`,
      timestamp: new Date(),
      properties: { decisionId: offer.decisionId, slot: offer.slot },
    };
    const keep = (id) => {
      // What is lost with the page waits for no other tab.
      return kept.add(call.messageId, JSON.stringify({ ...call, anonymousId: id })) ? flush() : send();
    };
    const id = typeof anonymousId === "function" ? anonymousId() : anonymousId;
    return id?.then ? id.then(keep) : keep(id);
  }
  return { report, flush };
}

const waitAfter = (failures) => Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures) * (0.5 + Math.random() / 2);

// The stream of one visitor. A browser's own reconnecting repeats a ticket that is used up, and
// gives up for good on some answers, so each try has a session of its own.
function stream(settings, onOffer, stop) {
  const { gateway, writeKey } = settings;
  let lastId = "";
  let failures = 0;
  let round = 0;
  let interrupt = () => {};
  // Of the session that lives, and how the one before it is ended.
  let token;
  let ending;
  stop.addEventListener("abort", () => interrupt());

  const pause = (ms) => new Promise((done) => {
    const timer = setTimeout(done, ms);
    interrupt = () => done(clearTimeout(timer));
  });

  async function session() {
    const answer = await fetch(`${gateway}/v1/session`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: `Basic ${btoa(`${writeKey}:`)}` },
      body: JSON.stringify({ anonymousId: await told(settings.anonymousId), proof: await told(settings.proof) }),
      signal: stop,
    });
    if (answer.ok) return answer.json();
    // The browser's console says why, also where the page may not read the answer.
    if (REFUSED.includes(answer.status)) failures += 5;
    await pause(1000 * answer.headers.get("Retry-After"));
  }

  const follow = (ticket) => new Promise((ended) => {
    const source = new EventSource(`${gateway}/v1/offers?ticket=${encodeURIComponent(ticket)}${lastId && `&lastEventId=${encodeURIComponent(lastId)}`}`);
    const end = (reason) => {
      source.close();
      ended(reason);
    };
    source.onerror = () => end("lost");
    for (const kind of ["offer", "withdrawn"]) {
      source.addEventListener(kind, (message) => {
        lastId = message.lastEventId;
        onOffer(JSON.parse(message.data));
      });
    }
    source.addEventListener("close", (message) => end(JSON.parse(message.data).reason));
    interrupt = end;
  });

  async function run() {
    while (!stop.aborted) {
      const began = performance.now();
      const mine = round;
      let reason = "lost";
      try {
        // The next one may be of the same browser, which an end ends whole.
        await ending;
        const made = await session();
        if (made && mine === round) {
          token = made.token;
          reason = await follow(made.ticket);
        }
      } catch {
        // Away: tried again below.
      }
      if (stop.aborted) return;
      // The session was somebody else's.
      if (mine !== round) continue;
      if (reason === "signed_out") await pause(LONGEST_TIMER_MS);
      failures = performance.now() - began > LIVED_MS ? 0 : failures + 1;
      await pause(waitAfter(Math.max(0, failures - 1)));
    }
  }
  return {
    run,
    again(another) {
      if (another && token) {
        ending = fetch(`${gateway}/v1/session/end`, { method: "POST", keepalive: true, headers: { Authorization: `Bearer ${token}` } }).catch(() => {});
        token = "";
      }
      failures = 0;
      round++;
      interrupt();
    },
  };
}

// One offer on the page, in a shadow root of its own.
function surface(offer, settings, place, report) {
  const language = languageOf(settings.language);
  const words = { ...WORDS[language], ...settings.words?.[language] };
  const layout = settings.layout?.(offer) ?? layoutOf(offer);
  const host = document.createElement("div");
  host.lang = language;
  host.dataset.rtoto = layout;
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];

  let before = null;
  let shown = false;
  let timer;

  // Whoever did something with it has seen it.
  function tell(outcome) {
    if (!shown) report("shown");
    shown = true;
    if (outcome) report(outcome);
  }

  const see = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && tell(), { threshold: 0.3 });

  function remove() {
    const within = root.activeElement;
    see.disconnect();
    clearTimeout(timer);
    document.removeEventListener("keydown", onKey);
    host.remove();
    if (within) before?.focus();
  }

  function dismiss() {
    remove();
    tell("dismissed");
  }

  function onKey(event) {
    // Inline, Escape is for whoever is in it: the rest of the page may have its own use for it.
    if (event.key !== "Escape" || event.defaultPrevented || (place && !root.activeElement)) return;
    event.preventDefault();
    dismiss();
  }

  function link(made, url, productId) {
    const target = safe(url);
    if (target) made.href = target;
    made.addEventListener("click", (event) => {
      tell("clicked");
      settings.onClick?.(offer, productId, event);
      if (!place) remove();
    });
    return made;
  }

  function because({ because, ofNames }) {
    const of = nameIn(ofNames, language);
    const word = words[because] ?? "";
    return word.includes("{}") ? of && word.replace("{}", () => of) : word;
  }

  function item(product) {
    const { url, image } = settings.product?.(product.productId) ?? {};
    const made = link(make(safe(url) ? "a" : "div", "product"), url, product.productId);
    if (safe(image)) {
      const picture = make("img", "image");
      picture.src = safe(image);
      picture.alt = "";
      made.append(picture);
    }
    made.append(make("span", "name", nameIn(product.names, language) ?? product.productId));
    for (const [part, text] of [["price", money(product.price, language)], ["because", because(product)]]) {
      if (text) made.append(make("span", part, text));
    }
    const entry = make("li", "item");
    entry.append(made);
    return entry;
  }

  const box = make("section", `offer ${layout}`);
  if (!place) box.classList.add("over");
  box.setAttribute("aria-labelledby", "title");
  const head = make("div", "words");
  const strip = layout === "strip";
  const text = offer.text ?? words[offer.name];
  const title = make("h2", "title", strip ? text ?? words.recommendation : words.offer);
  title.id = "title";
  head.append(title);
  if (!strip) head.append(make("p", "text", text ?? offer.name));
  box.append(head);
  if (offer.products?.length) {
    const list = make("ul", "products");
    // Safari takes a list without marks for none.
    list.setAttribute("role", "list");
    list.append(...offer.products.map(item));
    box.append(list);
  }
  if (!strip) {
    const url = settings.link?.(offer);
    box.append(link(make(safe(url) ? "a" : "button", "act", words.act), url));
  }
  if (!place || !strip) {
    const close = make("button", "close", "×");
    close.setAttribute("aria-label", words.dismiss);
    close.addEventListener("click", dismiss);
    box.append(close);
  }

  // It says itself when it comes, and takes nobody's focus.
  const live = make("div", "live");
  live.setAttribute("role", "status");
  root.append(live);
  host.addEventListener("focusin", (event) => { before = event.relatedTarget ?? before; });
  document.addEventListener("keydown", onKey);
  (place ?? document.body).append(host);
  requestAnimationFrame(() => {
    live.append(box);
    see.observe(box);
  });

  return {
    // Products stay where they were seen; an offer that does not hold any more does not.
    expire() {
      if (!shown) report("expired");
      if (!shown || offer.kind !== "recommendation") remove();
    },
    remove,
    until(ms, then) { timer = setTimeout(then, ms); },
  };
}

// Begins: see rtoto.d.ts for what may be told.
function start(options) {
  for (const needed of ["writeKey", "anonymousId"]) {
    if (!options?.[needed]) throw new TypeError(`rtoto.start: ${needed} is missing.`);
  }
  const settings = { gateway: new URL(script).origin, ...options };
  settings.gateway = settings.gateway.replace(/\/+$/, "");
  const name = `rtoto:${settings.gateway}:${settings.writeKey}`;
  const stopping = new AbortController();
  const stop = stopping.signal;
  const channel = new BroadcastChannel(name);
  const seen = keptIn(`${name}:seen:`);
  const outcome = outcomes(settings, name);
  // By id what waits for a tab that is looked at, by slot what is on the page.
  const waiting = new Map();
  const showing = new Map();

  // Whoever has taken it keeps the lock, too: what it wrote reaches other tabs a little late.
  const claim = (id) => new Promise((done) => alone(`${name}:${id}`, (lock) => {
    if (!lock || seen.has(id)) return done(false);
    seen.add(id);
    done(true);
    return new Promise(() => {});
  }, { ifAvailable: true }));

  const left = (offer) => (offer.validUntil ? Date.parse(offer.validUntil) - Date.now() : Infinity);

  async function consider(offer) {
    if (stop.aborted || !waiting.has(offer.decisionId)) return;
    const late = left(offer) <= 0;
    const place = late ? null : settings.place?.(offer);
    if (!late && (document.hidden || place === null)) return;
    waiting.delete(offer.decisionId);
    if (!(await claim(offer.decisionId))) return;
    const report = (what) => outcome.report(offer, what);
    if (late) return report("expired");
    if (settings.onOffer?.(offer, report)) return;
    showing.get(offer.slot)?.remove();
    const made = surface(offer, settings, place, report);
    showing.set(offer.slot, made);
    made.id = offer.decisionId;
    if (left(offer) < LONGEST_TIMER_MS) made.until(left(offer), made.expire);
  }

  function hear(offer) {
    const id = offer.decisionId;
    if (offer.withdrawn) {
      // The customer saw it on another of their devices.
      seen.add(id);
      waiting.delete(id);
      showing.forEach((made) => made.id === id && made.remove());
      settings.onWithdrawn?.(id);
    } else if (id && offer.name && !waiting.has(id) && !seen.has(id)) {
      waiting.set(id, offer);
      if (left(offer) < LONGEST_TIMER_MS) setTimeout(consider, left(offer), offer);
      consider(offer);
    }
  }

  const look = () => waiting.forEach(consider);
  const live = stream(settings, (offer) => {
    channel.postMessage({ offer });
    hear(offer);
  }, stop);

  const clear = () => showing.forEach((made) => made.remove());
  const begin = (another) => {
    if (another) {
      clear();
      waiting.clear();
    }
    live.again(another);
  };
  channel.onmessage = ({ data }) => (data.offer ? hear(data.offer) : begin(data.another));
  document.addEventListener("visibilitychange", look, { signal: stop });
  alone(name, live.run, { signal: stop }).catch((why) => { if (why.name !== "AbortError") throw why; });
  outcome.flush();

  return {
    restart(another = true) {
      begin(another);
      channel.postMessage({ another });
    },
    look,
    stop() {
      stopping.abort();
      clear();
      channel.close();
    },
  };
}

export { start };
