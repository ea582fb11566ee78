// What each rule brought, and what its author should know.

import { useState } from "preact/hooks";
import { decimal, moment, momentNamed, money, number, percent, word } from "/web/words.js";
import { useAsked, useChoice } from "./address";
import { Library } from "./library";
import type { ArmResult, AskedRules, Finding, Scorecard, Uplift } from "./measured";
import { useMeasured } from "./measured";
import { inMoney, TableOf } from "./parts";
import { RuleSource } from "./rule-source";
import { Shell } from "./shell";
import { shortVersion } from "./versions";
import { isFinding, say } from "./words";

const ALL_VERSIONS = "*";
const BAD = new Set(["uplift-negative", "never-fired", "always-loses", "always-suppressed", "contradicts"]);

const VIEWS = ["scorecards", "library"] as const;

export function Rules() {
  const { connection, asOf, scorecards, asked, missing } = useMeasured(0);
  const [view, choose] = useChoice("view", VIEWS);
  const [, openFile] = useAsked("file");
  const views = (
    <div class="filter views" role="group" aria-label={say("view")}>
      {VIEWS.map((one) => (
        <button key={one} type="button" aria-pressed={one === view} onClick={() => choose(one)}>
          {say(one)}
        </button>
      ))}
    </div>
  );
  return (
    <Shell page="rules" connection={connection} missing={missing} controls={views}>
      {view === "library" && <Library />}
      {view === "scorecards" && asOf !== null && (
        <Scorecards
          scorecards={scorecards}
          asked={asked}
          openFile={(path) => {
            openFile(path);
            choose("library");
          }}
        />
      )}
    </Shell>
  );
}

function Scorecards({ scorecards, asked, openFile }: { scorecards: Scorecard[]; asked: AskedRules[]; openFile: (path: string) => void }) {
  const [rule, chooseRule] = useAsked("rule");
  const [version, chooseVersion] = useAsked("version");
  const [search, setSearch] = useState("");
  const totals = scorecards.filter((card) => card.bundleVersion === undefined);
  const found = totals.filter((card) => card.rule.toLowerCase().includes(search.trim().toLowerCase()));
  const ofRule = scorecards.filter((card) => card.rule === rule);
  const shown = ofRule.find((card) => (card.bundleVersion ?? ALL_VERSIONS) === version) ?? ofRule.find((card) => card.bundleVersion === undefined) ?? ofRule[0];
  return (
    <div class="rule-list">
      <section class="panel" aria-labelledby="rules-title">
        <header>
          <h2 id="rules-title">{word("page_rules")}</h2>
          <span class="aside">{say("ruleCount", number(found.length))}</span>
        </header>
        <label class="choice find">
          <span class="hidden">{say("search")}</span>
          <input type="search" placeholder={say("search")} value={search} onInput={(event) => setSearch(event.currentTarget.value)} />
        </label>
        {found.length === 0 && <p class="note-text">{say(totals.length === 0 ? "noRules" : "noSuchRule")}</p>}
        <ul class="cards-of-rules">
          {found.map((card) => (
            <li key={card.rule}>
              <button
                type="button"
                aria-current={card.rule === rule ? "true" : undefined}
                onClick={() => {
                  chooseVersion("");
                  chooseRule(card.rule);
                }}
              >
                <Name rule={card.rule} />
                <span class="worth">
                  {card.uplift.filter((one) => one.of === "conversion").map((one) => <Interval key={one.of} uplift={one} />)}
                  {say("said")} {number(card.said)}
                  {card.findings.length > 0 && <b class={worst(card.findings)}> · {say("findings")} {number(card.findings.length)}</b>}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </section>
      {shown ? <Card card={shown} asked={asked.find((one) => one.moment === shown.moment && one.bundleVersion === (shown.bundleVersion ?? one.bundleVersion))} versions={ofRule.flatMap((card) => card.bundleVersion ?? [])} version={version} choose={chooseVersion} openFile={openFile} /> : <p class="panel note-text choose">{say("choose")}</p>}
    </div>
  );
}

/** Its last part, and behind it where it belongs. */
function Name({ rule }: { rule: string }) {
  const cut = rule.lastIndexOf(".");
  return (
    <span class="rule-name">
      <b>{rule.slice(cut + 1).replaceAll("_", " ")}</b>
      <small>{rule.slice(0, Math.max(0, cut))}</small>
    </span>
  );
}

function Card({ card, asked, versions, version, choose, openFile }: { card: Scorecard; asked: AskedRules | undefined; versions: string[]; version: string; choose: (version: string) => void; openFile: (path: string) => void }) {
  return (
    <div class="scorecard">
      <section class="panel" aria-labelledby="rule-title">
        <header>
          <h2 id="rule-title">
            <Name rule={card.rule} />
          </h2>
          <label class="choice">
            {say("version")}
            <select value={version} onChange={(event) => choose(event.currentTarget.value)}>
              <option value="">{say("allVersions")}</option>
              {versions.map((one) => (
                <option key={one} value={one}>
                  {shortVersion(one)}
                </option>
              ))}
            </select>
          </label>
        </header>
        <p class="note-text">{[card.moment && word("atMoment", momentNamed(card.moment)), say("asOf", moment(card.asOf))].filter(Boolean).join(" · ")}</p>
        {asked && <p class="note-text">{say("askingTook", decimal(asked.averageMicros), number(asked.p99Micros), moment(asked.since))}</p>}
        <dl class="facts steps">
          {(["evaluated", "fired", "said", "heldOut", "shown", "clicked", "dismissed", "expired", "undelivered"] as const).map((step) => (
            <div key={step}>
              <dt>{say(step)}</dt>
              <dd>{number(card[step])}</dd>
            </div>
          ))}
        </dl>
      </section>
      <Findings findings={card.findings} />
      <section class="panel" aria-labelledby="uplift-title">
        <header>
          <h2 id="uplift-title">{say("uplift")}</h2>
        </header>
        {card.uplift.length === 0 ? (
          <p class="note-text">{say("upliftUnknown")}</p>
        ) : (
          <ul class="uplifts">
            {card.uplift.map((one) => (
              <li key={one.of + (one.currency ?? "")}>
                <h3>{say(`upliftOf_${one.of}`)}</h3>
                <p>
                  <b>{amountOf(one, one.estimate)}</b> <Interval uplift={one} />
                </p>
                <p class="quiet-text">
                  {say("level", percent(one.level))} {one.method === "beta-binomial-mixture" || one.method === "asymptotic-normal-mixture" ? say(one.method) : one.method}
                </p>
              </li>
            ))}
          </ul>
        )}
      </section>
      <TableOf id="arms" title={say("arms")} head={[say("arm"), say("customers"), say("converted"), say("revenue")]} rows={[armRow(say("treated"), card.treated), armRow(say("control"), card.control)]} none="">
        <p class="note-text">{say("armsWhy")}</p>
      </TableOf>
      <TableOf
        id="after"
        title={say("orders")}
        head={[say("orders"), say("timesOften"), say("revenue")]}
        rows={[
          [say("lastTouch"), number(card.lastTouch.count), inMoney(card.lastTouch.revenueMinor)],
          [say("anyTouch"), number(card.anyTouch.count), inMoney(card.anyTouch.revenueMinor)],
          [say("complaints"), number(card.complaints), ""],
        ]}
        none=""
      />
      <div class="halves">
        <Counts id="suppressed" title={say("suppressedBy")} of={say("cause")} counts={card.suppressedBy} named={(cause) => word(cause) ?? cause} />
        <Counts id="lost" title={say("lostTo")} of={say("rule")} counts={card.lostTo} named={(rule) => rule} />
        <Counts id="together" title={say("firedWith")} of={say("rule")} counts={card.firedWith} named={(rule) => rule} />
      </div>
      <RuleSource key={card.rule} rule={card.rule} openFile={openFile} />
    </div>
  );
}

function Findings({ findings }: { findings: Finding[] }) {
  return (
    <section class="panel" aria-labelledby="findings-title">
      <header>
        <h2 id="findings-title">{say("findings")}</h2>
      </header>
      {findings.length === 0 ? (
        <p class="note-text">{say("noFindings")}</p>
      ) : (
        <ul class="findings">
          {findings.map((one) => (
            <li key={one.code + JSON.stringify(one.figures)} data-verdict={verdictOf(one)}>
              {sentence(one)} <time dateTime={one.since}>{say("since", moment(one.since))}</time>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const verdictOf = ({ code }: Finding) => (BAD.has(code) ? "bad" : code === "uplift-positive" ? "good" : "warn");

/** What an author should look at outweighs what is well. */
const worst = (findings: Finding[]) => ["bad", "warn"].find((verdict) => findings.some((one) => verdictOf(one) === verdict)) ?? "good";

/** One that a newer job knows and this page does not is told as it came. */
function sentence(finding: Finding): string {
  if (!isFinding(finding.code)) return `${finding.code} ${JSON.stringify(finding.figures)}`;
  const text = (name: string) => finding.figures[name] ?? "?";
  return say(finding.code, {
    n: (name) => number(Number(text(name))),
    share: (name) => percent(Number(text(name))),
    text: (name) => word(text(name)) ?? text(name),
    interval: () => {
      const currency = finding.figures["currency"];
      const amount = (value: string) => amountOf({ of: text("measure") === "revenue" ? "revenue" : "conversion", ...(currency ? { currency } : {}) }, Number(value));
      return say("between", amount(text("low")), amount(text("high")));
    },
  });
}

function Interval({ uplift }: { uplift: Uplift }) {
  if (uplift.low === undefined || uplift.high === undefined) return <span class="interval">{say("upliftUnknown")}</span>;
  const verdict = uplift.low > 0 ? "good" : uplift.high < 0 ? "bad" : "none";
  return (
    <span class="interval" data-verdict={verdict}>
      {say("between", amountOf(uplift, uplift.low), amountOf(uplift, uplift.high))}
    </span>
  );
}

/** Of shares in percentage points, of revenue in money. */
function amountOf({ of, currency }: Pick<Uplift, "of" | "currency">, value: number): string {
  if (of === "revenue" && currency) return money({ minor: Math.round(value), currency });
  const points = decimal(Math.abs(value) * 100);
  return say("points", `${value > 0 ? "+" : value < 0 ? "−" : ""}${points}`);
}

const armRow = (name: string, arm: ArmResult) => [name, number(arm.customers), arm.customers > 0 ? `${number(arm.converted)} (${percent(arm.converted / arm.customers)})` : number(arm.converted), inMoney(arm.revenueMinor)];

function Counts({ id, title, of, counts, named }: { id: string; title: string; of: string; counts: Record<string, number>; named: (name: string) => string }) {
  const rows = Object.entries(counts)
    .sort(([, less], [, more]) => more - less)
    .map(([name, count]) => [named(name), number(count)]);
  return rows.length > 0 ? <TableOf id={id} title={title} head={[of, say("timesOften")]} rows={rows} none="" /> : null;
}
