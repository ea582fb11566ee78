// What the checker finds in the library, and where.

import { useEffect, useRef, useState } from "preact/hooks";
import { number } from "/web/words.js";
import { check, WHOLE } from "./rule-desk";
import type { Files, Flaw } from "./rule-desk";
import { say } from "./words";
import { useWork } from "./work";
import type { Work } from "./work";

/** Whoever stops typing for so long wants to know. */
const PAUSE_MILLIS = 1500;

export type Place = { file: string; line: number; column: number };
export type Checks = { work: Work; flaws: Flaw[] | null; /** Whether that is of the texts as they stand. */ current: boolean; check: () => void; take: (files: Files, flaws: Flaw[]) => void };

/** Checks when asked, and by itself, while there is something to check, a while after the last letter. */
export function useChecks(files: Files, wanted: boolean): Checks {
  const work = useWork();
  const [found, setFound] = useState<{ files: Files; flaws: Flaw[] } | null>(null);
  const tried = useRef<Files | null>(null);
  const run = () => {
    tried.current = files;
    work.start(say("checking"), async () => {
      const { problems } = await check(files);
      setFound({ files, flaws: problems });
      return [{ text: sum(problems) }];
    });
  };
  const idle = work.running === null;
  useEffect(() => {
    // What was refused is not asked again until something else is written.
    if (!wanted || !idle || tried.current === files || found?.files === files) return;
    const pause = setTimeout(run, PAUSE_MILLIS);
    return () => clearTimeout(pause);
  }, [files, wanted, idle]);
  return { work, flaws: found?.flaws ?? null, current: found?.files === files, check: run, take: (of, flaws) => setFound({ files: of, flaws }) };
}

function sum(flaws: Flaw[]): string {
  const errors = flaws.filter((one) => one.severity === "error").length;
  return flaws.length === 0 ? say("sound") : say("flawCount", number(errors), number(flaws.length - errors));
}

/** Errors first; each goes to where it stands, in whichever file. */
export function Flaws({ checks, go }: { checks: Checks; go: (place: Place) => void }) {
  if (checks.flaws === null || checks.flaws.length === 0) return null;
  const flaws = [...checks.flaws].sort((a, b) => a.severity.localeCompare(b.severity));
  return (
    <>
      {!checks.current && <p class="quiet-text">{say("ofBefore")}</p>}
      <ul class="flaws" aria-label={say("problems")}>
        {flaws.map((flaw) => (
          <li key={`${flaw.file}:${flaw.line}:${flaw.column}:${flaw.message}`} data-severity={flaw.severity}>
            <button type="button" disabled={flaw.file === WHOLE} onClick={() => go(flaw)}>
              <span class="where">
                <b>{say(flaw.severity)}</b> {flaw.file === WHOLE ? say("library") : `${flaw.file} ${say("lineColumn", number(flaw.line), number(flaw.column))}`}
              </span>
              <span lang="en">{flaw.message}</span>
              {flaw.hint && (
                <small lang="en">{flaw.hint}</small>
              )}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
