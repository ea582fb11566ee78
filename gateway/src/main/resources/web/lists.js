// The three streams and what was set aside.

import { avatar, byId, element, prepend, shortId, showEmpty } from "/web/dom.js";
import { factTerms, shownAtOnce } from "/web/facts.js";
import { decimal, languageOf, moment, momentNamed, money, named, number, product, time, word } from "/web/words.js";

const EVENTS_SHOWN = 60;
const CUSTOMERS_SHOWN = 40;
// Of each kind: what is frequent shall not drive out what is rare.
const DECISIONS_SHOWN = 40;
const PRODUCTS_SHOWN = 4;
const DEAD_LETTERS_SHOWN = 50;
const KINDS = ["recommendation", "offer", "alert", "task", "record"];
const SHAPES = { recommendation: "✦", offer: "%", alert: "!", task: "✓", record: "≡" };

let openCustomer;
// Decisions that wait until nobody reads those that are shown.
let held = [];
const rows = new Map();
// Which id the customer of an id has now.
const successors = new Map();
const SUCCESSORS_KNOWN = 5000;

export function prepareLists(onCustomer) {
  openCustomer = onCustomer;
  const filter = byId("filter");
  const choose = (kind) => {
    byId("decisions").dataset.only = kind;
    for (const button of filter.children) button.setAttribute("aria-pressed", String(button.dataset.kind === kind));
    showNone();
  };
  filter.append(...["all", ...KINDS].map((kind) => element("button", { type: "button", "data-kind": kind, title: word(kind), onclick: () => choose(kind) }, SHAPES[kind] ? element("span", { class: "mark", "aria-hidden": "true", text: SHAPES[kind] }) : null, element("span", { class: "label", text: word(kind) }))));
  choose("all");
  byId("decisions-held").addEventListener("click", () => {
    showHeld();
    byId("decisions").scrollTop = 0;
  });
  showAllEmpty();
}

function showAllEmpty() {
  const call = `curl -u demo: ${location.origin}/v1/track -d '{"userId":"you","event":"Product Viewed","properties":{"product_id":"p1"}}'`;
  showEmpty(byId("events"), word("noEvents"), call);
  showEmpty(byId("customers"), word("noCustomers"));
  showEmpty(byId("decisions"), word("noDecisions"));
  showEmpty(byId("dead-letters"), word("noDeadLetters"));
}

export function clearLists() {
  rows.clear();
  successors.clear();
  for (const id of ["events", "customers", "dead-letters"]) byId(id).replaceChildren();
}

export function showLines(frame) {
  frame.erased.forEach(forget);
  const replaced = Object.entries(frame.replaced);
  replaced.forEach(([id, by]) => replace(id, by));
  if (replaced.length > 0) nameAgain();
  // Who points at a line wants to read it: it stays where it is.
  if (frame.whole || !byId("events").matches(":hover")) {
    prepend(byId("events"), frame.events.slice(-EVENTS_SHOWN).reverse().map(eventRow), EVENTS_SHOWN);
    byId("events-left-out").textContent = frame.eventsLeftOut > 0 ? word("leftOut", number(frame.eventsLeftOut)) : "";
  }
  showCustomers(frame.customers, frame.whole);
  showDecisions(frame.decisions, frame.whole);
  prepend(byId("dead-letters"), frame.deadLetters.map(deadLetterRow).reverse(), DEAD_LETTERS_SHOWN);
  showAllEmpty();
}

// Whoever was erased leaves the page at once.
function forget(customer) {
  rows.get(customer)?.remove();
  rows.delete(customer);
  document.querySelectorAll(`[data-customer="${CSS.escape(customer)}"]`).forEach((line) => line.remove());
  held = held.filter((decision) => decision.customer !== customer);
}

// The row goes; the lines stay, and lead to who has them now.
function replace(id, by) {
  rows.get(id)?.remove();
  rows.delete(id);
  if (successors.size > SUCCESSORS_KNOWN) successors.clear();
  successors.set(id, by);
}

function nameAgain() {
  document.querySelectorAll("[data-customer]").forEach((line) => {
    const named = line.querySelector(".who");
    const now = current(line.dataset.customer);
    if (!named || named.title === now) return;
    const focused = named === document.activeElement;
    named.replaceWith(who(now));
    if (focused) line.querySelector(".who").focus();
  });
}

function current(id) {
  const passed = new Set();
  while (successors.has(id) && !passed.has(id)) {
    passed.add(id);
    id = successors.get(id);
  }
  return id;
}

function who(id) {
  return element("button", { type: "button", class: "who", title: id, "aria-label": `${word("customer")} ${shortId(id)}`, "aria-haspopup": "dialog", onclick: () => openCustomer(id) }, avatar(id), element("span", { class: "id", text: shortId(id) }));
}

export function eventText(event) {
  const about = event.product ? product(event.product) : event.type === "OfferOutcomeReported" ? named(event.subject) : event.subject;
  return [element("span", { class: "verb", text: word(event.type) ?? event.type }), about ? element("span", { class: "about", text: about, title: event.product ?? about }) : null];
}

function eventRow(event) {
  return element("li", { class: "event", "data-type": event.type, "data-customer": event.customer }, who(current(event.customer)), element("p", {}, ...eventText(event)), element("span", { class: "amount", text: money(event.amount) }), element("time", { datetime: event.at, title: moment(event.at), text: time(event.at) }));
}

// Rows stay where they are, so that one can be clicked; new customers come in on top.
function showCustomers(customers, whole) {
  const list = byId("customers");
  const held = !whole && list.matches(":hover, :focus-within");
  for (const customer of customers) {
    // Replaced, and come apart again.
    if (successors.delete(customer.id)) nameAgain();
    const known = rows.get(customer.id);
    const row = customerRow(customer);
    if (known) {
      const focused = known.contains(document.activeElement);
      known.replaceWith(row);
      if (focused) row.querySelector("button").focus();
      rows.delete(customer.id);
      rows.set(customer.id, row);
    } else if (!held) {
      prepend(list, [row], Infinity);
      rows.set(customer.id, row);
    }
  }
  while (rows.size > CUSTOMERS_SHOWN) {
    const [id, row] = rows.entries().next().value;
    rows.delete(id);
    row.remove();
  }
}

function customerRow(customer) {
  const names = element("span", { class: "names" }, ...customer.identifiers.map((type) => element("span", { class: "chip", text: word(type) ?? type })));
  const worth = customer.orders > 0 ? `${word("orders", number(customer.orders))} · ${money(customer.spent)}` : word("noOrders");
  return element(
    "li",
    { class: "customer" },
    element(
      "button",
      { type: "button", class: "row", "aria-haspopup": "dialog", onclick: () => openCustomer(customer.id) },
      avatar(customer.id),
      element("span", { class: "id", text: shortId(customer.id) }),
      names,
      element("span", { class: "worth", text: worth }),
      customer.inCart > 0 ? element("span", { class: "cart", text: word("inCart", number(customer.inCart)) }) : null,
    ),
  );
}

function showDecisions(decisions, whole) {
  const list = byId("decisions");
  const reading = isRead(list);
  if (whole && !reading) list.replaceChildren();
  if (whole) held = newerThanShown(list, decisions);
  else held.push(...decisions);
  held = newestOfEachKind(held.reverse(), (decision) => decision.kind).reverse();
  if (!reading) showHeld();
  byId("decisions-held").hidden = held.length === 0;
  byId("decisions-held").textContent = word("showHeld", number(held.length));
}

function showHeld() {
  const list = byId("decisions");
  if (held.length > 0) prepend(list, held.splice(0).reverse().map(decisionCard), Infinity);
  const cards = [...list.querySelectorAll(".decision")];
  const stay = new Set(newestOfEachKind(cards, (card) => card.dataset.kind));
  cards.filter((card) => !stay.has(card)).forEach((card) => card.remove());
  byId("decisions-held").hidden = true;
  showNone();
}

// Who points at a card, has opened one, goes through them by key, or has scrolled down to one.
function isRead(list) {
  const focused = document.activeElement;
  const byKey = focused !== list && list.contains(focused) && focused.matches(":focus-visible");
  // A touch leaves its pointer where it was.
  const pointed = matchMedia("(hover: hover)").matches && list.matches(":hover");
  return pointed || byKey || list.scrollTop > 0 || [...list.querySelectorAll("details[open]")].some((opened) => opened.offsetParent !== null);
}

// Of a whole state, what came after the cards. Of these stay those that it has: others were erased,
// or are too long ago.
function newerThanShown(list, decisions) {
  const there = new Map(decisions.map((decision, i) => [decision.id, i]));
  let newest = -1;
  for (const card of list.querySelectorAll(".decision")) {
    const i = there.get(card.dataset.id);
    if (i === undefined) card.remove();
    else newest = Math.max(newest, i);
  }
  return decisions.slice(newest + 1);
}

function newestOfEachKind(newestFirst, kindOf) {
  const counted = {};
  return newestFirst.filter((one) => (counted[kindOf(one)] = (counted[kindOf(one)] ?? 0) + 1) <= DECISIONS_SHOWN);
}

// That there are none of the kind that is asked for.
function showNone() {
  const list = byId("decisions");
  const only = list.dataset.only;
  list.querySelector(".none")?.remove();
  if (only === "all" || list.querySelector(`.decision[data-kind="${only}"]`) || list.querySelector(".empty")) return;
  if (list.children.length > 0) list.append(element("li", { class: "empty none" }, element("p", { text: word("none_" + only) })));
}

export function decisionCard(decision) {
  // Who is held out was told nothing: an offer that looked like one would mislead whoever talks to them.
  const kind = (decision.arm ?? "treated") === "treated" ? decision.kind : "held_out";
  return element(
    "li",
    { class: "decision", "data-kind": decision.kind, "data-arm": decision.arm, "data-id": decision.id, "data-customer": decision.customer },
    element("span", { class: "shape", "aria-hidden": "true", text: SHAPES[decision.kind] ?? "·" }),
    element(
      "div",
      {},
      element("p", { class: "what" }, element("b", { text: named(decision.name) }), element("span", { class: "kind", text: word("kind_" + kind) ?? decision.kind })),
      decision.text ? element("p", { class: "text", lang: languageOf(decision.text, decision.facts["customer.language"]), text: decision.text }) : null,
      decision.products.length > 0 ? products(decision.products) : null,
      element("p", { class: "why" }, element("span", { text: momentNamed(decision.moment) }), ...shownAtOnce(decision.facts)),
    ),
    element("div", { class: "whom" }, who(current(decision.customer)), element("time", { datetime: decision.at, title: moment(decision.at), text: time(decision.at) })),
    element("details", {}, element("summary", { text: word("why") }), reasons(decision)),
  );
}

function products(ids) {
  const more = ids.slice(PRODUCTS_SHOWN);
  return element(
    "p",
    { class: "products" },
    ...ids.slice(0, PRODUCTS_SHOWN).map((id) => element("span", { class: "chip", text: product(id), title: id })),
    more.length > 0 ? element("span", { class: "more", text: word("andMore", number(more.length)), title: more.map(product).join(", ") }) : null,
  );
}

function reasons(decision) {
  return element(
    "dl",
    { class: "reasons" },
    ...(decision.script ? pair(word("script"), decision.script, { lang: languageOf(decision.script, decision.facts["customer.language"]) }) : []),
    ...pair(word("rule"), decision.rule),
    ...(decision.recommended ?? []).flatMap((one) => pair(product(one.productId), `${allOf(one)} (${decimal(one.weight)})`, { title: one.productId })),
    ...(decision.considered.length > 1 ? decision.considered.flatMap((one) => pair(word("considered"), `${named(one.name)} – ${(one.stoppedBy ?? [one.outcome]).map((what) => word(what) ?? what).join(", ")} (${one.priority})`, { title: one.rule })) : []),
    ...factTerms(decision.moment, decision.facts),
  );
}

// "often viewed after …" names the other product, "bought every …" the days.
const because = (one) => word("because_" + one.because, one.of ? product(one.of) : one.everyDays) ?? named(one.because);

// What else speaks for it tells how much of the whole weight it is.
const allOf = (one) => [because(one), ...(one.also ?? []).map((each) => `${because(each)} ${decimal(each.weight)}`)].join(", ");

const pair = (term, text, attributes = {}) => [element("dt", { text: term }), element("dd", { text, ...attributes })];

function deadLetterRow(letter) {
  return element("li", { class: "dead" }, element("span", { class: "chip", text: letter.reason }), element("p", { text: letter.detail }), element("code", { text: letter.place }));
}
