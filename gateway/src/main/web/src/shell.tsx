// What all pages have around them: where one can go, and whether what is shown is true of now.

import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { word } from "/web/words.js";
import { address } from "./address";
import * as desk from "./desk";
import type { Me } from "./desk";
import type { Connection } from "./measured";
import { say } from "./words";
import type { PageName } from "./words";

const PAGES = { live: "/", operations: "/operations", abandonment: "/abandonment", customers: "/customers", rules: "/rules" };

export function Shell({ page, connection, missing, controls, children }: { page: PageName; connection: Connection; missing: string[]; controls?: ComponentChildren; children: ComponentChildren }) {
  const stale = connection.state !== "live";
  useEffect(() => {
    document.body.classList.toggle("stale", stale);
  }, [stale]);
  return (
    <>
      <a class="skip" href="#main">
        {say("skip")}
      </a>
      <header class="top">
        <img class="logo" src="/web/icon.svg" alt="" width="36" height="36" />
        <div class="brand">
          <h1>{word(`page_${page}`)}</h1>
          <p>{say(`${page}Tagline`)}</p>
        </div>
        <nav class="pages" aria-label={word("pages")}>
          {Object.entries(PAGES).map(([name, path]) => (
            <a key={name} href={address(path)} aria-current={name === page ? "page" : undefined}>
              {word(`page_${name}`)}
            </a>
          ))}
        </nav>
        {controls}
        <Who />
        <Alive connection={connection} />
      </header>
      {missing.length > 0 && (
        <p class="missing" role="status">
          {missing.join(" ")}
        </p>
      )}
      <main id="main" tabIndex={-1}>
        {children}
      </main>
    </>
  );
}

/** Who is logged in; nothing where nobody is, or need be. */
function Who() {
  const [me, setMe] = useState<Me | null>(null);
  // Whoever may not look is told so by what they look at.
  useEffect(() => void desk.me().then(setMe, () => setMe(null)), []);
  if (me === null || me.guest) return null;
  return (
    <p class="me">
      {me.name}{" "}
      <button type="button" class="quiet" onClick={() => void desk.logOut(me.csrf).then(() => location.assign(address("/login")))}>
        {say("logOut")}
      </button>
    </p>
  );
}

function Alive({ connection: { state, age } }: { connection: Connection }) {
  const text = state === "live" ? word("live") : age === null ? word("connecting") : state === "lost" && age < 4 ? word("lost") : word("staleFor", age);
  return (
    <>
      <p class="live" data-state={state} aria-hidden="true">
        <i />
        <span>{text}</span>
      </p>
      {/* A screen reader says it when the state changes, not each second. */}
      <p class="hidden" role="status">
        {say(`state_${state}`)}
      </p>
    </>
  );
}
