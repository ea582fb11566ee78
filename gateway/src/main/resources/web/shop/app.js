// The shop: one document, which shows what its path says, so that an offer stays while one looks around.

import * as analytics from "/shop/files/analytics.js";
import * as cart from "/shop/files/cart.js";
import { all, load } from "/shop/files/catalogue.js";
import { prepare as prepareChat } from "/shop/files/chat.js";
import { byId } from "/web/dom.js";
import { receive } from "/shop/files/offers.js";
import { filterBy, pageFor } from "/shop/files/pages.js";
import * as visitor from "/shop/files/visitor.js";
import { language, sayAll, speak, word } from "/shop/files/words.js";

const AGAIN_MS = 1500;

let offers = null;

function show({ tells }) {
  const { title, content, named, tell } = pageFor(location, go);
  byId("main").replaceChildren(content);
  document.title = title ? `${title} · ${word("shop")}` : word("shop");
  if (tells) {
    window.analytics.page(named);
    tell?.();
  }
  offers?.look();
}

function go(path) {
  history.pushState(null, "", path);
  show({ tells: true });
  scrollTo(0, 0);
  byId("main").focus({ preventScroll: true });
}

function showCount() {
  const count = cart.lines().reduce((sum, line) => sum + line.quantity, 0);
  byId("cart-count").textContent = count;
  byId("cart-count").hidden = count === 0;
}

function showVisitor() {
  byId("account").textContent = visitor.user() ? word("signOut", visitor.user()) : word("signIn");
}

function notice(text) {
  byId("notice").hidden = !text;
  byId("notice").textContent = text ?? "";
}

function prepareSignIn() {
  const dialog = byId("sign-in");
  byId("account").addEventListener("click", async () => {
    if (!visitor.user()) return dialog.showModal();
    await visitor.signOut();
    showVisitor();
    offers?.restart();
  });
  byId("sign-in-cancel").addEventListener("click", () => dialog.close());
  byId("sign-in-form").addEventListener("submit", async () => {
    try {
      await visitor.signIn(byId("name").value);
      showVisitor();
      offers?.restart(false);
    } catch (why) {
      notice(why.message || word("away"));
    }
  });
}

function prepareLinks() {
  document.addEventListener("click", (event) => {
    // From within an offer too, which has a root of its own.
    const link = event.composedPath().find((one) => one instanceof HTMLAnchorElement);
    if (!link?.href || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const url = new URL(link.href);
    if (url.origin !== location.origin || !url.pathname.startsWith("/shop/") || url.hash) return;
    event.preventDefault();
    go(url.pathname + url.search);
  });
  addEventListener("popstate", () => show({ tells: true }));
}

// The catalogue comes with the first start of everything: until then the shelves are empty.
async function stocked() {
  for (;;) {
    try {
      const writeKey = await load();
      if (all().length > 0) return writeKey;
      notice(word("filling"));
    } catch {
      notice(word("away"));
    }
    await new Promise((done) => setTimeout(done, AGAIN_MS));
  }
}

async function begin() {
  sayAll();
  byId("language").value = language;
  byId("language").addEventListener("change", (event) => speak(event.target.value));
  byId("query").placeholder = word("search");
  byId("query").addEventListener("input", (event) => {
    if (location.pathname !== "/shop/") go("/shop/");
    filterBy(event.target.value);
  });
  byId("search").addEventListener("submit", (event) => event.preventDefault());
  byId("chat-text").placeholder = word("chatHint");
  prepareSignIn();
  prepareLinks();
  showVisitor();
  const writeKey = await stocked();
  notice(null);
  const loaded = analytics.load(writeKey);
  cart.changed.addEventListener("change", () => {
    showCount();
    if (["/shop/cart", "/shop/checkout"].includes(location.pathname)) show({ tells: false });
  });
  showCount();
  prepareChat();
  show({ tells: true });
  if (!(await loaded)) return notice(word("noSdk"));
  await visitor.proof();
  showVisitor();
  offers = receive(writeKey);
}

begin();
