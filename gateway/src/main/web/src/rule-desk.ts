// What the rule desk tells, and what an author may ask of it.

import { ask, me } from "./desk";

/** Each file of the library by its path, as written. */
export type Files = Record<string, string>;
export type Bundle = { version: string; number?: number; author: string; why?: string; publishedAt: string; files: Files };
export type Published = { version: string; number?: number; author: string; approver?: string; why?: string; at: string; rolledBackTo?: number };
export type Standing = { version: string; number?: number; author: string; why?: string; publishedAt: string };
/** Whether this gateway publishes, and if not, why not; what decides, rehearses and waits. */
export type Desk = { writes: boolean; why?: string; inForce?: Standing; shadow?: Standing; proposed?: Standing };
/** What the checker finds, lines and columns from 1; of the library as a whole the file is `WHOLE`. */
export type Flaw = { file: string; line: number; column: number; endColumn?: number; severity: "error" | "warning"; message: string; hint?: string };
export type Case = { file: string; line: number; name: string; passed: boolean; messages: string[] };
export type Trial = { problems: Flaw[]; cases: Case[]; neverFired: string[] };
export type Difference = { file: string; line: number; rule?: string; caseName?: string; kind: string; messages: string[] };
export type Outcome = { state: "in_force" | "rehearsing" | "proposed" | "unchanged"; version: string; number?: number; messages: string[] };
/** What a refusal to publish says beyond its sentence. */
export type Unsound = { problems?: Flaw[]; cases?: Case[] };
/** Other rules than those of a version: another version, or files that nobody published yet. */
export type Compared = { from: string; to: string } | { from: string; files: Files };

export const WHOLE = ".";
export const CONFLICT = 409;
export const UNSOUND = 422;

async function tell<T>(what: string, body: object): Promise<T> {
  return ask<T>(`/v1/rules/${what}`, body, (await me()).csrf);
}

export const standings = () => ask<Desk>("/v1/rules/desk");
export const inForce = () => ask<Bundle>("/v1/rules");
export const version = (version: string) => ask<Bundle>(`/v1/rules/${encodeURIComponent(version)}`);
export const published = async () => (await ask<{ versions: Published[] }>("/v1/rules/history")).versions;
export const check = (files: Files) => tell<{ problems: Flaw[] }>("check", { files });
export const test = (files: Files) => tell<Trial>("test", { files });
export const diff = (compared: Compared) => tell<{ differences: Difference[] }>("diff", compared);
export const publish = (files: Files, parent: string, why: string, shadow: boolean) => tell<Outcome>("publish", { files, parent, why, shadow });
export const approve = (version: string) => tell<Outcome>("approve", { version });
export const promote = (version: string) => tell<Outcome>("promote", { version });
export const drop = (version: string) => tell<{ messages: string[] }>("drop", { version });
export const rollBack = (number: number, why: string) => tell<Outcome>("rollback", { number, why });
