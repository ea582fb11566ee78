// The files of the library, by their folders; what is changed stands first.

import { useState } from "preact/hooks";
import { Ask } from "./parts";
import type { Files } from "./rule-desk";
import type { Changes } from "./draft";
import { say } from "./words";

const PATH = /^(?:[a-z0-9_]+\/)*[a-zA-Z0-9_]+(?:\.[a-z0-9_]+)*\.(?:drl|yaml|csv)$/;

/** What a page can write; spreadsheets travel as they are. */
export const isText = (path: string) => !path.endsWith(".xlsx");

const folderOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf("/")));
const nameOf = (path: string) => path.slice(path.lastIndexOf("/") + 1);

type Marks = { changes: Changes; faulty: Set<string> };

export function FileChooser({ files, chosen, open, changes, faulty, create }: Marks & { files: Files; chosen: string; open: (path: string) => void; create: ((path: string) => void) | null }) {
  const [search, setSearch] = useState("");
  const [asks, ask] = useState(false);
  const wanted = search.trim().toLowerCase();
  const found = Object.keys(files)
    .filter((path) => path.toLowerCase().includes(wanted))
    .sort();
  const folders = [...new Set(found.map(folderOf))].sort();
  const changed = Object.keys(changes).sort();
  return (
    <section class="panel library-files" aria-labelledby="files-title">
      <header>
        <h2 id="files-title">{say("files")}</h2>
        {create !== null && (
          <button type="button" class="quiet" onClick={() => ask(true)}>
            {say("newFile")}
          </button>
        )}
      </header>
      <label class="choice find">
        <span class="hidden">{say("findFile")}</span>
        <input type="search" placeholder={say("findFile")} value={search} onInput={(event) => setSearch(event.currentTarget.value)} />
      </label>
      <nav aria-labelledby="files-title">
        {changed.length > 0 && (
          <>
            <h3>{say("changedFiles")}</h3>
            <FileList paths={changed} whole chosen={chosen} open={open} changes={changes} faulty={faulty} />
          </>
        )}
        {found.length === 0 && <p class="note-text">{say("noSuchFile")}</p>}
        {folders.map((folder) => (
          <details key={folder} open={wanted !== "" || folder === folderOf(chosen) || folder === ""}>
            <summary>{folder === "" ? say("wholeLibrary") : folder}</summary>
            <FileList paths={found.filter((path) => folderOf(path) === folder)} chosen={chosen} open={open} changes={changes} faulty={faulty} />
          </details>
        ))}
      </nav>
      {asks && create !== null && (
        <NewFile
          taken={files}
          folder={folderOf(chosen)}
          create={create}
          close={() => ask(false)}
        />
      )}
    </section>
  );
}

function FileList({ paths, whole, chosen, open, changes, faulty }: Marks & { paths: string[]; whole?: boolean; chosen: string; open: (path: string) => void }) {
  return (
    <ul>
      {paths.map((path) => (
        <li key={path}>
          <button type="button" aria-current={path === chosen ? "true" : undefined} onClick={() => open(path)}>
            <span class={changes[path] === null ? "taken-out" : undefined}>
              {nameOf(path)}
              {whole && <small>{folderOf(path)}</small>}
            </span>
            {path in changes && (
              <i class="mark" title={say(changes[path] === null ? "takenOut" : "changed")}>
                <span class="hidden">{say(changes[path] === null ? "takenOut" : "changed")}</span>
              </i>
            )}
            {faulty.has(path) && (
              <i class="mark faulty" title={say("hasErrors")}>
                <span class="hidden">{say("hasErrors")}</span>
              </i>
            )}
          </button>
        </li>
      ))}
    </ul>
  );
}

function NewFile({ taken, folder, create, close }: { taken: Files; folder: string; create: (path: string) => void; close: () => void }) {
  const [path, setPath] = useState(folder === "" ? "" : `${folder}/`);
  const wrong = path in taken ? say("fileThere") : PATH.test(path) ? "" : say("pathWrong");
  return (
    <Ask id="new-file" title={say("newFile")} act={say("create")} order={async () => create(path)} close={close}>
      <label>
        {say("newFilePath")}
        <input
          required
          value={path}
          spellcheck={false}
          autoComplete="off"
          ref={(input) => input?.setCustomValidity(wrong)}
          onInput={(event) => setPath(event.currentTarget.value)}
        />
      </label>
    </Ask>
  );
}

/** What a new file begins with: a rule is in the package of its folder. */
export const beginningOf = (path: string) => (path.endsWith(".drl") ? `package ${folderOf(path).replaceAll("/", ".")}\n\n` : path.endsWith(".cases.yaml") ? "cases:\n" : "");
