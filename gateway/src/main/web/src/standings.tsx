// What decides, what rehearses and what waits, and what those who may can do about it.

import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Me } from "./desk";
import { Ask } from "./parts";
import type { Desk, Standing } from "./rule-desk";
import { say } from "./words";
import { lineOf } from "./versions";

/** The right to try rules, to publish them and to take them back. */
export const PUBLISH = "publish_rules";
const APPROVE = "approve_rules";

/** Whether somebody may change rules here: by their role, and where this gateway publishes. */
export const mayPublish = (me: Me, desk: Desk) => desk.writes && me.rights.includes(PUBLISH);

type Asked = "approve" | "promote" | "drop";

export function Standings({ desk, me, busy, order, read }: { desk: Desk; me: Me; busy: boolean; order: (what: Asked, version: string) => void; read: (version: string) => void }) {
  const [asked, ask] = useState<{ what: Asked; of: Standing } | null>(null);
  const publishes = mayPublish(me, desk);
  const approves = desk.writes && me.rights.includes(APPROVE);
  const button = (what: Asked, of: Standing) => (
    <button type="button" class="quiet" disabled={busy} onClick={() => ask({ what, of })}>
      {say(what)}
    </button>
  );
  const reading = ({ version }: Standing) => (
    <button type="button" class="quiet" onClick={() => read(version)}>
      {say("read")}
    </button>
  );
  return (
    <section class="panel" aria-labelledby="standings-title">
      <header>
        <h2 id="standings-title">{say("whatDecides")}</h2>
      </header>
      <dl class="standings">
        <Row name={say("inForce")} of={desk.inForce} />
        <Row name={say("rehearsal")} of={desk.shadow}>
          {desk.shadow && reading(desk.shadow)}
          {desk.shadow && publishes && button("promote", desk.shadow)}
          {desk.shadow && publishes && button("drop", desk.shadow)}
        </Row>
        <Row name={say("proposed")} of={desk.proposed}>
          {desk.proposed && reading(desk.proposed)}
          {desk.proposed && approves && desk.proposed.author !== me.name && button("approve", desk.proposed)}
        </Row>
      </dl>
      {desk.proposed && publishes && (!approves || desk.proposed.author === me.name) && <p class="note-text">{say("approvedByAnother")}</p>}
      {!desk.writes && desk.why && (
        <p class="note-text" lang="en">
          {desk.why}
        </p>
      )}
      {asked && (
        <Ask id="order" title={say(`${asked.what}Title`)} act={say(asked.what)} order={async () => order(asked.what, asked.of.version)} close={() => ask(null)}>
          <p>{lineOf(asked.of)}</p>
          <p>{say(`${asked.what}Means`)}</p>
        </Ask>
      )}
    </section>
  );
}

function Row({ name, of, children }: { name: string; of: Standing | undefined; children?: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {of === undefined ? "–" : lineOf(of)}
      </dd>
      <dd class="buttons">{children}</dd>
    </div>
  );
}

/** Why, and in force or rehearsed. */
export function Publish({ changed, behind, busy, publish }: { changed: boolean; behind: boolean; busy: boolean; publish: (why: string, shadow: boolean) => void }) {
  const [why, setWhy] = useState("");
  // A reason is of what was changed, and of nothing that follows.
  useEffect(() => {
    if (!changed) setWhy("");
  }, [changed]);
  const [shadow, setShadow] = useState(false);
  const send = (event: Event) => {
    event.preventDefault();
    publish(why.trim(), shadow);
  };
  return (
    <section class="panel" aria-labelledby="publish-title">
      <header>
        <h2 id="publish-title">{say("publish")}</h2>
      </header>
      <form class="publish" onSubmit={send}>
        <label>
          {say("publishWhy")}
          <input required maxLength={500} value={why} onInput={(event) => setWhy(event.currentTarget.value)} />
        </label>
        <fieldset>
          <legend class="hidden">{say("publish")}</legend>
          <label>
            <input type="radio" name="as" checked={!shadow} onChange={() => setShadow(false)} /> {say("asInForce")}
          </label>
          <label>
            <input type="radio" name="as" checked={shadow} onChange={() => setShadow(true)} /> {say("asRehearsal")}
          </label>
        </fieldset>
        <p class="buttons">
          <span class="quiet-text">{say(!changed ? "nothingToPublish" : behind ? "takeUpFirst" : "publishMeans")}</span>
          <button type="submit" class="quiet" aria-pressed="true" disabled={!changed || behind || busy}>
            {say("publish")}
          </button>
        </p>
      </form>
    </section>
  );
}
