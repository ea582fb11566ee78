// What a decision went by, for people to read. A fact of the moment stands under its own name, any
// other behind the name of its kind; of several of a kind, behind the second one's stands a 2.

import { element } from "/web/dom.js";
import { fieldNamed, kindNamed, languageNamed, momentNamed, money, named, product, regionNamed, word } from "/web/words.js";

// What a marketer reads at once, in this order; the others are in the details.
const SHOWN_AT_ONCE = ["productId", "product", "timesSeen", "worthMinor", "items", "idleMinutes", "orders", "usualGapDays", "silentDays"];
// Of whichever there may be several: the field that tells one from the other.
const TOLD_APART_BY = { agreement: ["title", "kind"], candidates: ["because"], contact: ["channel"], shipment: ["order"] };
const OF_ANOTHER = /^([A-Za-z]+?)(\d*)\.(.+)$/;
const PRODUCTS = ["productId", "product", "products"];

export function shownAtOnce(facts) {
  return SHOWN_AT_ONCE.filter((field) => facts[field]).map((field) => {
    const value = said(field, facts[field], facts.currency);
    return value === "" ? null : element("span", { class: "fact", text: word("fact_" + field, value) ?? value });
  });
}

// Headings and pairs for a list of terms.
export function factTerms(moment, facts) {
  const { own, others } = apart(facts);
  return [...section(word("atMoment", momentNamed(moment)), rows(own)), ...[...others].flatMap(([kind, several]) => section(kindNamed(kind), several.flatMap((one) => (TOLD_APART_BY[kind] ? [inOneRow(kind, one)] : rows(one)))))];
}

function apart(facts) {
  const own = {};
  const numbered = new Map();
  for (const [name, value] of Object.entries(facts)) {
    const [, kind, number, field] = OF_ANOTHER.exec(name) ?? [];
    if (!kind) {
      own[name] = value;
    } else {
      const fact = kind + number;
      if (!numbered.has(fact)) numbered.set(fact, { kind, fields: {} });
      numbered.get(fact).fields[field] = value;
    }
  }
  const others = new Map();
  for (const { kind, fields } of numbered.values()) others.set(kind, [...(others.get(kind) ?? []), fields]);
  return { own, others };
}

const section = (title, pairs) => (pairs.length > 0 ? [element("dt", { class: "of", text: title }), ...pairs.flat()] : []);

const rows = (fact) => told(fact).map(([field, value]) => pair(fieldNamed(field), value));

function inOneRow(kind, fact) {
  const name = TOLD_APART_BY[kind].find((field) => fact[field]);
  const others = told(fact).filter(([field]) => field !== name && field !== "id");
  // Where there is one thing to say of it, it needs no label.
  const rest = others.length === 1 ? others[0][1] : others.map(([field, value]) => `${fieldNamed(field)}: ${value}`).join(" · ");
  return pair(name ? said(name, fact[name]) : kindNamed(kind), rest);
}

// What there is to say: neither what is not known, nor a currency beside an amount in it.
function told(fact) {
  const amounts = Object.keys(fact).some((field) => field.endsWith("Minor"));
  return Object.entries(fact)
    .filter(([field]) => !(field === "currency" && amounts))
    .map(([field, value]) => [field, said(field, value, fact.currency)])
    .filter(([, value]) => value !== "");
}

function said(field, value, currency) {
  if (value === "" || value === "[]") return "";
  if (field.endsWith("Minor")) return currency ? money({ minor: Number(value), currency }) : "";
  if (field.endsWith("Percent")) return `${value} %`;
  if (field === "because") return word("because_" + value) ?? named(value);
  if (field === "language") return languageNamed(value);
  if (field === "region") return regionNamed(value);
  // Of a moment they are counted, elsewhere named.
  if (field === "products" && !value.startsWith("[")) return value;
  const of = PRODUCTS.includes(field) ? product : isText(field) ? (text) => text : named;
  // The ids of products are the shop's: one may hold a comma, but then only its name is lost.
  return /^\[.*\]$/s.test(value) ? value.slice(1, -1).split(", ").map(of).join(", ") : of(value);
}

// What somebody outside has written, and not a word of the rules.
const isText = (field) => ["agreementId", "category", "id", "lastBoughtOn", "order", "title"].includes(field) || field.endsWith("Id");

const pair = (term, text) => [element("dt", { text: term }), element("dd", { text })];
