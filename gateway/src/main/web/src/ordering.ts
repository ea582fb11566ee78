// What is ordered of rules, one order at a time, and that what came of it is seen here too.

import { Refusal } from "./desk";
import type { Me } from "./desk";
import type { Draft } from "./draft";
import * as desk from "./rule-desk";
import type { Bundle, Case, Desk, Files, Flaw, Outcome, Published, Unsound } from "./rule-desk";
import { numbered } from "./versions";
import { say } from "./words";
import { inEnglish, useWork } from "./work";
import type { Sentence, Work } from "./work";

/** All that the page knows of the rules as they stand. */
export type Told = { me: Me; standings: Desk; inForce: Bundle; published: Published[] };
export type Orders = {
  work: Work;
  publish: (why: string, shadow: boolean) => void;
  approve: (version: string) => void;
  promote: (version: string) => void;
  drop: (version: string) => void;
  rollBack: (number: number, why: string) => void;
};

/** What was published is read from the broker, and there a moment later. */
const LOOKS = 10;
const LOOK_MILLIS = 500;

/**
 * @param look asks anew how the rules stand
 * @param isOurs is told the version that the draft became
 * @param unsound is told why a library is not published
 */
export function useOrders(draft: Draft, look: () => Promise<Told>, isOurs: (version: string) => void, unsound: (files: Files, flaws: Flaw[], failed: Case[]) => void): Orders {
  const work = useWork();

  /** Looks until what was ordered is there, or it has been long enough; a look that fails is followed by the next. */
  const until = async (there: (now: Told) => boolean) => {
    for (let looks = 1; looks <= LOOKS; looks++) {
      if (await look().then(there, () => false)) return;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MILLIS));
    }
  };
  const order = (what: string, send: () => Promise<Outcome>, files: Files = {}) =>
    work.start(what, async (): Promise<Sentence[]> => {
      const outcome = await send();
      await until((now) => isThere(now, outcome, files));
      return [{ text: say(`outcome_${outcome.state}`, numbered(outcome.number) ?? "") }, ...inEnglish(outcome.messages)];
    });
  return {
    work,
    publish: (why, shadow) => {
      const { files, base } = draft;
      const send = async () => {
        try {
          const outcome = await desk.publish(files, base.version, why, shadow);
          if (outcome.state === "in_force") isOurs(outcome.version);
          return outcome;
        } catch (refused) {
          if (refused instanceof Refusal && refused.status === desk.UNSOUND) {
            const { problems, cases } = refused.told as Unsound;
            unsound(files, problems ?? [], cases ?? []);
          }
          if (refused instanceof Refusal && refused.status === desk.CONFLICT) await until((now) => now.inForce.version !== base.version);
          throw refused;
        }
      };
      order(say(shadow ? "publishingRehearsal" : "publishing"), send, files);
    },
    approve: (version) => order(say("approving"), () => desk.approve(version)),
    promote: (version) => order(say("promoting"), () => desk.promote(version)),
    drop: (version) =>
      work.start(say("dropping"), async () => {
        const { messages } = await desk.drop(version);
        await until((now) => now.standings.shadow?.version !== version);
        return [{ text: say("dropped") }, ...inEnglish(messages)];
      }),
    rollBack: (number, why) => order(say("rollingBack"), () => desk.rollBack(number, why)),
  };
}

/** @param files what was published */
function isThere({ standings, inForce }: Told, { state, version, number }: Outcome, files: Files): boolean {
  const same = (one: { version: string; number?: number } | undefined) => one?.version === version && (number === undefined || one.number === number);
  switch (state) {
    case "in_force":
      return same(inForce) && same(standings.inForce);
    case "rehearsing":
      return standings.shadow?.version === version;
    case "proposed":
      return standings.proposed?.version === version;
    case "unchanged":
      // Cases that were changed alone are kept with the same version.
      return Object.entries(files).every(([path, text]) => inForce.files[path] === text);
  }
}
