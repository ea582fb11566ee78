// Work that takes its time at the gateway, up to minutes: that it goes on, for how long, and what came of it.

import { useEffect, useRef, useState } from "preact/hooks";
import { number } from "/web/words.js";
import { Problem } from "./parts";
import { say } from "./words";

/** @param said what it came to; in the reader's language, or in the gateway's English */
type State = { running: string | null; since: number; said: Sentence[]; refusal: unknown };
export type Sentence = { text: string; lang?: "en" };
export type Work = State & { start: (what: string, job: () => Promise<Sentence[]>) => void; forget: () => void };

const NOTHING: State = { running: null, since: 0, said: [], refusal: null };

/** The gateway's own sentences. */
export const inEnglish = (texts: string[]): Sentence[] => texts.map((text) => ({ text, lang: "en" }));

/** One piece of work at a time: while it goes on, another click starts nothing. */
export function useWork(): Work {
  const [state, set] = useState(NOTHING);
  const busy = useRef(false);
  return {
    ...state,
    start: (what, job) => {
      if (busy.current) return;
      busy.current = true;
      set({ ...NOTHING, running: what, since: performance.now() });
      void job()
        .then(
          (said) => set({ ...NOTHING, said }),
          (refusal: unknown) => set({ ...NOTHING, refusal }),
        )
        .finally(() => (busy.current = false));
    },
    forget: () => {
      if (!busy.current) set(NOTHING);
    },
  };
}

export function Progress({ work }: { work: Work }) {
  return (
    <div class="progress">
      <div role="status">
        {work.running !== null && (
          <p class="running">
            <i aria-hidden="true" /> {work.running} <Seconds key={work.since} since={work.since} />
          </p>
        )}
        {work.said.map(({ text, lang }) => (
          <p key={text} lang={lang}>
            {text}
          </p>
        ))}
      </div>
      {work.refusal !== null && <Problem refusal={work.refusal} />}
    </div>
  );
}

/** For the eye alone: nobody wants to be told each second. */
function Seconds({ since }: { since: number }) {
  const [now, setNow] = useState(since);
  useEffect(() => {
    const clock = setInterval(() => setNow(performance.now()), 1000);
    return () => clearInterval(clock);
  }, []);
  return <span aria-hidden="true">{say("seconds", number(Math.max(0, Math.round((now - since) / 1000))))}</span>;
}

/** What the gateway says of one thing, in its own sentences. */
export function Messages({ messages }: { messages: string[] }) {
  return (
    <>
      {messages.map((message) => (
        <p key={message} class="message" lang="en">
          {message}
        </p>
      ))}
    </>
  );
}
