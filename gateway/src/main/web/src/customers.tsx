// One customer: who they are, what happened, and why they got what they got.

import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { decimal, moment, momentNamed, money, named, number, percent, product, word } from "/web/words.js";
import { hueOf, shortId } from "/web/dom.js";
import { addressWith, useAsked } from "./address";
import { Chart } from "./chart";
import * as desk from "./desk";
import type { Contact, Entry, Found, Identifier, Identity, Link, Me, Snapshot, Standing } from "./desk";
import { useMeasured } from "./measured";
import { Ask, Problem, shortMoney } from "./parts";
import { Shell } from "./shell";
import { say } from "./words";

const UNMERGE = "unmerge";

export function Customers() {
  const { connection, missing } = useMeasured(0);
  const [id, open] = useAsked("id");
  const [me, setMe] = useState<Me | null>(null);
  const [refusal, setRefusal] = useState<unknown>(null);
  useEffect(() => void desk.me().then(setMe, setRefusal), []);
  return (
    <Shell page="customers" connection={connection} missing={missing}>
      <Search csrf={me?.csrf ?? ""} open={open} />
      {refusal !== null && id === "" && <Problem refusal={refusal} />}
      {id !== "" && <Customer key={id} id={id} me={me} />}
    </Shell>
  );
}

/** What is asked for is not in the address: it may be somebody's e-mail address. */
function Search({ csrf, open }: { csrf: string; open: (id: string) => void }) {
  const [text, setText] = useState("");
  const [found, setFound] = useState<Found[] | null>(null);
  const [refusal, setRefusal] = useState<unknown>(null);
  const find = (event: Event) => {
    event.preventDefault();
    setRefusal(null);
    desk.search(text.trim(), csrf).then(
      ({ customers }) => {
        setFound(customers);
        if (customers.length === 1) open(customers[0]!.customerId);
      },
      (why) => {
        setFound(null);
        setRefusal(why);
      },
    );
  };
  return (
    <search class="panel find-customer">
      <form onSubmit={find}>
        <label for="who">{say("findCustomer")}</label>
        <input id="who" type="search" autoComplete="off" spellcheck={false} required value={text} placeholder="anna@shop.example" onInput={(event) => setText(event.currentTarget.value)} />
        <button type="submit" class="quiet">
          {say("find")}
        </button>
      </form>
      {refusal !== null && <Problem refusal={refusal} />}
      <div role="status">
        {found !== null && found.length === 0 && <p class="note-text">{say("noneFound")}</p>}
        {found !== null && found.length > 1 && (
          <ul class="found">
            {found.map((one) => (
              <li key={one.customerId}>
                <button type="button" onClick={() => open(one.customerId)}>
                  <Avatar id={one.customerId} /> <code>{shortId(one.customerId)}</code> {one.tier && named(one.tier)} {word("orders", number(one.orders))} {one.currency && money({ minor: one.spendMinor, currency: one.currency })}
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </search>
  );
}

function Avatar({ id }: { id: string }) {
  return (
    <span class="avatar" aria-hidden="true" style={{ "--hue": String(hueOf(id)) }}>
      {shortId(id).slice(0, 2)}
    </span>
  );
}

function Customer({ id, me }: { id: string; me: Me | null }) {
  const [contact, setContact] = useState<Contact | null>(null);
  const [refusal, setRefusal] = useState<unknown>(null);
  const look = () => void desk.contact(id).then(setContact, setRefusal);
  useEffect(look, [id]);
  if (refusal !== null) return <Problem refusal={refusal} />;
  if (contact === null) return null;
  const { snapshot } = contact;
  return (
    <>
      <section class="panel who-it-is" aria-labelledby="customer-title">
        <header>
          <Avatar id={snapshot.customerId} />
          <h2 id="customer-title">
            {word("customer")} {shortId(snapshot.customerId)}
          </h2>
          <code>{snapshot.customerId}</code>
        </header>
        <dl class="facts">
          <Known name={word("tier")} value={snapshot.tier ? named(snapshot.tier) : "–"} />
          <Known name={word("spent")} value={spent(snapshot) || "–"} />
          <Known name={word("orderCount")} value={number(snapshot.orders)} />
          <Known name={word("leadScore")} value={number(snapshot.leadScore)} />
          <Known name={word("pAlive")} value={snapshot.attrition ? percent(snapshot.attrition.pAlive) : "–"} />
          <Known name={word("lastOrder")} value={snapshot.lastOrderAt ? moment(snapshot.lastOrderAt) : "–"} />
          <Known name={word("lastSeen")} value={moment(snapshot.lastSeenAt)} />
          <Known name={word("seen")} value={number(snapshot.events)} />
        </dl>
      </section>
      <div class="customer-columns">
        <Lines id={id} />
        <div class="scorecard">
          <Why why={contact.why} />
          <Names identities={contact.identities ?? []} customerId={snapshot.customerId} me={me} done={look} />
          <Timers snapshot={snapshot} />
          <Tags snapshot={snapshot} />
        </div>
      </div>
      <Standings standings={contact.standings ?? []} />
    </>
  );
}

const spent = (snapshot: Snapshot) => (snapshot.currency ? money({ minor: snapshot.spendMinor, currency: snapshot.currency }) : "");

function Known({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Panel({ id, title, none, children }: { id: string; title: string; none?: string | false; children: ComponentChildren }) {
  return (
    <section class="panel" aria-labelledby={`${id}-title`}>
      <header>
        <h2 id={`${id}-title`}>{title}</h2>
      </header>
      {none ? <p class="note-text">{none}</p> : children}
    </section>
  );
}

/** Everything in one line of time, the newest first; older entries are fetched when they are wanted. */
function Lines({ id }: { id: string }) {
  const [entries, setEntries] = useState<Entry[]>([]);
  const [next, setNext] = useState<string | undefined>();
  const [refusal, setRefusal] = useState<unknown>(null);
  const more = (before?: string) =>
    void desk.timeline(id, before).then((page) => {
      setEntries((known) => (before ? [...known, ...page.entries] : page.entries));
      setNext(page.next);
    }, setRefusal);
  useEffect(() => more(), [id]);
  return (
    <Panel id="timeline" title={say("timeline")} none={entries.length === 0 && refusal === null && say("nothingHappened")}>
      {refusal !== null && <Problem refusal={refusal} />}
      <ol class="timeline" tabIndex={0} aria-labelledby="timeline-title">
        {entries.map((entry) => (
          <li key={entry.kind + entry.id} data-kind={entry.kind === "decision" ? entry.decision.kind : entry.kind}>
            <time dateTime={entry.at}>{moment(entry.at)}</time>
            <Line entry={entry} />
          </li>
        ))}
      </ol>
      {next !== undefined && (
        <button type="button" class="quiet more" onClick={() => more(next)}>
          {say("earlier")}
        </button>
      )}
    </Panel>
  );
}

function Line({ entry }: { entry: Entry }) {
  if (entry.kind === "event") {
    const { event } = entry;
    const productId = event.product?.productId ?? event.productId;
    const about = productId ? product(productId) : (event.orderId ?? event.outcome ?? event.name ?? event.text);
    const amount = event.total ?? event.amount ?? event.worth;
    return (
      <p>
        <span class="verb">{word(event.type) ?? event.type}</span> <span class="about">{about}</span> <span class="amount">{amount ? money(amount) : ""}</span>
      </p>
    );
  }
  if (entry.kind === "decision") {
    const { decision } = entry;
    const told = decision.arm === undefined || decision.arm === "treated";
    return (
      <div>
        <p>
          <b>{named(decision.name)}</b> <span class="kind">{word(told ? `kind_${decision.kind}` : "kind_held_out") ?? decision.kind}</span>
        </p>
        {decision.text && <p>{decision.text}</p>}
        <p class="quiet-text">
          {momentNamed(decision.moment)} · <a href={addressWith("/rules", { rule: decision.rule })}>{decision.rule}</a>
        </p>
      </div>
    );
  }
  return (
    <div>
      <p>
        {say("saidNothing")} <span class="kind">{momentNamed(entry.notMade.moment)}</span>
      </p>
      <p class="quiet-text">{entry.notMade.considered.map((one) => `${named(one.name)}: ${(one.stoppedBy ?? [one.outcome]).map((what) => word(what) ?? what).join(", ")}`).join(" · ")}</p>
    </div>
  );
}

function Why({ why }: { why: Contact["why"] }) {
  return (
    <Panel id="why" title={say("whyOrWhyNot")} none={(why ?? []).length === 0 && say("nothingDecided")}>
      <ol class="whys">
        {(why ?? []).map((one) => (
          <li key={one.decisionId}>
            <h3>
              {momentNamed(one.moment)} <time dateTime={one.at}>{moment(one.at)}</time>
            </h3>
            {one.sentences.map((sentence) => (
              <p key={sentence} lang="en">
                {sentence}
              </p>
            ))}
          </li>
        ))}
      </ol>
    </Panel>
  );
}

/** Several identifiers tell of the same customer, and some have come back to the one they left: each other one once, with when it ended last. */
function formerOf(identities: Identity[], customerId: string): [id: string, until: string][] {
  const ends = new Map<string, string>();
  for (const one of identities.flatMap(({ formerCustomers }) => formerCustomers)) {
    if (one.customerId !== customerId && one.until > (ends.get(one.customerId) ?? "")) ends.set(one.customerId, one.until);
  }
  return [...ends];
}

/** Each link stands at both of its ends, and is shown once. */
function linksOf(identities: Identity[]): { one: Identifier; link: Link }[] {
  const seen = new Set<string>();
  return identities
    .flatMap(({ identifier, links }) => links.map((link) => ({ one: identifier, link })))
    .filter(({ one, link }) => {
      const ends = [textOf(one), textOf(link.other)].sort().join();
      return !seen.has(ends) && seen.add(ends);
    });
}

const textOf = ({ type, hash }: Identifier) => `${type}:${hash}`;

function Names({ identities, customerId, me, done }: { identities: Identity[]; customerId: string; me: Me | null; done: () => void }) {
  const [asked, ask] = useState<{ one: Identifier; link: Link } | null>(null);
  const [ordered, setOrdered] = useState(false);
  const former = formerOf(identities, customerId);
  return (
    <Panel id="identity" title={say("whoItIs")} none={identities.length === 0 && say("noIdentity")}>
      <p class="known-by">
        {identities.map(({ identifier }) => (
          <Name key={textOf(identifier)} identifier={identifier} />
        ))}
      </p>
      <ul class="links">
        {linksOf(identities).map(({ one, link }) => (
          <li key={textOf(one) + textOf(link.other)}>
            <p>
              <Name identifier={one} /> = <Name identifier={link.other} />
            </p>
            <p class="quiet-text">{say(link.evidence.proven ? "evidenceProven" : "evidence", moment(link.evidence.at), link.evidence.topic, link.evidence.eventId.slice(0, 8))}</p>
            {me?.rights.includes(UNMERGE) && (
              <button type="button" class="quiet" onClick={() => ask({ one, link })}>
                {say("unmerge")}
              </button>
            )}
          </li>
        ))}
      </ul>
      {former.length > 0 && <p class="note-text">{say("formerly", former.map(([id, until]) => `${shortId(id)} (${moment(until)})`).join(", "))}</p>}
      <p class="note-text" role="status">
        {ordered && say("unmergeOrdered")}
      </p>
      {asked && me && (
        <Unmerge
          asked={asked}
          customerId={customerId}
          csrf={me.csrf}
          close={(sent) => {
            ask(null);
            setOrdered(sent);
            if (sent) done();
          }}
        />
      )}
    </Panel>
  );
}

function Name({ identifier }: { identifier: Identifier }) {
  return (
    <span class="chip" title={identifier.hash}>
      {word(identifier.type) ?? identifier.type} <code>{identifier.hash.slice(0, 6)}</code>
    </span>
  );
}

function Unmerge({ asked, customerId, csrf, close }: { asked: { one: Identifier; link: Link }; customerId: string; csrf: string; close: (sent: boolean) => void }) {
  return (
    <Ask id="unmerge" title={say("unmergeTitle")} act={say("unmerge")} why={say("unmergeWhy")} order={(why) => desk.unmerge(customerId, asked.one, asked.link.other, why, csrf)} close={close}>
      <p>
        <Name identifier={asked.one} /> = <Name identifier={asked.link.other} />
      </p>
      <p>{say("unmergeMeans")}</p>
    </Ask>
  );
}

function Timers({ snapshot }: { snapshot: Snapshot }) {
  return (
    <Panel id="timers" title={word("timers")} none={snapshot.openTimers.length === 0 && word("noTimers")}>
      <ul class="pairs">
        {snapshot.openTimers.map((one) => (
          <li key={one.moment + one.at}>
            <span>{momentNamed(one.moment)}</span> <time dateTime={one.at}>{moment(one.at)}</time>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Tags({ snapshot }: { snapshot: Snapshot }) {
  if (snapshot.tags.length === 0) return null;
  return (
    <Panel id="tags" title={word("tags")}>
      <ul class="pairs">
        {snapshot.tags.map((one) => (
          <li key={one.name}>
            <span>
              {named(one.name)} <small>{one.rule}</small>
            </span>{" "}
            <span class="quiet-text">{word("sinceUntil", moment(one.since), moment(one.until))}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Standings({ standings }: { standings: Standing[] }) {
  if (standings.length === 0) return null;
  const at = standings.map((one) => new Date(one.at));
  const currency = standings.findLast((one) => one.currency)?.currency;
  const tiers = standings.filter((one, i) => one.tier !== standings[i - 1]?.tier);
  return (
    <>
      <div class="charts">
        {currency && (
          <Chart
            id="value"
            title={say("valueOverTime")}
            minutes={at}
            series={[
              { name: word("spent"), colour: "accent", values: standings.map((one) => one.spendMinor) },
              { name: say("expectedValue"), colour: "good", values: standings.map((one) => one.expectedValueMinor ?? null) },
            ]}
            format={(minor) => money({ minor, currency })}
            short={shortMoney(currency)}
          />
        )}
        <Chart id="alive" title={say("aliveOverTime")} minutes={at} series={[{ name: word("pAlive"), colour: "warn", values: standings.map((one) => (one.pAlive === undefined ? null : one.pAlive * 100)) }]} format={(share) => `${decimal(share)} %`} />
      </div>
      <Panel id="tiers" title={say("tierOverTime")}>
        <ol class="pairs">
          {tiers.map((one) => (
            <li key={one.at}>
              <span>{one.tier ? named(one.tier) : "–"}</span> <time dateTime={one.at}>{moment(one.at)}</time>
            </li>
          ))}
        </ol>
      </Panel>
    </>
  );
}
