// What an author has changed and nobody published yet: kept in this tab, also over a reload.

import { useEffect, useMemo, useReducer, useState } from "preact/hooks";
import { version } from "./rule-desk";
import type { Bundle, Files } from "./rule-desk";

/** The text of each changed file, null of one that is taken out. */
export type Changes = Record<string, string | null>;
type Kept = { parent: string; changes: Changes };

/**
 * @param base what the changes were made to
 * @param both files that somebody else has changed too, and of which the author's text is kept
 * @param epoch one more whenever texts change that nobody typed
 */
type State = { inForce: Bundle; base: Bundle; changes: Changes; both: string[]; epoch: number };
type Step =
  | { step: "opened"; base: Bundle; changes: Changes; both: string[] }
  | { step: "told"; inForce: Bundle; ours: string | null }
  | { step: "wrote"; path: string; text: string | null }
  | { step: "discarded"; path: string | null }
  | { step: "taken-up" };

export type Draft = {
  /** Whether it is known what was kept. */
  ready: boolean;
  base: Bundle;
  changes: Changes;
  /** The library with the changes. */
  files: Files;
  changed: boolean;
  both: string[];
  epoch: number;
  /** Whether others have published since the changes were begun. */
  behind: boolean;
  /** Whether a reload would keep the changes. */
  kept: boolean;
  write: (path: string, text: string | null) => void;
  /** Of one file, or of all. */
  discard: (path: string | null) => void;
  /** What is in force now; and which version of it is the author's own. */
  hear: (inForce: Bundle, ours: string | null) => void;
  takeUp: () => void;
};

const keyOf = (author: string) => `rtoto.rules.draft.${author}`;

// Leaving asks first, also from where the changes are not shown.
let unpublished = false;
addEventListener("beforeunload", (event) => {
  if (unpublished) event.preventDefault();
});

function kept(author: string): Kept | null {
  const text = sessionStorage.getItem(keyOf(author));
  return text === null ? null : (JSON.parse(text) as Kept);
}

/** Whether there was room. */
function keep(author: string, draft: Kept): boolean {
  unpublished = Object.keys(draft.changes).length > 0;
  sessionStorage.removeItem(keyOf(author));
  if (!unpublished) return true;
  try {
    sessionStorage.setItem(keyOf(author), JSON.stringify(draft));
    return true;
  } catch (full) {
    if (full instanceof DOMException && full.name === "QuotaExceededError") return false;
    throw full;
  }
}

function applied(base: Files, changes: Changes): Files {
  const all = { ...base };
  for (const [path, text] of Object.entries(changes)) {
    if (text === null) delete all[path];
    else all[path] = text;
  }
  return all;
}

/** What makes other files of some. */
export function changesTo(before: Files, after: Files): Changes {
  const paths = new Set([...Object.keys(before), ...Object.keys(after)]);
  return Object.fromEntries([...paths].filter((path) => before[path] !== after[path]).map((path) => [path, textIn(after, path)]));
}

const textIn = (files: Files, path: string) => files[path] ?? null;

/** What still differs from what is in force now, and which of it others have changed too. */
function onto(now: Files, base: Files, changes: Changes): Pick<State, "changes" | "both"> {
  const left = Object.entries(changes).filter(([path, text]) => text !== textIn(now, path));
  return { changes: Object.fromEntries(left), both: left.map(([path]) => path).filter((path) => textIn(base, path) !== textIn(now, path)) };
}

function reduce(state: State, step: Step): State {
  switch (step.step) {
    case "opened":
      return { ...state, base: step.base, changes: step.changes, both: step.both, epoch: state.epoch + 1 };
    case "told": {
      const now = { ...state, inForce: step.inForce };
      const left = onto(step.inForce.files, state.base.files, state.changes);
      // Their own publication is what the author has before them: nothing of it is news.
      if (step.ours === step.inForce.version) return { ...now, base: step.inForce, changes: left.changes, both: [] };
      if (step.inForce.version === state.base.version) return { ...now, base: step.inForce, changes: left.changes };
      return Object.keys(left.changes).length > 0 ? now : { ...now, base: step.inForce, changes: {}, both: [], epoch: state.epoch + 1 };
    }
    case "wrote": {
      const { [step.path]: before, ...others } = state.changes;
      return { ...state, changes: step.text === textIn(state.base.files, step.path) ? others : { ...others, [step.path]: step.text } };
    }
    case "discarded": {
      const changes = step.path === null ? {} : Object.fromEntries(Object.entries(state.changes).filter(([path]) => path !== step.path));
      // With nothing of one's own left there is nothing to hold on to the older rules for.
      const base = Object.keys(changes).length > 0 ? state.base : state.inForce;
      return { ...state, base, changes, both: state.both.filter((path) => path in changes), epoch: state.epoch + 1 };
    }
    case "taken-up":
      return { ...state, base: state.inForce, ...onto(state.inForce.files, state.base.files, state.changes), epoch: state.epoch + 1 };
  }
}

/** An author's changes to what was in force when the page was opened. */
export function useDraft(author: string, opened: Bundle): Draft {
  const [state, take] = useReducer(reduce, { inForce: opened, base: opened, changes: {}, both: [], epoch: 0 });
  const [ready, setReady] = useState(false);
  const [hasRoom, setRoom] = useState(true);
  const { inForce, base, changes } = state;
  useEffect(() => {
    void reopened(kept(author), opened).then((step) => {
      if (step !== null) take(step);
      setReady(true);
    });
  }, []);
  useEffect(() => {
    if (ready) setRoom(keep(author, { parent: base.version, changes }));
  }, [ready, base, changes]);
  const files = useMemo(() => applied(base.files, changes), [base, changes]);
  return {
    ready,
    base,
    changes,
    files,
    changed: Object.keys(changes).length > 0,
    both: state.both,
    epoch: state.epoch,
    behind: base.version !== inForce.version,
    kept: hasRoom,
    write: (path, text) => take({ step: "wrote", path, text }),
    discard: (path) => take({ step: "discarded", path }),
    hear: (now, ours) => take({ step: "told", inForce: now, ours }),
    takeUp: () => take({ step: "taken-up" }),
  };
}

/** What was kept, on the rules that it was made to; where nobody has those any more, on those in force. */
async function reopened(draft: Kept | null, inForce: Bundle): Promise<Step | null> {
  if (draft === null) return null;
  const left = onto(inForce.files, inForce.files, draft.changes).changes;
  if (draft.parent === inForce.version || Object.keys(left).length === 0) return { step: "opened", base: inForce, changes: left, both: [] };
  const base = await version(draft.parent).catch(() => null);
  return base === null ? { step: "opened", base: inForce, changes: left, both: Object.keys(left) } : { step: "opened", base, changes: draft.changes, both: [] };
}
