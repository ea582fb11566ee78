// Whether all is well: four questions, and the minutes behind their answers.

import type { ComponentChildren } from "preact";
import { decimal, money, named, number, time } from "/web/words.js";
import { address, useChoice } from "./address";
import { Chart, COLOURS } from "./chart";
import type { Colour, Series } from "./chart";
import { added, lastMinutes, lastWhole, mainCurrency, MINUTES, names, sumOf, total } from "./figures";
import type { ByCurrency, Figures } from "./measured";
import { useMeasured } from "./measured";
import { During, inMoney, shortMoney, TableOf } from "./parts";
import { Shell } from "./shell";
import { say, sayIfKnown } from "./words";

/** Of a minute that follows the clock as it should: events, a watermark and a figure each take their time. */
const LATE_SECONDS = 15;
const VERY_LATE_SECONDS = 60;
/** So much less than usual is worth a look. */
const LITTLE = 0.3;

const KIND_COLOURS: Record<string, Colour> = { recommendation: "recommendation", offer: "offer", alert: "alert", task: "task", record: "record" };

type Verdict = "good" | "warn" | "bad" | "none";

export function Operations() {
  const [chosen, choose] = useChoice("minutes", MINUTES);
  const { connection, asOf, figures, missing } = useMeasured(Number(chosen));
  const minutes = asOf === null ? [] : lastMinutes(figures, asOf, Number(chosen));
  return (
    <Shell page="operations" connection={connection} missing={missing} controls={<During chosen={chosen} choose={choose} />}>
      {asOf !== null && minutes.length === 0 && <p class="missing">{say("nothingMeasured")}</p>}
      {asOf !== null && minutes.length > 0 && (
        <>
          <Questions minutes={minutes} asOf={asOf} />
          <Charts minutes={minutes} />
        </>
      )}
    </Shell>
  );
}

function Questions({ minutes, asOf }: { minutes: Figures[]; asOf: Date }) {
  const newest = minutes[minutes.length - 1]!;
  const silentSeconds = (asOf.getTime() - Date.parse(newest.minute)) / 1000 - 60;
  const silent = silentSeconds > 2 * VERY_LATE_SECONDS;
  const last = silent ? undefined : lastWhole(minutes, asOf);
  const decisions = added(minutes.map((one) => one.decisions));
  const deadLetters = added(minutes.map((one) => one.deadLetters));
  const delay = newest.watermarkDelayMillis ?? last?.watermarkDelayMillis;
  const shown = minutes.reduce((sum, one) => sum + one.offersShown, 0);
  const atRisk = sumOf(minutes.map((one) => one.atRisk));
  return (
    <div class="questions">
      <Question title={say("isFlowing")} verdict={flowing(minutes, last)} big={<a class="big" href={address("/")}>{number(total(added(minutes.map((one) => one.events))))}</a>} note={silent ? say("measuredUntil", time(newest.minute)) : `${say("events")} · ${say("perMinute", number(last ? total(last.events) : 0))}`}>
        <Fact name={say("orders")} href={address("/abandonment")} value={number(minutes.reduce((sum, one) => sum + one.ordered.count, 0))} />
        <Fact name={say("deadLetters")} href={`${address("/")}#set-aside`} value={number(total(deadLetters))} />
      </Question>
      <Question title={say("isLate")} verdict={late(delay, silent)} big={<a class="big" href="#delay">{delay === undefined ? "–" : say("seconds", decimal(delay / 1000))}</a>} note={delay === undefined ? say("delayUnknown") : say("delayWhy")} />
      <Question title={say("isDeciding")} verdict={happening(decisions, last?.decisions, total(last?.events ?? {}) > 0)} big={<a class="big" href={`${address("/")}#decisions`}>{number(total(decisions))}</a>} note={`${say("decisions")} · ${say("perMinute", number(last ? total(last.decisions) : 0))}`}>
        {names([decisions]).map((kind) => (
          <Fact key={kind} name={sayIfKnown(kind) ?? kind} href="#by-kind" value={number(decisions[kind]!)} />
        ))}
      </Question>
      <Question title={say("getsOffers")} verdict={shown > 0 ? yes() : { verdict: (decisions["offer"] ?? 0) > 0 ? "warn" : "none", word: say("no") }} big={<a class="big" href={address("/rules")}>{number(shown)}</a>} note={say("offersShown")}>
        <Fact name={say("offersDecided")} href="#by-kind" value={number(decisions["offer"] ?? 0)} />
        {atRisk.count > 0 && <Fact name={say("atRisk")} href={address("/")} value={`${number(atRisk.count)} · ${inMoney(atRisk.worthMinor)}`} />}
      </Question>
    </div>
  );
}

type Answer = { verdict: Verdict; word: string };
const yes = (): Answer => ({ verdict: "good", word: say("yes") });

function flowing(minutes: Figures[], last: Figures | undefined): Answer {
  const now = last ? total(last.events) : 0;
  if (now === 0) return { verdict: "bad", word: say("no") };
  const usual = total(added(minutes.map((one) => one.events))) / minutes.length;
  return now < LITTLE * usual ? { verdict: "warn", word: say("little") } : yes();
}

function late(delay: number | undefined, silent: boolean): Answer {
  if (silent) return { verdict: "bad", word: say("yes") };
  if (delay === undefined) return { verdict: "none", word: say("delayUnknown") };
  const seconds = delay / 1000;
  return seconds > LATE_SECONDS ? { verdict: seconds > VERY_LATE_SECONDS ? "bad" : "warn", word: say("yes") } : { verdict: "good", word: say("no") };
}

/** Nothing decided is a fault only when something happened that one could have decided on. */
function happening(all: Record<string, number>, last: Record<string, number> | undefined, events: boolean): Answer {
  if (last !== undefined && total(last) > 0) return yes();
  return { verdict: events ? (total(all) > 0 ? "warn" : "bad") : "none", word: say("no") };
}

function Question({ title, verdict, big, note, children }: { title: string; verdict: Answer; big: ComponentChildren; note: string; children?: ComponentChildren }) {
  return (
    <section class="question" data-verdict={verdict.verdict}>
      <header>
        <h2>{title}</h2>
        <span class="verdict">{verdict.word}</span>
      </header>
      {big}
      <p>{note}</p>
      {children && <dl>{children}</dl>}
    </section>
  );
}

function Fact({ name, href, value }: { name: string; href: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <a href={href}>{value}</a>
      </dd>
    </>
  );
}

function Charts({ minutes }: { minutes: Figures[] }) {
  const at = minutes.map((one) => new Date(one.minute));
  const seriesOf = (counts: (one: Figures) => Record<string, number>, colours: Record<string, Colour> = {}): Series[] =>
    names(minutes.map(counts)).map((name, i) => ({ name: sayIfKnown(name) ?? name, colour: colours[name] ?? COLOURS[i % COLOURS.length]!, values: minutes.map((one) => counts(one)[name] ?? 0) }));
  const currency = mainCurrency(minutes.flatMap((one) => [one.ordered.worthMinor, one.takenBack.worthMinor]));
  const inCurrency = (amounts: ByCurrency) => (currency ? (amounts[currency] ?? 0) : 0);
  return (
    <div class="charts">
      <Chart id="by-source" title={say("eventsBySource")} minutes={at} series={seriesOf((one) => one.events)} format={number} />
      <Chart id="by-kind" title={say("decisionsByKind")} minutes={at} series={[...seriesOf((one) => one.decisions, KIND_COLOURS), { name: say("offersShown"), colour: "good", values: minutes.map((one) => one.offersShown) }]} format={number} />
      <Chart id="delay" title={say("delayChart")} minutes={at} series={[{ name: say("delay"), colour: "warn", values: minutes.map((one) => (one.watermarkDelayMillis === undefined ? null : one.watermarkDelayMillis / 1000)) }]} format={decimal} />
      <Chart id="dead-letters" title={say("deadLettersByReason")} minutes={at} series={seriesOf((one) => one.deadLetters)} format={number} />
      {currency && (
        <Chart
          id="ordered"
          title={say("ordered")}
          minutes={at}
          series={[
            { name: say("ordered"), colour: "good", values: minutes.map((one) => inCurrency(one.ordered.worthMinor)) },
            { name: say("takenBack"), colour: "bad", values: minutes.map((one) => inCurrency(one.takenBack.worthMinor)) },
          ]}
          format={(minor) => money({ minor, currency })}
          short={shortMoney(currency)}
        />
      )}
      <Tiers minutes={minutes} />
    </div>
  );
}

function Tiers({ minutes }: { minutes: Figures[] }) {
  const customers = new Map<string, { from: string; to: string; customers: number }>();
  for (const one of minutes.flatMap((minute) => minute.tierMovements)) {
    const key = `${one.from}>${one.to}`;
    customers.set(key, { ...one, customers: (customers.get(key)?.customers ?? 0) + one.customers });
  }
  const rows = [...customers.values()].sort((a, b) => b.customers - a.customers).map((one) => [`${named(one.from)} → ${named(one.to)}`, number(one.customers)]);
  return <TableOf id="tiers" title={say("tierMovements")} head={[say("tiers"), say("customers")]} rows={rows} none={say("noMovement")} />;
}
