// The pages: list, product, cart, checkout, thanks.

import * as cart from "/shop/files/cart.js";
import { all, categories, categoryName, isSoldOut, nameOf, pageOf, product, stockWord, tile, told } from "/shop/files/catalogue.js";
import { element } from "/web/dom.js";
import { order } from "/shop/files/visitor.js";
import { money, word } from "/shop/files/words.js";

const AT_ONCE = 25;
const TURN = 7;

let wanted = "";
let showList = () => {};

export function filterBy(text) {
  wanted = text.trim().toLowerCase();
  showList();
}

// What to show at that address: its title, content, name in events, and what else is to be told of it.
export function pageFor({ pathname, search }, go) {
  if (pathname === "/shop/") return list(new URLSearchParams(search).get("category"));
  if (pathname.startsWith("/shop/product/")) return productPage(product(decodeURIComponent(pathname.slice("/shop/product/".length))));
  if (pathname === "/shop/cart") return cartPage();
  if (pathname === "/shop/checkout") return checkout(go);
  if (pathname === "/shop/thanks") return thanks(new URLSearchParams(search).get("order"));
  return lost();
}

const price = (one) => money(one.price.minor, one.price.currency);
const forYou = () => element("div", { class: "for-you" });

function card(one) {
  return element("li", {},
    element("a", { class: "card", href: pageOf(one.productId) },
      tile(one),
      element("span", { class: "name", text: nameOf(one) }),
      element("span", { class: "price", text: price(one) }),
      isSoldOut(one) ? element("span", { class: "stock out", text: word("soldOut") }) : null));
}

function list(category) {
  const grid = element("ul", { class: "grid" });
  const empty = element("p", { class: "empty", text: word("nothing"), hidden: true });
  const more = element("button", { class: "plain more", type: "button", text: word("more"), onclick: () => { shown += AT_ONCE; fill(); } });
  let shown = AT_ONCE;
  // One of each kind first, and of each another make: a shop shows what it has.
  const mixed = (ones) => {
    const kinds = Object.values(Object.groupBy ? Object.groupBy(ones, (one) => one.category) : { all: ones });
    const turned = kinds.map((kind, at) => kind.map((_, n) => kind[(n + at * TURN) % kind.length]));
    const longest = Math.max(0, ...turned.map((kind) => kind.length));
    return Array.from({ length: longest }, (_, n) => turned.map((kind) => kind[n])).flat().filter(Boolean);
  };
  const fill = () => {
    const found = all().filter((one) => (!category || one.category === category) && (wanted === "" || Object.values(one.names).some((name) => name.toLowerCase().includes(wanted))));
    grid.replaceChildren(...mixed(found).slice(0, shown).map(card));
    more.hidden = found.length <= shown;
    empty.hidden = found.length > 0;
  };
  showList = fill;
  fill();
  const chip = (text, href, current) => element("li", {}, element("a", { class: "chip", href, "aria-current": current ? "page" : null, text }));
  const hero = category ? null : element("section", { class: "hero" },
    element("div", {}, element("h1", { text: word("heroTitle") }), element("p", { text: word("hero", money(cart.sums().freeFrom, all()[0].price.currency)) })),
    element("div", { class: "hero-goods", "aria-hidden": "true" }, ...["tea", "running-shoes", "lamps"].map((kind, at) => all().filter((one) => one.category === kind)[at]).filter(Boolean).map((one) => tile(one))));
  return {
    title: category ? categoryName(category) : "",
    named: "Shop",
    tell: () => window.analytics.track("Product List Viewed", { list_id: category ?? "all", category }),
    content: element("div", {},
      hero,
      category ? element("h1", { text: categoryName(category) }) : null,
      element("nav", { "aria-label": word("all") }, element("ul", { class: "chips" },
        chip(word("all"), "/shop/", !category),
        ...categories().map((one) => chip(categoryName(one), `/shop/?category=${encodeURIComponent(one)}`, one === category)))),
      grid, empty, more),
  };
}

function productPage(one) {
  if (!one) return lost();
  const add = element("button", { class: "main big", type: "button", text: word("add"), disabled: isSoldOut(one) });
  const added = element("p", { class: "added", role: "status" });
  add.addEventListener("click", () => {
    cart.add(one);
    added.replaceChildren(`${word("added")} `, element("a", { href: "/shop/cart", text: word("view") }));
  });
  const companions = one.companions.map(product).filter(Boolean);
  return {
    title: nameOf(one),
    named: "Product",
    tell: () => window.analytics.track("Product Viewed", told(one)),
    content: element("div", {},
      element("nav", { class: "crumbs", "aria-label": word("back") }, element("a", { href: "/shop/", text: word("all") }), element("a", { href: `/shop/?category=${encodeURIComponent(one.category)}`, text: categoryName(one.category) })),
      element("article", { class: "product" },
        tile(one, "large"),
        element("div", { class: "about" },
          element("h1", { text: nameOf(one) }),
          element("p", { class: "price", text: price(one) }),
          element("p", { class: `stock ${isSoldOut(one) ? "out" : ""}`, text: stockWord(one) }),
          add, added)),
      forYou(),
      companions.length === 0 ? null : element("section", {}, element("h2", { text: word("goesWith") }), element("ul", { class: "grid few" }, ...companions.map(card)))),
  };
}

function line({ product: one, quantity }) {
  const step = (by, sign, label) => element("button", { class: "step", type: "button", "aria-label": `${word(label)}: ${nameOf(one)}`, text: sign, onclick: () => cart.set(one, quantity + by) });
  return element("li", { class: "line" },
    element("a", { href: pageOf(one.productId), "aria-hidden": "true", tabindex: "-1" }, tile(one, "small")),
    element("div", { class: "what" }, element("a", { href: pageOf(one.productId), text: nameOf(one) }), element("span", { class: "price", text: price(one) })),
    element("div", { class: "steps", role: "group", "aria-label": word("pieces") }, step(-1, "−", "less"), element("output", { text: quantity }), step(1, "+", "oneMore")),
    element("b", { class: "worth", text: money(one.price.minor * quantity, one.price.currency) }),
    element("button", { class: "plain remove", type: "button", text: word("remove"), "aria-label": `${word("remove")}: ${nameOf(one)}`, onclick: () => cart.set(one, 0) }));
}

function summary(...more) {
  const { goods, discount, delivery, total, currency } = cart.sums();
  const row = (name, text, kind = "") => [element("dt", { class: kind, text: word(name) }), element("dd", { class: kind, text })];
  return element("aside", { class: "summary" },
    element("dl", {},
      ...row("goods", money(goods, currency)),
      ...(discount > 0 ? row("discount", money(-discount, currency), "gain") : []),
      ...row("delivery", delivery === 0 ? word("free") : money(delivery, currency), delivery === 0 ? "gain" : ""),
      ...row("total", money(total, currency), "total")),
    ...cart.perks().map((perk) => element("p", { class: "perk", text: word(perk === "voucher" ? "voucherGiven" : "freeGiven") })),
    ...more);
}

function emptyCart() {
  return element("div", { class: "nothing" }, element("p", { text: word("emptyCart") }), element("a", { class: "main", href: "/shop/", text: word("back") }));
}

function cartPage() {
  const lines = cart.lines();
  return {
    title: word("cart"),
    named: "Cart",
    tell: () => window.analytics.track("Cart Viewed", cart.toldCart()),
    content: element("div", {},
      element("h1", { text: word("cart") }),
      lines.length === 0 ? emptyCart() : element("div", { class: "columns" },
        element("ul", { class: "lines" }, ...lines.map(line)),
        summary(element("a", { class: "main big", href: "/shop/checkout", text: word("toCheckout") }))),
      forYou()),
  };
}

function checkout(go) {
  if (cart.lines().length === 0) return { title: word("checkout"), named: "Checkout", content: element("div", {}, element("h1", { text: word("checkout") }), emptyCart()) };
  const field = (id, key, complete) => element("p", { class: "field" }, element("label", { for: id, text: word(key) }), element("input", { id, required: true, autocomplete: complete, maxlength: 100 }));
  const choice = (value, key, checked) => element("label", { class: "choice" }, element("input", { type: "radio", name: "pay", value, checked }), element("span", { text: word(key) }));
  const problem = element("p", { class: "problem", role: "alert" });
  const place = element("button", { class: "main big", form: "order", text: word("place") });
  // The same for each try: an order that was taken after all is not taken twice.
  const checkoutId = crypto.randomUUID();
  const form = element("form", { id: "order" },
    element("fieldset", {}, element("legend", { text: word("address") }), field("full-name", "yourName", "name"), field("street", "street", "street-address"), field("city", "city", "address-level2")),
    element("fieldset", {}, element("legend", { text: word("pay") }), element("div", { class: "choices" }, choice("card", "payCard", true), choice("delivery", "payLater", false))),
    problem);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    place.disabled = true;
    place.textContent = word("placing");
    try {
      const placed = await order({ checkoutId, lines: cart.lines().map((one) => ({ productId: one.product.productId, quantity: one.quantity })), perks: cart.perks() });
      cart.empty();
      go(`/shop/thanks?order=${encodeURIComponent(placed.orderId)}`);
    } catch (why) {
      problem.textContent = why instanceof TypeError ? word("away") : why.message;
      place.disabled = false;
      place.textContent = word("place");
    }
  });
  return {
    title: word("checkout"),
    named: "Checkout",
    tell: () => {
      window.analytics.track("Checkout Started", cart.toldCart());
      window.analytics.track("Checkout Step Viewed", { step: 1, ...cart.toldCart() });
    },
    content: element("div", {}, element("h1", { text: word("checkout") }), element("div", { class: "columns" }, form, summary(place))),
  };
}

function thanks(orderId) {
  return {
    title: word("thanks"),
    named: "Thanks",
    content: element("div", { class: "nothing" }, element("img", { src: "/shop/files/pictures/parcel.svg", alt: "", width: 140, height: 140 }), element("h1", { text: word("thanks") }), element("p", { text: word("thanksText", orderId ?? "") }), element("a", { class: "main", href: "/shop/", text: word("goOn") })),
  };
}

function lost() {
  return { title: "", named: "Lost", content: element("div", { class: "nothing" }, element("p", { text: word("lost") }), element("a", { class: "main", href: "/shop/", text: word("back") })) };
}
