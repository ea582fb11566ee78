// The counters on top, and the line of the last minutes.

import { byId, element } from "/web/dom.js";
import { decimal, number, time, word } from "/web/words.js";

const POINTS = 90;
const SVG = "http://www.w3.org/2000/svg";
const rates = [];
const places = new Map();
let line;
let area;

const KINDS = ["recommendation", "offer", "alert", "task", "record"];

function figure(key, title, extra = {}) {
  const value = element("span", { class: "value", text: "0" });
  const note = element("span", { class: "note" });
  places.set(key, { value, note });
  return element("div", { class: "figure " + (extra.class ?? ""), "data-kind": extra.kind }, element("dt", { text: title }), element("dd", {}, value, note, extra.graph ?? null));
}

function graph() {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 100 30");
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("aria-hidden", "true");
  area = document.createElementNS(SVG, "path");
  area.setAttribute("class", "area");
  line = document.createElementNS(SVG, "path");
  line.setAttribute("class", "line");
  svg.append(area, line);
  return svg;
}

export function prepareFigures() {
  byId("figures").append(
    figure("rate", word("perSecond"), { class: "rate", graph: graph() }),
    figure("events", word("eventCount")),
    figure("customers", word("customerCount")),
    ...KINDS.map((kind) => figure(kind, word(kind), { kind })),
    figure("deadLetters", word("deadLetterCount"), { kind: "dead" }),
  );
}

function set(key, text, note = "") {
  const place = places.get(key);
  if (place.value.textContent !== text) {
    place.value.textContent = text;
    place.value.classList.remove("bump");
    requestAnimationFrame(() => place.value.classList.add("bump"));
  }
  if (place.note.textContent !== note) place.note.textContent = note;
}

let lastPoint = 0;

export function showFigures(figures, asOf) {
  set("rate", decimal(figures.eventsPerSecond));
  set("events", number(figures.events), word("since", time(figures.since)));
  set("customers", number(figures.customers), figures.repeats > 0 ? word("repeats", number(figures.repeats)) : "");
  for (const kind of KINDS) {
    set(kind, number(figures.decisions[kind] ?? 0), kind === "alert" ? ofRules(figures) : "");
  }
  set("deadLetters", number(figures.deadLetters));
  byId("set-aside-count").textContent = number(figures.deadLetters);
  if (figures.rules) {
    byId("rules").hidden = false;
    byId("rules-number").textContent = figures.rulesNumber ? word("ruleNumber", figures.rulesNumber) : "";
    byId("rules-version").textContent = figures.rules.slice(0, 12);
    byId("rules-version").title = figures.rules;
  }
  const second = Math.floor(Date.parse(asOf) / 1000);
  if (second !== lastPoint) {
    lastPoint = second;
    rates.push(figures.eventsPerSecond);
    if (rates.length > POINTS) rates.shift();
    draw();
  }
}

function draw() {
  if (rates.length < 2) return;
  const highest = Math.max(1, ...rates);
  const points = rates.map((rate, i) => `${(100 * i) / (rates.length - 1)} ${28 - (25 * rate) / highest}`);
  line.setAttribute("d", "M" + points.join("L"));
  area.setAttribute("d", `M${points[0].split(" ")[0]} 30L${points.join("L")}L100 30Z`);
}

/** What went wrong with rules; empty when nothing did. */
function ofRules(figures) {
  if (figures.rulesSuspended.length > 0) {
    return word("rulesSuspended", figures.rulesSuspended.join(", "));
  }
  return figures.ruleFailures > 0 ? word("ruleFailures", number(figures.ruleFailures)) : "";
}
