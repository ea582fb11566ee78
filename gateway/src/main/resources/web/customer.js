// One customer, in a panel at the side.

import { avatar, byId, element, shortId } from "/web/dom.js";
import { decisionCard, eventText } from "/web/lists.js";
import { decimal, language, learn, moment, momentNamed, money, named, number, percent, product, time, word } from "/web/words.js";

export async function showCustomer(id) {
  const dialog = byId("customer");
  const { customer, problem } = await ask(id);
  const content = customer ? known(customer) : [element("p", { class: "quiet-text", role: "status", text: problem })];
  // It may have another id by now.
  dialog.replaceChildren(head(dialog, customer?.id ?? id), element("div", { class: "body" }, ...content));
  if (!dialog.open) dialog.showModal();
  dialog.onclick = (event) => {
    if (event.target === dialog) dialog.close();
  };
}

// The page that has all of their story, in the language chosen here.
function pageOf(id) {
  const lang = new URLSearchParams(location.search).get("lang");
  return "/customers?" + new URLSearchParams(lang ? { id, lang } : { id });
}

// What is known, or why nothing is told.
async function ask(id) {
  let answer;
  try {
    answer = await fetch("/v1/live/customers/" + encodeURIComponent(id));
    if (answer.ok) return { customer: await answer.json() };
  } catch {
    // Nobody there, or gone within the answer; what else was wrong with it no browser tells.
    return { problem: word("unreachable") };
  }
  return { problem: answer.status === 404 ? word("gone") : word("wrongAnswer", answer.status) };
}

function head(dialog, id) {
  return element("header", {}, avatar(id), element("h2", { id: "customer-title" }, `${word("customer")} ${shortId(id)}`, element("small", { text: id })), element("a", { class: "quiet", href: pageOf(id), text: word("whole") }), element("button", { type: "button", class: "quiet", "aria-label": word("close"), text: "✕", onclick: () => dialog.close() }));
}

function known(customer) {
  learn(customer.names);
  return [
    ...tags(customer.tags),
    element("p", { class: "known-by" }, element("span", { text: word("knownBy") }), ...customer.identifiers.map((type) => element("span", { class: "chip", text: word(type) ?? type }))),
    element("dl", { class: "facts" }, ...pair("tier", customer.tier ? named(customer.tier) : "–"), ...pair("spent", money(customer.spent) || "–"), ...pair("orderCount", number(customer.orders)), ...pair("leadScore", number(customer.leadScore)), ...pair("lastOrder", customer.lastOrderAt ? moment(customer.lastOrderAt) : "–"), ...pair("lastSeen", moment(customer.lastSeenAt)), ...pair("seen", number(customer.events)), ...pair("firstSeen", moment(customer.firstSeenAt))),
    ...comesBack(customer),
    ...section("cart", customer.cart.map(cartLine), "emptyCart"),
    ...section("timers", customer.openTimers.map((timer) => element("li", {}, element("span", { text: momentNamed(timer.moment) }), element("time", { datetime: timer.at, text: word("at", moment(timer.at)) }))), "noTimers"),
    ...section("recentDecisions", customer.recentDecisions.map(decisionCard).reverse(), "noneYet"),
    ...section("recent", customer.recentEvents.map(eventLine).reverse(), "noneYet"),
  ];
}

// What rules have noted, and what whoever talks to the customer should make of it.
function tags(lines) {
  if (lines.length === 0) return [];
  return [element("ul", { class: "tags", "aria-label": word("tags") }, ...lines.map(tag))];
}

function tag(line) {
  const owner = line.card ? `${word("owner")} ${named(line.card.owner)} · ` : "";
  return element("li", { "data-type": line.card?.type }, element("p", { class: "what" }, element("b", { text: named(line.name) }), element("span", { class: "kind", text: line.card ? named(line.card.type) : "" })), element("p", { class: "text", text: line.card?.texts?.[language] ?? line.card?.means ?? word("noSuchTag") }), element("p", { class: "why", text: `${owner}${word("sinceUntil", moment(line.since), moment(line.until))}` }), element("code", { text: line.rule }));
}

function comesBack(customer) {
  const attrition = customer.attrition;
  if (!attrition) return [];
  const share = Math.round(attrition.pAlive * 100);
  return [
    element("h3", { text: word("attrition") }),
    element("div", { class: "comes-back" }, element("p", {}, element("b", { text: percent(attrition.pAlive) }), element("span", { text: word("pAlive") })), element("meter", { min: 0, max: 100, low: 50, optimum: 100, value: share, "aria-label": word("pAlive") }), element("p", { class: "why", text: [word("expectedOrders", decimal(attrition.expectedOrders)), customer.expectedValue ? word("expectedValue", money(customer.expectedValue)) : "", attrition.alertAt ? word("alertAt", moment(attrition.alertAt)) : ""].filter(Boolean).join(" · ") })),
  ];
}

const pair = (key, value) => [element("div", {}, element("dt", { text: word(key) }), element("dd", { text: value }))];

function section(title, lines, empty) {
  return [element("h3", { text: word(title) }), lines.length > 0 ? element("ul", { class: "lines" }, ...lines) : element("p", { class: "quiet-text", text: word(empty) })];
}

function cartLine(line) {
  return element("li", {}, element("span", { text: product(line.productId) }), element("span", { class: "amount", text: `${money(line.price)} ${word("pieces", number(line.quantity))}` }));
}

function eventLine(event) {
  return element("li", {}, element("p", {}, ...eventText(event)), element("span", { class: "amount", text: money(event.amount) }), element("time", { datetime: event.at, text: time(event.at) }));
}
