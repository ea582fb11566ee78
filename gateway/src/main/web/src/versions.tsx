// Versions of the rules: which there were, and what is compared with which.

import { useEffect, useState } from "preact/hooks";
import { moment, word } from "/web/words.js";
import { useAsked } from "./address";
import { version as askFor } from "./rule-desk";
import type { Bundle, Published } from "./rule-desk";
import { say } from "./words";

const VERSION_LETTERS = 12;

export const shortVersion = (version: string) => version.slice(0, VERSION_LETTERS);
export const numbered = (number: number | undefined) => (number ? word("ruleNumber", number) : undefined);

/** Which, by whom, when and why, in one line. */
export const lineOf = ({ version, number, author, publishedAt, why }: Omit<Bundle, "files">) => [numbered(number), shortVersion(version), author, moment(publishedAt), why].filter(Boolean).join(" · ");

/** A version that the address names: empty for none, and its texts null until they are there. */
export function useVersion(name: "since" | "read"): { asked: string; ask: (version: string) => void; bundle: Bundle | null; refusal: unknown } {
  const [asked, ask] = useAsked(name);
  const [bundle, setBundle] = useState<Bundle | null>(null);
  const [refusal, setRefusal] = useState<unknown>(null);
  useEffect(() => {
    let left = false;
    setBundle(null);
    setRefusal(null);
    if (asked !== "") {
      askFor(asked).then(
        (told) => !left && setBundle(told),
        (why: unknown) => !left && setRefusal(why),
      );
    }
    return () => void (left = true);
  }, [asked]);
  return { asked, ask, bundle: bundle?.version === asked ? bundle : null, refusal };
}

export function Since({ versions, since, choose }: { versions: Published[]; since: string; choose: (version: string) => void }) {
  return (
    <label class="choice">
      {say("changesSince")}
      <select value={since} onChange={(event) => choose(event.currentTarget.value)}>
        <option value="">–</option>
        {[...new Map(versions.map((one) => [one.version, one])).values()].map((one) => (
          <option key={one.version} value={one.version}>
            {[numbered(one.number), shortVersion(one.version), one.author, moment(one.at)].filter(Boolean).join(" · ")}
          </option>
        ))}
      </select>
    </label>
  );
}

/** What was published, the newest first; and a way back for who may go it. */
export function History({ versions, inForce, read, rollBack }: { versions: Published[]; inForce: number | undefined; read: (version: string) => void; rollBack: ((to: Published) => void) | null }) {
  return (
    <section class="panel" aria-labelledby="versions-title">
      <header>
        <h2 id="versions-title">{say("history")}</h2>
      </header>
      <ol class="versions" tabIndex={0} aria-labelledby="versions-title">
        {versions.map((one) => (
          <li key={one.version + one.at}>
            <p>
              <b>{numbered(one.number) ?? "–"}</b> <code>{shortVersion(one.version)}</code>
              {one.number !== undefined && one.number === inForce && <span class="chip">{say("inForce")}</span>}
            </p>
            <p class="quiet-text">
              <time dateTime={one.at}>{moment(one.at)}</time> · {[one.author, one.approver && say("approvedBy", one.approver), one.rolledBackTo && say("wasRolledBack", word("ruleNumber", one.rolledBackTo))].filter(Boolean).join(" · ")}
            </p>
            {one.why && <p>{one.why}</p>}
            {one.number !== inForce && (
              <div class="buttons">
                <button type="button" class="quiet" onClick={() => read(one.version)} aria-label={say("readVersion", numbered(one.number) ?? shortVersion(one.version))}>
                  {say("read")}
                </button>
                {rollBack !== null && one.number !== undefined && one.number > 0 && (
                  <button type="button" class="quiet" onClick={() => rollBack(one)} aria-label={say("rollBackTo", word("ruleNumber", one.number))}>
                    {say("rollBack")}
                  </button>
                )}
              </div>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
