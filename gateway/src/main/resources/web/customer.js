// One customer, in a panel at the side.

import { avatar, byId, element, shortId } from "/web/dom.js";
import { decisionCard, eventText } from "/web/lists.js";
import { learn, money, moment, named, number, product, time, word } from "/web/words.js";

export async function showCustomer(id) {
  const dialog = byId("customer");
  const answer = await fetch("/v1/live/customers/" + encodeURIComponent(id));
  const customer = answer.ok ? await answer.json() : null;
  const content = customer ? known(customer) : [element("p", { class: "quiet-text", text: word("gone") })];
  // It may have another id by now.
  dialog.replaceChildren(head(dialog, customer?.id ?? id), element("div", { class: "body" }, ...content));
  if (!dialog.open) dialog.showModal();
  dialog.onclick = (event) => {
    if (event.target === dialog) dialog.close();
  };
}

function head(dialog, id) {
  return element("header", {}, avatar(id), element("h2", { id: "customer-title" }, `${word("customer")} ${shortId(id)}`, element("small", { text: id })), element("button", { type: "button", class: "quiet", "aria-label": word("close"), text: "✕", onclick: () => dialog.close() }));
}

function known(customer) {
  learn(customer.names);
  return [
    element("p", { class: "known-by" }, element("span", { text: word("knownBy") }), ...customer.identifiers.map((type) => element("span", { class: "chip", text: word(type) ?? type }))),
    element("dl", { class: "facts" }, ...pair("orderCount", number(customer.orders)), ...pair("spent", money(customer.spent) || "–"), ...pair("seen", number(customer.events)), ...pair("firstSeen", moment(customer.firstSeenAt)), ...pair("lastSeen", moment(customer.lastSeenAt))),
    ...section("cart", customer.cart.map(cartLine), "emptyCart"),
    ...section("timers", customer.openTimers.map((timer) => element("li", {}, element("span", { text: named(timer.moment) }), element("time", { datetime: timer.at, text: word("at", moment(timer.at)) }))), "noTimers"),
    ...section("recentDecisions", customer.recentDecisions.map(decisionCard).reverse(), "noneYet"),
    ...section("recent", customer.recentEvents.map(eventLine).reverse(), "noneYet"),
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
