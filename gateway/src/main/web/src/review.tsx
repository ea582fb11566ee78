// What waits, is rehearsed or was once in force: read against the rules in force, before one decides on it.

import { useState } from "preact/hooks";
import { Differences } from "./differences";
import { changesTo } from "./draft";
import { FileChooser, isText } from "./files";
import type { Bundle } from "./rule-desk";
import { Text } from "./text";
import { lineOf } from "./versions";
import { say } from "./words";

export function Review({ read, inForce, compares, close }: { read: Bundle; inForce: Bundle; compares: boolean; close: () => void }) {
  const changes = changesTo(inForce.files, read.files);
  const paths = [...Object.keys(changes).sort(), ...Object.keys(read.files).sort()];
  const [chosen, open] = useState(paths[0] ?? "");
  return (
    <div class="library">
      <FileChooser files={read.files} chosen={chosen} open={open} changes={changes} faulty={new Set()} create={null} />
      <div class="scorecard">
        <section class="panel" aria-labelledby="review-title">
          <header>
            <h2 id="review-title" class="path">
              {chosen}
            </h2>
            <button type="button" class="quiet" onClick={close}>
              {say("backToLibrary")}
            </button>
          </header>
          <p class="note-text">{lineOf(read)}</p>
          <p class="note-text">{say("againstInForce", lineOf(inForce))}</p>
          {isText(chosen) ? <Text name={chosen} text={read.files[chosen] ?? ""} before={inForce.files[chosen] ?? ""} line={1} /> : <p class="note-text">{say("spreadsheet")}</p>}
          {compares && (
            <div class="inner">
              <Differences compared={{ from: inForce.version, to: read.version }} of={read} />
            </div>
          )}
        </section>
      </div>
    </div>
  );
}
