// In what two versions of the rules differ, in the words of the checker.

import { useState } from "preact/hooks";
import { number } from "/web/words.js";
import { diff } from "./rule-desk";
import type { Compared, Difference } from "./rule-desk";
import { sayIfKnown, say } from "./words";
import { Messages, Progress, useWork } from "./work";

/** Asked for by a click, since the checker compares for seconds; `of` tells when it was of other texts. */
export function Differences({ compared, of }: { compared: Compared; of: unknown }) {
  const work = useWork();
  const [found, setFound] = useState<{ of: unknown; differences: Difference[] } | null>(null);
  const compare = () =>
    work.start(say("comparing"), async () => {
      const { differences } = await diff(compared);
      setFound({ of, differences });
      return [{ text: differences.length === 0 ? say("noDifference") : say("differenceCount", number(differences.length)) }];
    });
  return (
    <div class="differences">
      <button type="button" class="quiet" disabled={work.running !== null} onClick={compare}>
        {say("inWords")}
      </button>
      <Progress work={work} />
      {found !== null && found.of !== of && <p class="quiet-text">{say("ofBefore")}</p>}
      {found !== null && found.differences.length > 0 && (
        <ul class="found-differences">
          {found.differences.map((one) => (
            <li key={[one.file, one.line, one.rule, one.caseName, one.kind].join()}>
              <p>
                <span class="chip">{sayIfKnown(`difference_${one.kind}`) ?? one.kind}</span> <code>{one.rule ?? one.file}</code> {one.caseName}
              </p>
              <Messages messages={one.messages} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
