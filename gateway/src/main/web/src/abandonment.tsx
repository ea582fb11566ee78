// What was left on the way to an order, why, and what came back.

import { named, number, percent } from "/web/words.js";
import { useChoice } from "./address";
import { Chart } from "./chart";
import { byCause, lastMinutes, MINUTES, sumOf } from "./figures";
import type { Figures, Left, Sum } from "./measured";
import { useMeasured } from "./measured";
import { During, inMoney, TableOf } from "./parts";
import { Shell } from "./shell";
import { say } from "./words";

const ALL = "all";
const STEPS = ["views", "additions", "checkouts", "orders"] as const;

export function Abandonment() {
  const [chosen, choose] = useChoice("minutes", MINUTES);
  const { connection, asOf, figures, missing } = useMeasured(Number(chosen));
  const minutes = asOf === null ? [] : lastMinutes(figures, asOf, Number(chosen));
  const causes = byCause(minutes.flatMap((one) => one.carts));
  const [cause, chooseCause] = useChoice("cause", [ALL, ...causes.map((one) => one.cause)]);
  const controls = (
    <>
      <During chosen={chosen} choose={choose} />
      <label class="choice">
        {say("cause")}
        <select value={cause} onChange={(event) => chooseCause(event.currentTarget.value)}>
          <option value={ALL}>{say("allCauses")}</option>
          {causes.map((one) => (
            <option key={one.cause} value={one.cause}>
              {named(one.cause)}
            </option>
          ))}
        </select>
      </label>
    </>
  );
  return (
    <Shell page="abandonment" connection={connection} missing={missing} controls={controls}>
      {asOf !== null && minutes.length === 0 && <p class="missing">{say("nothingMeasured")}</p>}
      {asOf !== null && minutes.length > 0 && (
        <>
          <Funnel minutes={minutes} />
          <div class="halves">
            <Against minutes={minutes} cause={cause} />
            <Causes causes={causes.filter((one) => cause === ALL || one.cause === cause)} />
          </div>
          <ByMinute minutes={minutes} cause={cause} />
        </>
      )}
    </Shell>
  );
}

function Funnel({ minutes }: { minutes: Figures[] }) {
  const counts = STEPS.map((step) => minutes.reduce((sum, one) => sum + one.funnel[step], 0));
  const most = Math.max(1, ...counts);
  return (
    <section class="panel" aria-labelledby="funnel-title">
      <header>
        <h2 id="funnel-title">{say("funnel")}</h2>
      </header>
      <ol class="funnel">
        {STEPS.map((step, i) => (
          <li key={step} data-step={step}>
            <span class="step">{say(`step_${step}`)}</span>
            <span class="count">{number(counts[i]!)}</span>
            <span class="share">{i > 0 && counts[i - 1]! > 0 ? say("shareOfBefore", percent(counts[i]! / counts[i - 1]!)) : ""}</span>
            <div class="bar" aria-hidden="true" style={{ "--share": String(counts[i]! / most) }}>
              <i />
            </div>
          </li>
        ))}
      </ol>
      <p class="note-text">{say("funnelWhy")}</p>
    </section>
  );
}

const ofCause = (left: Left[], cause: string) => left.filter((one) => cause === ALL || one.cause === cause);

/** A checkout that was left is a cart that was left, and is not counted again. */
function Against({ minutes, cause }: { minutes: Figures[]; cause: string }) {
  const left = ofCause(minutes.flatMap((one) => one.carts), cause);
  const abandoned = sumOf(left.map((one) => one.abandoned));
  const rescued = sumOf(left.map((one) => one.rescued));
  const lost = lostOf(abandoned, rescued);
  const share = abandoned.count > 0 ? Math.min(1, rescued.count / abandoned.count) : 0;
  return (
    <section class="panel" aria-labelledby="against-title">
      <header>
        <h2 id="against-title">{say("rescuedAgainstLost")}</h2>
      </header>
      <div class="against">
        <dl class="sums">
          <div class="rescued">
            <dt>
              {say("rescuedMoney")} · {number(rescued.count)}
            </dt>
            <dd>{inMoney(rescued.worthMinor)}</dd>
          </div>
          <div class="lost">
            <dt>
              {say("lostMoney")} · {number(lost.count)}
            </dt>
            <dd>{inMoney(lost.worthMinor)}</dd>
          </div>
        </dl>
        <div class="scale" aria-hidden="true" data-none={abandoned.count === 0} style={{ "--share": String(share) }}>
          <i />
          <i />
        </div>
        <p>{abandoned.count > 0 ? say("rescueRate", percent(share)) : say("nothingLeft")}</p>
        <p class="quiet-text">{say("rescuedWhy")}</p>
      </div>
    </section>
  );
}

/** What was rescued may have been left before this time: then nothing of this time is lost for it. */
function lostOf(abandoned: Sum, rescued: Sum): Sum {
  const worthMinor = Object.fromEntries(Object.entries(abandoned.worthMinor).map(([currency, minor]) => [currency, Math.max(0, minor - (rescued.worthMinor[currency] ?? 0))]));
  return { count: Math.max(0, abandoned.count - rescued.count), worthMinor };
}

function Causes({ causes }: { causes: Left[] }) {
  const rows = causes.map((one) => [named(one.cause), number(one.abandoned.count), inMoney(one.abandoned.worthMinor), number(one.rescued.count), inMoney(one.rescued.worthMinor)]);
  return <TableOf id="causes" title={say("causes")} head={[say("cause"), say("left"), say("worth"), say("rescuedCount"), say("rescuedWorth")]} rows={rows} none={say("nothingLeft")} />;
}

function ByMinute({ minutes, cause }: { minutes: Figures[]; cause: string }) {
  const count = (left: Left[], what: "abandoned" | "rescued") => ofCause(left, cause).reduce((sum, one) => sum + one[what].count, 0);
  return (
    <Chart
      id="by-minute"
      title={say("leftByMinute")}
      minutes={minutes.map((one) => new Date(one.minute))}
      series={[
        { name: say("cartsLeft"), colour: "bad", values: minutes.map((one) => count(one.carts, "abandoned")) },
        { name: say("rescuedCount"), colour: "good", values: minutes.map((one) => count(one.carts, "rescued")) },
        { name: say("checkoutsLeft"), colour: "warn", values: minutes.map((one) => count(one.checkouts, "abandoned")) },
      ]}
      format={number}
    />
  );
}
