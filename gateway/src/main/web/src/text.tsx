// A file of the rules, to be read or to be written; the editor comes with the first that is opened.

import { useEffect, useRef, useState } from "preact/hooks";
import type { Editing } from "./editor";
import type { Place } from "./flaws";
import type { Flaw } from "./rule-desk";

/** To be read, from a line on, with what has changed where there was another text before. */
export function Text({ name, text, before, line }: { name: string; text: string; before: string | null; line: number }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let gone = false;
    let takeAway = () => {};
    void import("./source").then(({ show }) => {
      if (!gone) takeAway = show(place.current!, name, text, before, line);
    });
    return () => {
      gone = true;
      takeAway();
    };
  }, [name, text, before]);
  return <div class="source" ref={place} />;
}

/** To be written. The text counts when it is opened: what is typed afterwards is told, and stands there already. */
export function Editor({ name, text, flaws, goTo, arrived, onText }: { name: string; text: string; flaws: Flaw[]; goTo: Place | null; arrived: () => void; onText: (text: string) => void }) {
  const place = useRef<HTMLDivElement>(null);
  const [editing, setEditing] = useState<Editing | null>(null);
  // The editor lives longer than one rendering: it tells whoever listens now.
  const listener = useRef(onText);
  listener.current = onText;
  useEffect(() => {
    let gone = false;
    let opened: Editing | null = null;
    void import("./source").then(({ edit }) => {
      if (gone) return;
      opened = edit(place.current!, name, text, (now) => listener.current(now));
      setEditing(opened);
    });
    return () => {
      gone = true;
      opened?.close();
    };
  }, []);
  useEffect(() => editing?.mark(flaws), [editing, flaws]);
  useEffect(() => {
    if (editing === null || goTo?.file !== name) return;
    editing.go(goTo.line, goTo.column);
    arrived();
  }, [editing, goTo]);
  return <div class="source" ref={place} />;
}
