// The files of the rules, to be read and to be written: loaded only where somebody opens one.

import { bracketMatching } from "@codemirror/language";
import { unifiedMergeView } from "@codemirror/merge";
import { EditorState } from "@codemirror/state";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { looks } from "./drl";

export { edit } from "./editor";

/**
 * Shows a text in a place, with colours where it is a rule, and what has changed where there was another before. Stands
 * in a shadow root: there its styles are made without inline ones, which the gateway forbids.
 *
 * @returns takes it away
 */
export function show(place: HTMLElement, name: string, text: string, before: string | null, line: number): () => void {
  const root = place.shadowRoot ?? place.attachShadow({ mode: "open" });
  const extensions: Extension[] = [looks(name), bracketMatching(), EditorState.readOnly.of(true), EditorView.contentAttributes.of({ "aria-label": name, "aria-readonly": "true" })];
  if (before !== null) extensions.push(unifiedMergeView({ original: before, mergeControls: false }));
  const view = new EditorView({ state: EditorState.create({ doc: text, extensions }), parent: root, root });
  if (before === null && line > 1) view.dispatch({ effects: EditorView.scrollIntoView(view.state.doc.line(line).from, { y: "start" }) });
  return () => view.destroy();
}
