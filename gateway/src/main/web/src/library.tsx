// The library of rules: read, and, by who may, changed, tried, published and rolled back.

import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { number, word } from "/web/words.js";
import { useAsked } from "./address";
import { Differences } from "./differences";
import { useDraft } from "./draft";
import type { Draft } from "./draft";
import { me as whoLooks } from "./desk";
import { beginningOf, FileChooser, isText } from "./files";
import { Flaws, useChecks } from "./flaws";
import type { Place } from "./flaws";
import { useOrders } from "./ordering";
import type { Told } from "./ordering";
import { mayPublish, Publish, Standings } from "./standings";
import { Ask, Problem } from "./parts";
import * as desk from "./rule-desk";
import type { Bundle, Flaw, Published } from "./rule-desk";
import { Editor, Text } from "./text";
import { Cases, useTrials } from "./trial";
import { Review } from "./review";
import { History, lineOf, Since, useVersion } from "./versions";
import { say } from "./words";
import { Progress } from "./work";

export function Library() {
  const [told, setTold] = useState<Told | null>(null);
  const [refusal, setRefusal] = useState<unknown>(null);
  const look = async () => {
    const [me, standings, inForce, published] = await Promise.all([whoLooks(), desk.standings(), desk.inForce(), desk.published()]);
    const now = { me, standings, inForce, published };
    setTold(now);
    return now;
  };
  useEffect(() => void look().catch(setRefusal), []);
  if (refusal !== null) return <Problem refusal={refusal} />;
  return told && <Workbench told={told} look={look} />;
}

type Asked = { what: "roll-back"; to: Published } | { what: "discard-all" };

function Workbench({ told, look }: { told: Told; look: () => Promise<Told> }) {
  const { me, standings, inForce, published } = told;
  const writes = mayPublish(me, standings);
  const draft = useDraft(me.name, inForce);
  const ours = useRef<string | null>(null);
  useEffect(() => {
    draft.hear(inForce, ours.current);
    if (ours.current === inForce.version) ours.current = null;
  }, [inForce]);
  const checks = useChecks(draft.files, writes && draft.changed);
  const trials = useTrials(draft.files, checks.take);
  const orders = useOrders(
    draft,
    look,
    (version) => (ours.current = version),
    (files, flaws, failed) => {
      checks.take(files, flaws);
      trials.take(files, failed);
    },
  );
  const { work } = orders;
  const [asked, ask] = useState<Asked | null>(null);
  const [goTo, go] = useState<Place | null>(null);
  const [named, open] = useAsked("file");
  const { asked: since, ask: choose, bundle: before, refusal } = useVersion("since");
  const { asked: reads, ask: read, bundle: shown, refusal: unread } = useVersion("read");
  const paths = [...new Set([...Object.keys(draft.files), ...Object.keys(draft.changes)])].sort();
  const file = paths.includes(named) ? named : (paths.find((path) => path.endsWith(".drl")) ?? paths[0] ?? "");
  const goToPlace = (place: Place) => {
    open(place.file);
    choose("");
    read("");
    go(place);
  };

  const faulty = new Set((checks.flaws ?? []).filter((one) => one.severity === "error").map((one) => one.file));
  const compared = since === "" ? draft.base.version : since;
  const idle = work.running === null && work.said.length === 0 && work.refusal === null;
  if (!draft.ready) return null;
  if (shown !== null && reads !== inForce.version) return <Review key={reads} read={shown} inForce={inForce} compares={writes} close={() => read("")} />;

  return (
    <div class="library">
      <FileChooser
        files={draft.files}
        chosen={file}
        open={open}
        changes={draft.changes}
        faulty={faulty}
        create={
          writes
            ? (path) => {
                draft.write(path, beginningOf(path));
                open(path);
              }
            : null
        }
      />
      <div class="scorecard">
        {draft.behind && (
          <div class="missing behind" role="alert">
            <p>{say("behind", lineOf(inForce))}</p>
            <button type="button" class="quiet" onClick={draft.takeUp}>
              {say("takeUp")}
            </button>
          </div>
        )}
        {draft.both.length > 0 && (
          <p class="missing" role="status">
            {say("changedByBoth", draft.both.join(", "))}
          </p>
        )}
        {!draft.kept && (
          <p class="missing" role="status">
            {say("notKept")}
          </p>
        )}
        <Standings desk={standings} me={me} busy={work.running !== null} order={(what, version) => orders[what](version)} read={read} />
        <section class="panel" aria-labelledby="file-title">
          <header>
            <h2 id="file-title" class="path">
              {file}
            </h2>
            <Since versions={published} since={since} choose={choose} />
          </header>
          {(refusal ?? unread) !== null && <Problem refusal={refusal ?? unread} />}
          {writes && (
            <p class="tools">
              <button type="button" class="quiet" disabled={checks.work.running !== null} onClick={checks.check}>
                {say("check")}
              </button>
              {file in draft.changes ? (
                <button type="button" class="quiet" onClick={() => draft.discard(file)}>
                  {say("discardFile")}
                </button>
              ) : (
                <button type="button" class="quiet" onClick={() => draft.write(file, null)}>
                  {say("takeOut")}
                </button>
              )}
              {draft.changed && (
                <button type="button" class="quiet" onClick={() => ask({ what: "discard-all" })}>
                  {say("discardAll")}
                </button>
              )}
            </p>
          )}
          <FileText file={file} draft={draft} writes={writes} since={since} before={before} flaws={checks.flaws} goTo={goTo} arrived={() => go(null)} />
          <div class="inner">
            <Progress work={checks.work} />
            <Flaws checks={checks} go={goToPlace} />
          </div>
        </section>
        <Cases trials={trials} files={draft.files} runs={writes} go={goToPlace} />
        {writes && (draft.changed || since !== "") && (
          <section class="panel" aria-labelledby="changes-title">
            <header>
              <h2 id="changes-title">{say("whatChanges")}</h2>
            </header>
            <div class="inner">
              <Differences key={compared} compared={draft.changed ? { from: compared, files: draft.files } : { from: compared, to: draft.base.version }} of={draft.files} />
            </div>
          </section>
        )}
        {writes && <Publish changed={draft.changed} behind={draft.behind} busy={work.running !== null} publish={orders.publish} />}
        <History versions={published} inForce={standings.inForce?.number ?? inForce.number} read={read} rollBack={writes ? (to) => ask({ what: "roll-back", to }) : null} />
        {/* Always there: of a region that comes with its words, nobody is told. */}
        <aside class={idle ? "orders idle" : "orders panel"} aria-label={say("cameOfIt")}>
          <Progress work={work} />
          {!idle && work.running === null && (
            <button type="button" class="quiet" onClick={work.forget}>
              {word("close")}
            </button>
          )}
        </aside>
      </div>
      {asked?.what === "discard-all" && (
        <Ask id="discard" title={say("discardAll")} act={say("discardAll")} order={async () => draft.discard(null)} close={() => ask(null)}>
          <p>{say("discardMeans", number(Object.keys(draft.changes).length))}</p>
        </Ask>
      )}
      {asked?.what === "roll-back" && (
        <Ask id="roll-back" title={say("rollBackTo", word("ruleNumber", asked.to.number))} act={say("rollBack")} why={say("publishWhy")} order={async (why) => orders.rollBack(asked.to.number!, why)} close={() => ask(null)}>
          <p>{say("rollBackMeans")}</p>
        </Ask>
      )}
    </div>
  );
}

type Shown = { file: string; draft: Draft; writes: boolean; since: string; before: Bundle | null; flaws: Flaw[] | null; goTo: Place | null; arrived: () => void };

/** To be written where one may, and to be compared where another version is chosen. */
function FileText({ file, draft, writes, since, before, flaws, goTo, arrived }: Shown) {
  const marked = useMemo(() => (flaws ?? []).filter((one) => one.file === file), [flaws, file]);
  if (!isText(file)) return <p class="note-text">{say("spreadsheet")}</p>;
  const text = draft.files[file];
  if (since !== "") return before && <Text name={file} text={text ?? ""} before={before.files[file] ?? ""} line={1} />;
  if (text === undefined) return <p class="note-text">{say("takenOutFile")}</p>;
  if (!writes) return <Text name={file} text={text} before={null} line={1} />;
  return <Editor key={`${file} ${draft.epoch}`} name={file} text={text} flaws={marked} goTo={goTo} arrived={arrived} onText={(now) => draft.write(file, now)} />;
}
