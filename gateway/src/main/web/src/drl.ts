// Drools' language and the looks of its texts, for who reads and for who writes.

import { HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import type { StringStream } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { drawSelection, EditorView, highlightSpecialChars, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const KEYWORDS = new Set("rule when then end package import declare query function global extends not exists forall or and in from insert update delete modify new contains memberOf matches accumulate true false null agenda-group".split(" "));

/** Drools' language, as far as colours go. */
const DRL = StreamLanguage.define<{ comment: boolean }>({
  name: "drl",
  startState: () => ({ comment: false }),
  token(stream: StringStream, state) {
    if (state.comment) {
      state.comment = !stream.match(/.*?\*\//);
      if (state.comment) stream.skipToEnd();
      return "comment";
    }
    if (stream.eatSpace()) return null;
    if (stream.match(/\/\/.*/)) return "comment";
    if (stream.match("/*")) {
      state.comment = true;
      return "comment";
    }
    if (stream.match(/"(?:[^"\\]|\\.)*"?/)) return "string";
    if (stream.match(/@\w+/)) return "meta";
    if (stream.match(/\d[\d_.]*/)) return "number";
    const name = stream.match(/[A-Za-z_$][\w$]*(?:-[a-z]+)*/) as RegExpMatchArray | null;
    if (name) return KEYWORDS.has(name[0]) ? "keyword" : /^[A-Z]/.test(name[0]) ? "typeName" : null;
    stream.next();
    return null;
  },
});

const COLOURS = HighlightStyle.define([
  { tag: tags.comment, color: "var(--faint)", fontStyle: "italic" },
  { tag: tags.string, color: "var(--good)" },
  { tag: tags.meta, color: "var(--task)" },
  { tag: tags.number, color: "var(--warn)" },
  { tag: tags.keyword, color: "var(--accent)", fontWeight: "600" },
  { tag: tags.typeName, color: "var(--recommendation)" },
]);

const THEME = EditorView.theme({
  "&": { fontSize: "12.5px", color: "var(--ink)", backgroundColor: "transparent" },
  "&.cm-focused": { outline: "2px solid var(--accent)", outlineOffset: "-2px" },
  ".cm-scroller": { maxHeight: "64vh", overflow: "auto" },
  ".cm-content": { fontFamily: "ui-monospace, SFMono-Regular, Menlo, monospace" },
  ".cm-gutters": { color: "var(--faint)", backgroundColor: "transparent", border: "none" },
  ".cm-selectionBackground, &.cm-focused .cm-selectionBackground": { background: "var(--accent-soft) !important" },
  ".cm-changedLine": { backgroundColor: "color-mix(in srgb, var(--good) 12%, transparent) !important" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-deletedChunk": { backgroundColor: "color-mix(in srgb, var(--bad) 12%, transparent) !important" },
});

/** How a text is shown: with colours where it is a rule. */
export const looks = (name: string): Extension[] => [lineNumbers(), highlightSpecialChars(), drawSelection(), syntaxHighlighting(COLOURS), THEME, EditorView.lineWrapping, name.endsWith(".drl") ? DRL : []];
