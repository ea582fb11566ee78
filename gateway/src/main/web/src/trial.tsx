// The cases of the library: which pass, which fail and by what, and which rules none of them makes fire.

import { number } from "/web/words.js";
import { useState } from "preact/hooks";
import { test } from "./rule-desk";
import type { Case, Files, Flaw } from "./rule-desk";
import type { Place } from "./flaws";
import { say } from "./words";
import { Messages, Progress, useWork } from "./work";
import type { Work } from "./work";

type Tried = { files: Files; cases: Case[]; neverFired: string[] };
export type Trials = { work: Work; tried: Tried | null; run: () => void; /** Of a publication that was refused. */ take: (files: Files, failed: Case[]) => void };

export function useTrials(files: Files, takeFlaws: (files: Files, flaws: Flaw[]) => void): Trials {
  const work = useWork();
  const [tried, setTried] = useState<Tried | null>(null);
  const run = () =>
    work.start(say("runningCases"), async () => {
      const { problems, cases, neverFired } = await test(files);
      takeFlaws(files, problems);
      const stopped = cases.length === 0 && problems.some((one) => one.severity === "error");
      setTried(stopped ? null : { files, cases, neverFired });
      return [{ text: stopped ? say("notRun") : sum(cases) }];
    });
  return { work, tried, run, take: (of, failed) => setTried({ files: of, cases: failed, neverFired: [] }) };
}

function sum(cases: Case[]): string {
  const passed = cases.filter((one) => one.passed).length;
  return say("caseCount", number(passed), number(cases.length - passed));
}

export function Cases({ trials, files, runs, go }: { trials: Trials; files: Files; runs: boolean; go: (place: Place) => void }) {
  const { work, tried } = trials;
  const failed = tried?.cases.filter((one) => !one.passed) ?? [];
  const passed = tried?.cases.filter((one) => one.passed) ?? [];
  if (!runs) return null;
  return (
    <section class="panel" aria-labelledby="cases-title">
      <header>
        <h2 id="cases-title">{say("cases")}</h2>
        <button type="button" class="quiet" disabled={work.running !== null} onClick={trials.run}>
          {say("runCases")}
        </button>
      </header>
      <div class="inner">
        <Progress work={work} />
        {tried === null && work.running === null && work.said.length === 0 && work.refusal === null && <p class="quiet-text">{say("notRunYet")}</p>}
        {tried !== null && tried.files !== files && <p class="quiet-text">{say("ofBefore")}</p>}
        <CaseList cases={failed} go={go} />
        {tried !== null && tried.neverFired.length > 0 && (
          <>
            <h3>{say("neverFired")}</h3>
            <ul class="never-fired">
              {tried.neverFired.map((rule) => (
                <li key={rule}>
                  <code>{rule}</code>
                </li>
              ))}
            </ul>
          </>
        )}
        {passed.length > 0 && (
          <details>
            <summary>
              {say("passed")} · {number(passed.length)}
            </summary>
            <CaseList cases={passed} go={go} />
          </details>
        )}
      </div>
    </section>
  );
}

function CaseList({ cases, go }: { cases: Case[]; go: (place: Place) => void }) {
  return (
    <ul class="cases">
      {cases.map((one) => (
        <li key={`${one.file}:${one.line}:${one.name}`} data-passed={one.passed}>
          <button type="button" onClick={() => go({ file: one.file, line: one.line, column: 1 })}>
            <span class="where">
              <b>{say(one.passed ? "passed" : "failed")}</b> {one.file}
            </span>
            <span>{one.name}</span>
          </button>
          <Messages messages={one.messages} />
        </li>
      ))}
    </ul>
  );
}
