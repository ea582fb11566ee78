// The file that a rule is written in, its cases, and what has changed since another version.

import { useEffect, useRef, useState } from "preact/hooks";
import { moment } from "/web/words.js";
import { useAsked } from "./address";
import { ask, Refusal } from "./desk";
import { Problem } from "./parts";
import { say } from "./words";

type Bundle = { version: string; number?: number; author: string; why?: string; publishedAt: string; files: Record<string, string> };
type History = { versions: { version: string; author: string; why?: string; at: string }[] };

const VERSION_LETTERS = 12;
const NOT_FOUND = 404;

export function RuleSource({ rule }: { rule: string }) {
  const [bundle, setBundle] = useState<Bundle | null>(null);
  const [history, setHistory] = useState<History["versions"]>([]);
  const [refusal, setRefusal] = useState<unknown>(null);
  const [before, setBefore] = useState<Bundle | null>(null);
  const [since, choose] = useAsked("since");
  const [chosen, chooseFile] = useState("");
  useEffect(() => {
    void Promise.all([ask<Bundle>("/v1/rules"), ask<History>("/v1/rules/history")]).then(([inForce, told]) => {
      setBundle(inForce);
      setHistory(told.versions);
    }, setRefusal);
  }, []);
  useEffect(() => {
    setBefore(null);
    if (since !== "") void ask<Bundle>(`/v1/rules/${encodeURIComponent(since)}`).then(setBefore, setRefusal);
  }, [since]);
  // A gateway that tells no sources has nothing to say here.
  if (bundle === null && refusal instanceof Refusal && refusal.status === NOT_FOUND) return null;
  const files = bundle === null ? [] : filesOf(bundle.files, rule);
  const file = files.includes(chosen) ? chosen : files[0];
  return (
    <section class="panel" aria-labelledby="source-title">
      <header>
        <h2 id="source-title">{say("source")}</h2>
        {history.length > 1 && (
          <label class="choice">
            {say("changesSince")}
            <select value={since} onChange={(event) => choose(event.currentTarget.value)}>
              <option value="">–</option>
              {history
                .filter((one) => one.version !== bundle?.version)
                .map((one) => (
                  <option key={one.version} value={one.version}>
                    {one.version.slice(0, VERSION_LETTERS)} · {one.author} · {moment(one.at)}
                  </option>
                ))}
            </select>
          </label>
        )}
      </header>
      {refusal !== null && <Problem refusal={refusal} />}
      {bundle !== null && <p class="note-text">{[bundle.version.slice(0, VERSION_LETTERS), bundle.author, moment(bundle.publishedAt), bundle.why].filter(Boolean).join(" · ")}</p>}
      {bundle !== null && file === undefined && <p class="note-text">{say("noSource")}</p>}
      {files.length > 1 && (
        <div class="filter files" role="group" aria-label={say("files")}>
          {files.map((one) => (
            <button key={one} type="button" aria-pressed={one === file} onClick={() => chooseFile(one)}>
              {one.slice(one.lastIndexOf("/") + 1)}
            </button>
          ))}
        </div>
      )}
      {bundle !== null && file !== undefined && (since === "" || before !== null) && <Text name={file} text={bundle.files[file]!} before={before === null ? null : (before.files[file] ?? "")} rule={rule} />}
    </section>
  );
}

/** The file that names the rule first, then its cases. */
function filesOf(files: Record<string, string>, rule: string): string[] {
  const named = Object.keys(files).filter((path) => files[path]!.includes(`"${rule}"`) && !path.endsWith(".cases.yaml"));
  const source = named[0] ?? Object.keys(files).find((path) => path.endsWith(".drl") && isWithin(rule, path));
  if (source === undefined) return [];
  const cases = `${stem(source)}.cases.yaml`;
  return cases in files ? [source, cases] : [source];
}

const stem = (path: string) => path.replace(/\.[a-z]+$/, "");
const isWithin = (rule: string, path: string) => `${rule}.`.startsWith(`${stem(path).replaceAll("/", ".")}.`);

function Text({ name, text, before, rule }: { name: string; text: string; before: string | null; rule: string }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let gone = false;
    let takeAway = () => {};
    void import("./source").then(({ show }) => {
      if (!gone) takeAway = show(place.current!, name, text, before, lineOf(text, rule));
    });
    return () => {
      gone = true;
      takeAway();
    };
  }, [name, text, before]);
  return <div class="source" ref={place} />;
}

/** Where the rule begins: a line above the one that names it, or the first. */
function lineOf(text: string, rule: string): number {
  const at = text.split("\n").findIndex((line) => line.includes(`"${rule}"`));
  return Math.max(1, at);
}
