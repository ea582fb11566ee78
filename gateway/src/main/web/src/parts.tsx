// What several pages have.

import { language, money, word } from "/web/words.js";
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { address } from "./address";
import { Refusal } from "./desk";
import { MINUTES } from "./figures";
import type { ByCurrency } from "./measured";
import { say } from "./words";

/** Of how many minutes. */
export function During({ chosen, choose }: { chosen: string; choose: (minutes: string) => void }) {
  return (
    <label class="choice">
      {say("during")}
      <select value={chosen} onChange={(event) => choose(event.currentTarget.value)}>
        {[...MINUTES]
          .sort((a, b) => Number(a) - Number(b))
          .map((minutes) => (
            <option key={minutes} value={minutes}>
              {say(`minutes_${minutes}`)}
            </option>
          ))}
      </select>
    </label>
  );
}

const UNAUTHORIZED = 401;

/** Why there is no answer, in the gateway's own sentence. */
export function Problem({ refusal }: { refusal: unknown }) {
  const status = refusal instanceof Refusal ? refusal.status : 0;
  return (
    <p class="missing" role="alert">
      {refusal instanceof Refusal ? refusal.message : say("noAnswer")} {status === UNAUTHORIZED && <a href={address("/login")}>{word("logIn")}</a>}
    </p>
  );
}

/** Asks once more before something is ordered, and why where that is kept. */
export function Ask({ id, title, act, why, order, close, children }: { id: string; title: string; act: string; why?: string; order: (why: string) => Promise<unknown>; close: (ordered: boolean) => void; children?: ComponentChildren }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [reason, setReason] = useState("");
  const [refusal, setRefusal] = useState<unknown>(null);
  useEffect(() => dialog.current!.showModal(), []);
  const send = (event: Event) => {
    event.preventDefault();
    order(reason.trim()).then(() => close(true), setRefusal);
  };
  return (
    <dialog class="ask" ref={dialog} aria-labelledby={`${id}-title`} onClose={() => close(false)}>
      <form onSubmit={send}>
        <h2 id={`${id}-title`}>{title}</h2>
        {children}
        {why !== undefined && (
          <label>
            {why}
            <input required maxLength={200} value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
          </label>
        )}
        {refusal !== null && <Problem refusal={refusal} />}
        <p class="buttons">
          <button type="button" class="quiet" onClick={() => close(false)}>
            {say("cancel")}
          </button>
          <button type="submit" class="quiet" aria-pressed="true">
            {act}
          </button>
        </p>
      </form>
    </dialog>
  );
}

/** All currencies, one after the other. */
export function inMoney(amounts: ByCurrency): string {
  const said = Object.entries(amounts)
    .filter(([, minor]) => minor !== 0)
    .sort(([, less], [, more]) => more - less)
    .map(([currency, minor]) => money({ minor, currency }));
  return said.length > 0 ? said.join(" + ") : "–";
}

/** So much that it fits beside a chart, such as $1.2K. */
export function shortMoney(currency: string): (minor: number) => string {
  const format = new Intl.NumberFormat(language, { style: "currency", currency, currencyDisplay: "narrowSymbol", notation: "compact", maximumFractionDigits: 1 });
  const digits = new Intl.NumberFormat(language, { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 0;
  return (minor) => format.format(minor / 10 ** digits);
}

/** Rows, each headed by its first cell. */
export function TableOf({ id, title, head, rows, none, children }: { id: string; title: string; head: string[]; rows: ComponentChildren[][]; none: string; children?: ComponentChildren }) {
  return (
    <section class="panel" id={id} aria-labelledby={`${id}-title`}>
      <header>
        <h2 id={`${id}-title`}>{title}</h2>
      </header>
      {rows.length === 0 ? (
        <p class="note-text">{none}</p>
      ) : (
        <div class="table" tabIndex={0} role="group" aria-labelledby={`${id}-title`}>
          <table>
            <thead>
              <tr>
                {head.map((name) => (
                  <th scope="col" key={name}>
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(([first, ...others], row) => (
                <tr key={row}>
                  <th scope="row">{first}</th>
                  {others.map((cell, column) => (
                    <td key={column}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {children}
    </section>
  );
}
