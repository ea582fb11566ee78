// What was measured, as the gateway tells it, and kept up by its stream.

import { useEffect, useState } from "preact/hooks";
import { follow } from "/web/stream.js";

export type ByCurrency = Record<string, number>;
export type Sum = { count: number; worthMinor: ByCurrency };
export type Left = { cause: string; abandoned: Sum; rescued: Sum };

/** The message on topic `figures`. */
export type Figures = {
  minute: string;
  events: Record<string, number>;
  funnel: { views: number; additions: number; checkouts: number; orders: number };
  decisions: Record<string, number>;
  offersShown: number;
  carts: Left[];
  checkouts: Left[];
  ordered: Sum;
  takenBack: Sum;
  tierMovements: { from: string; to: string; customers: number }[];
  atRisk: Sum;
  deadLetters: Record<string, number>;
  watermarkDelayMillis?: number;
};

export type Orders = { count: number; revenueMinor: ByCurrency };
export type ArmResult = { customers: number; converted: number; revenueMinor: ByCurrency };
export type Uplift = { of: "conversion" | "revenue"; currency?: string; estimate: number; low?: number; high?: number; level: number; method: string };
export type Finding = { code: string; figures: Record<string, string>; since: string };

/** The message on topic `scorecards`. */
export type Scorecard = {
  rule: string;
  bundleVersion?: string;
  moment?: string;
  asOf: string;
  evaluated: number;
  fired: number;
  said: number;
  lostTo: Record<string, number>;
  suppressedBy: Record<string, number>;
  heldOut: number;
  shown: number;
  clicked: number;
  dismissed: number;
  expired: number;
  undelivered: number;
  lastTouch: Orders;
  anyTouch: Orders;
  complaints: number;
  treated: ArmResult;
  control: ArmResult;
  uplift: Uplift[];
  firedWith: Record<string, number>;
  findings: Finding[];
};

/** What it takes to ask the rules of a moment, all of them together. */
export type AskedRules = { bundleVersion: string; moment: string; since: string; times: number; averageMicros: number; p99Micros: number };

type Frame = { whole: boolean; asOf: string; figures: Figures[]; scorecards: Scorecard[]; asked: AskedRules[]; missing: string[] };

/** Whether news come; and how many seconds ago the last came, null before the first. */
export type Connection = { state: "waiting" | "live" | "stale" | "lost"; age: number | null };

export type Measured = {
  connection: Connection;
  /** Null before the first frame. */
  asOf: Date | null;
  /** The earliest first. */
  figures: Figures[];
  scorecards: Scorecard[];
  asked: AskedRules[];
  missing: string[];
};

/** What the stream tells a page that just opened; the day before it is asked for apart. */
const TOLD_BY_STREAM = 180;
const A_DAY = 1440;

/** Follows what is measured, of so many minutes at least. */
export function useMeasured(minutes: number): Measured {
  const [measured, setMeasured] = useState<Measured>({ connection: { state: "waiting", age: null }, asOf: null, figures: [], scorecards: [], asked: [], missing: [] });
  useEffect(
    () =>
      follow("/v1/measured", {
        onFrame: (frame: Frame) => setMeasured((before) => taken(before, frame)),
        onState: (state: Connection["state"], age: number | null) => setMeasured((before) => ({ ...before, connection: { state, age } })),
      }),
    [],
  );
  const whole = measured.asOf !== null;
  useEffect(() => {
    if (whole && minutes > TOLD_BY_STREAM) void before().then((earlier) => setMeasured((now) => ({ ...now, figures: merged(earlier, now.figures) })));
  }, [whole, minutes > TOLD_BY_STREAM]);
  return measured;
}

async function before(): Promise<Figures[]> {
  const answer = await fetch(`/v1/figures?minutes=${A_DAY}`);
  return answer.ok ? ((await answer.json()) as { figures: Figures[] }).figures : [];
}

function taken(before: Measured, frame: Frame): Measured {
  const asOf = new Date(frame.asOf);
  if (frame.whole) return { ...before, asOf, figures: merged(before.figures, frame.figures), scorecards: frame.scorecards, asked: frame.asked, missing: frame.missing };
  return {
    ...before,
    asOf,
    // Most frames only say that all is well: what has not changed is not drawn again.
    figures: frame.figures.length > 0 ? merged(before.figures, frame.figures) : before.figures,
    scorecards: frame.scorecards.length > 0 ? replaced(before.scorecards, frame.scorecards) : before.scorecards,
    asked: frame.asked.length > 0 ? frame.asked : before.asked,
    missing: frame.missing,
  };
}

function merged(older: Figures[], newer: Figures[]): Figures[] {
  const byMinute = new Map([...older, ...newer].map((one) => [one.minute, one]));
  return [...byMinute.values()].sort((a, b) => (a.minute < b.minute ? -1 : 1)).slice(-A_DAY);
}

const keyOf = (card: Scorecard) => `${card.rule}|${card.bundleVersion ?? "*"}`;

function replaced(older: Scorecard[], newer: Scorecard[]): Scorecard[] {
  const byKey = new Map([...older, ...newer].map((one) => [keyOf(one), one]));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, card]) => card);
}
