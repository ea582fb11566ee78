// What the gateway's desk tells of customers: asked for, and refused in a sentence.

export type Identifier = { type: string; hash: string };
export type Money = { minor: number; currency: string };
export type Found = { customerId: string; identifiers: Identifier[]; orders: number; spendMinor: number; currency?: string; tier?: string; lastSeenAt: string };
export type Link = { other: Identifier; evidence: { eventId: string; at: string; topic: string; proven: boolean } };
export type Identity = { identifier: Identifier; customerId: string; settled: boolean; links: Link[]; formerCustomers: { customerId: string; until: string }[] };
export type Standing = { at: string; orders: number; spendMinor: number; currency?: string; tier?: string; pAlive?: number; expectedValueMinor?: number; leadScore: number };
export type Considered = { rule: string; name: string; priority: number; outcome: string; stoppedBy?: string[] };
export type Decision = { decisionId: string; kind: string; moment: string; name: string; rule: string; decidedAt: string; text?: string; arm?: string; considered: Considered[] };
export type NotMade = { decisionId: string; moment: string; at: string; considered: Considered[]; reason?: string };
export type Snapshot = {
  customerId: string;
  identifiers: Identifier[];
  events: number;
  orders: number;
  spendMinor: number;
  currency?: string;
  firstSeenAt: string;
  lastSeenAt: string;
  lastOrderAt?: string;
  tier?: string;
  attrition?: { pAlive: number; expectedOrders: number; expectedValueMinor?: number; alertAt?: string };
  tags: { name: string; rule: string; since: string; until: string }[];
  leadScore: number;
  cart: { productId: string; quantity: number; price?: Money }[];
  openTimers: { moment: string; at: string }[];
};
export type Contact = { snapshot: Snapshot; decisions: Decision[]; notMade: NotMade[]; identities: Identity[]; standings: Standing[]; why: { at: string; moment: string; decisionId: string; sentences: string[] }[] };
export type Happened = { type: string; productId?: string; product?: { productId?: string }; name?: string; orderId?: string; outcome?: string; decisionId?: string; text?: string; total?: Money; worth?: Money; amount?: Money };
export type Entry = { at: string; kind: "event"; id: string; event: Happened; identifier: Identifier } | { at: string; kind: "decision"; id: string; decision: Decision } | { at: string; kind: "not_made"; id: string; notMade: NotMade };
export type Timeline = { entries: Entry[]; next?: string };
export type Me = { name: string; roles: string[]; rights: string[]; csrf: string; guest: boolean };

/** The gateway would not: with its sentence, and all else that it told. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly told: unknown = null,
  ) {
    super(message);
  }
}

/** Asks, or tells where there is a body. A `Refusal` is thrown for an answer that is none. */
export async function ask<T>(path: string, body?: object, csrf?: string): Promise<T> {
  const answer = await fetch(path, body === undefined ? {} : { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json", ...(csrf ? { "X-CSRF-Token": csrf } : {}) } });
  const told: unknown = await answer.json().catch(() => null);
  if (answer.ok) return told as T;
  throw new Refusal(answer.status, (told as { message?: string } | null)?.message ?? `${answer.status}`, told);
}

const customer = (id: string) => `/v1/customers/${encodeURIComponent(id)}`;

let asked: Promise<Me> | undefined;

/** Who looks; asked once a page. */
export const me = () => (asked ??= ask<Me>("/v1/me"));

export const logOut = (csrf: string) => ask<null>("/v1/logout", {}, csrf);
export const search = (text: string, csrf: string) => ask<{ customers: Found[] }>("/v1/customers/search", { text }, csrf);
export const contact = (id: string) => ask<Contact>(customer(id));
export const timeline = (id: string, before?: string) => ask<Timeline>(`${customer(id)}/timeline?limit=50${before ? `&before=${encodeURIComponent(before)}` : ""}`);
export const unmerge = (id: string, identifier: Identifier, other: Identifier, why: string, csrf: string) => ask<{ ordered: boolean }>(`${customer(id)}/unmerge`, { identifier, other, why }, csrf);
