// The file that a rule is written in, its cases, and what has changed since another version.

import { useEffect, useState } from "preact/hooks";
import { Differences } from "./differences";
import { me as whoLooks, Refusal } from "./desk";
import type { Me } from "./desk";
import { PUBLISH } from "./standings";
import { Problem } from "./parts";
import { inForce, published } from "./rule-desk";
import type { Bundle, Published } from "./rule-desk";
import { Text } from "./text";
import { lineOf, Since, useVersion } from "./versions";
import { say } from "./words";

const NOT_FOUND = 404;

export function RuleSource({ rule, openFile }: { rule: string; openFile: (path: string) => void }) {
  const [bundle, setBundle] = useState<Bundle | null>(null);
  const [history, setHistory] = useState<Published[]>([]);
  const [me, setMe] = useState<Me | null>(null);
  const [refusal, setRefusal] = useState<unknown>(null);
  const { asked: since, ask: choose, bundle: before, refusal: noVersion } = useVersion("since");
  const [chosen, chooseFile] = useState("");
  useEffect(() => {
    void Promise.all([inForce(), published()]).then(([now, told]) => {
      setBundle(now);
      setHistory(told);
    }, setRefusal);
    // Whoever may not read is told so by the rules themselves.
    void whoLooks().then(setMe, () => setMe(null));
  }, []);
  // A gateway that tells no sources has nothing to say here.
  if (bundle === null && refusal instanceof Refusal && refusal.status === NOT_FOUND) return null;
  const files = bundle === null ? [] : filesOf(bundle.files, rule);
  const file = files.includes(chosen) ? chosen : files[0];
  return (
    <section class="panel" aria-labelledby="source-title">
      <header>
        <h2 id="source-title">{say("source")}</h2>
        {history.length > 1 && <Since versions={history.filter((one) => one.version !== bundle?.version)} since={since} choose={choose} />}
        {file !== undefined && (
          <button type="button" class="quiet" onClick={() => openFile(file)}>
            {say("openInLibrary")}
          </button>
        )}
      </header>
      {(refusal ?? noVersion) !== null && <Problem refusal={refusal ?? noVersion} />}
      {bundle !== null && <p class="note-text">{lineOf(bundle)}</p>}
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
      {bundle !== null && file !== undefined && (since === "" || before !== null) && <Text name={file} text={bundle.files[file]!} before={before === null ? null : (before.files[file] ?? "")} line={ruleIn(bundle.files[file]!, rule)} />}
      {bundle !== null && since !== "" && me?.rights.includes(PUBLISH) && (
        <div class="inner">
          <Differences key={since} compared={{ from: since, to: bundle.version }} of={bundle} />
        </div>
      )}
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

/** Where the rule begins: a line above the one that names it, or the first. */
function ruleIn(text: string, rule: string): number {
  const at = text.split("\n").findIndex((line) => line.includes(`"${rule}"`));
  return Math.max(1, at);
}
