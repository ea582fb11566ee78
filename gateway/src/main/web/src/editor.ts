// Where a file of the rules is written, with what the checker says at line and column.

import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, indentUnit } from "@codemirror/language";
import { lintGutter, nextDiagnostic, setDiagnostics } from "@codemirror/lint";
import type { Diagnostic } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { EditorView, highlightActiveLine, highlightActiveLineGutter, keymap } from "@codemirror/view";
import { looks } from "./drl";
import type { Flaw } from "./rule-desk";

export type Editing = {
  /** What the checker says of this file. */
  mark: (flaws: Flaw[]) => void;
  /** Puts the cursor there, both from 1. */
  go: (line: number, column: number) => void;
  close: () => void;
};

// Told apart by form too, and without pictures in the style, which the gateway forbids.
const MARKS = EditorView.theme({
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--accent) 6%, transparent)" },
  ".cm-lintRange": { backgroundImage: "none", textUnderlineOffset: "3px" },
  ".cm-lintRange-error": { textDecoration: "underline wavy var(--bad)" },
  ".cm-lintRange-warning": { textDecoration: "underline dotted var(--warn)" },
  ".cm-lint-marker": { width: "10px", height: "10px", margin: "4px 2px" },
  ".cm-lint-marker-error": { content: "normal", borderRadius: "50%", backgroundColor: "var(--bad)" },
  ".cm-lint-marker-warning": { content: "normal", backgroundColor: "var(--warn)" },
  ".cm-tooltip": { backgroundColor: "var(--card)", border: "1px solid var(--line)", borderRadius: "10px", boxShadow: "var(--shadow)", overflow: "hidden" },
  ".cm-tooltip-lint": { maxWidth: "64ch" },
  ".cm-diagnostic": { padding: "6px 12px", whiteSpace: "normal", borderLeftWidth: "3px" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--bad)" },
  ".cm-diagnostic-warning": { borderLeftColor: "var(--warn)" },
  ".cm-diagnosticText p": { margin: "0" },
  ".cm-diagnosticText p + p": { color: "var(--soft)" },
});

// Over a selection the browser would write with styles inline, which the gateway forbids.
const OVERWRITE = EditorView.domEventHandlers({
  beforeinput(event, view) {
    if (event.inputType !== "insertText" || event.data === null || view.composing || view.state.selection.main.empty) return false;
    view.dispatch(view.state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
    event.preventDefault();
    return true;
  },
});

/** Lets a file be written in a place, in a shadow root as where it is read; tells each text. */
export function edit(place: HTMLElement, name: string, text: string, onText: (text: string) => void): Editing {
  const root = place.shadowRoot ?? place.attachShadow({ mode: "open" });
  const state = EditorState.create({
    doc: text,
    extensions: [
      looks(name),
      MARKS,
      OVERWRITE,
      history(),
      lintGutter(),
      bracketMatching(),
      highlightActiveLine(),
      highlightActiveLineGutter(),
      indentUnit.of(name.endsWith(".drl") ? "    " : "  "),
      // What came with the line ends of Windows goes back with them.
      text.includes("\r\n") ? EditorState.lineSeparator.of("\r\n") : [],
      // Tab leaves the editor, for who has no mouse.
      keymap.of([{ key: "F8", run: nextDiagnostic }, ...defaultKeymap, ...historyKeymap]),
      EditorView.contentAttributes.of({ "aria-label": name, spellcheck: "false" }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) onText(update.state.sliceDoc());
      }),
    ],
  });
  const view = new EditorView({ state, parent: root, root });
  const placeOf = (line: number, column: number) => {
    const { from, to } = view.state.doc.line(Math.min(Math.max(1, line), view.state.doc.lines));
    return Math.min(from + Math.max(0, column - 1), to);
  };
  return {
    mark: (flaws) => view.dispatch(setDiagnostics(view.state, flaws.map((flaw) => diagnosticOf(view, flaw, placeOf(flaw.line, flaw.column), placeOf)))),
    go: (line, column) => {
      const at = placeOf(line, column);
      view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: "center" }) });
      view.focus();
    },
    close: () => view.destroy(),
  };
}

function diagnosticOf(view: EditorView, flaw: Flaw, from: number, placeOf: (line: number, column: number) => number): Diagnostic {
  const end = flaw.endColumn === undefined ? (view.state.wordAt(from)?.to ?? view.state.doc.lineAt(from).to) : placeOf(flaw.line, flaw.endColumn);
  return { from, to: Math.max(from, end), severity: flaw.severity, message: flaw.message, renderMessage: () => sentences([flaw.message, ...(flaw.hint ? [flaw.hint] : [])]) };
}

function sentences(texts: string[]): HTMLElement {
  const told = document.createElement("div");
  told.lang = "en";
  for (const text of texts) told.appendChild(document.createElement("p")).textContent = text;
  return told;
}
