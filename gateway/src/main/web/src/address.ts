// The page's address holds what was chosen on it, so that a bookmark shows the same.

import { useState } from "preact/hooks";

// What a link to another page keeps.
const KEPT = ["lang", "minutes"];

/** A page's path, with the language and the time that were chosen here. */
export const address = (path: string) => addressWith(path, {});

/** The same, with something chosen there. */
export function addressWith(path: string, choices: Record<string, string>): string {
  const chosen = new URLSearchParams(location.search);
  const kept = new URLSearchParams([...KEPT.flatMap((name) => (chosen.has(name) ? [[name, chosen.get(name)!]] : [])), ...Object.entries(choices)]);
  return kept.size > 0 ? `${path}?${kept}` : path;
}

/** What the address says of that name, empty when nothing; and how to say something else. */
export function useAsked(name: string): [string, (asked: string) => void] {
  const [asked, ask] = useState(new URLSearchParams(location.search).get(name) ?? "");
  return [
    asked,
    (now) => {
      const all = new URLSearchParams(location.search);
      if (now === "") all.delete(name);
      else all.set(name, now);
      history.replaceState(null, "", all.size > 0 ? `?${all}` : location.pathname);
      ask(now);
    },
  ];
}

/** One of several; the first of them when the address says none of them. */
export function useChoice(name: string, choices: readonly string[]): [string, (chosen: string) => void] {
  const [asked, ask] = useAsked(name);
  return [choices.includes(asked) ? asked : choices[0]!, (chosen) => ask(chosen === choices[0] ? "" : chosen)];
}
