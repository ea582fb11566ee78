// Sums over minutes.

import type { ByCurrency, Figures, Left, Sum } from "./measured";

export const MINUTES = ["60", "15", "180", "1440"] as const;
const MINUTE_MILLIS = 60_000;

const NOTHING: Omit<Figures, "minute"> = {
  events: {},
  funnel: { views: 0, additions: 0, checkouts: 0, orders: 0 },
  decisions: {},
  offersShown: 0,
  carts: [],
  checkouts: [],
  ordered: { count: 0, worthMinor: {} },
  takenBack: { count: 0, worthMinor: {} },
  tierMovements: [],
  atRisk: { count: 0, worthMinor: {} },
  deadLetters: {},
};

/**
 * The last minutes up to the newest of which something was told, without a gap: in a minute that nobody tells of,
 * nothing happened. Empty when nothing was told of any.
 */
export function lastMinutes(figures: Figures[], asOf: Date, many: number): Figures[] {
  const earliest = Math.floor(asOf.getTime() / MINUTE_MILLIS) - many + 1;
  const told = new Map(figures.map((one) => [Date.parse(one.minute) / MINUTE_MILLIS, one]));
  const inRange = [...told.keys()].filter((minute) => minute >= earliest);
  if (inRange.length === 0) return [];
  const first = Math.min(...inRange);
  return Array.from({ length: Math.max(...inRange) - first + 1 }, (_, i) => told.get(first + i) ?? { minute: new Date((first + i) * MINUTE_MILLIS).toISOString(), ...NOTHING });
}

/** The newest minute that is over; undefined when none is. */
export function lastWhole(minutes: Figures[], asOf: Date): Figures | undefined {
  return minutes.findLast((one) => Date.parse(one.minute) + MINUTE_MILLIS <= asOf.getTime());
}

export const total = (counts: Record<string, number>) => Object.values(counts).reduce((sum, count) => sum + count, 0);

export function added(all: Record<string, number>[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const one of all) for (const [name, count] of Object.entries(one)) sums[name] = (sums[name] ?? 0) + count;
  return sums;
}

export function sumOf(sums: Sum[]): Sum {
  return { count: sums.reduce((sum, one) => sum + one.count, 0), worthMinor: added(sums.map((one) => one.worthMinor)) };
}

/** By cause, the most abandoned first. */
export function byCause(left: Left[]): Left[] {
  return [...new Set(left.map((one) => one.cause))]
    .map((cause) => {
      const same = left.filter((one) => one.cause === cause);
      return { cause, abandoned: sumOf(same.map((one) => one.abandoned)), rescued: sumOf(same.map((one) => one.rescued)) };
    })
    .sort((a, b) => b.abandoned.count - a.abandoned.count || (a.cause < b.cause ? -1 : 1));
}

/** The names in the order of how many there are of each. */
export function names(all: Record<string, number>[]): string[] {
  return Object.entries(added(all))
    .filter(([, count]) => count > 0)
    .sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
    .map(([name]) => name);
}

/** The currency in which there is most to tell; undefined when there is no money. */
export function mainCurrency(amounts: ByCurrency[]): string | undefined {
  return names(amounts)[0];
}
