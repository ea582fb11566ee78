// One document for all pages: its path says which.

import { render } from "preact";
import type { ComponentType } from "preact";
import { language } from "/web/words.js";
import { Abandonment } from "./abandonment";
import { Operations } from "./operations";
import { Rules } from "./rules";
import { say } from "./words";
import type { PageName } from "./words";

const PAGES: Record<string, { name: PageName; Page: ComponentType }> = {
  "/operations": { name: "operations", Page: Operations },
  "/abandonment": { name: "abandonment", Page: Abandonment },
  "/rules": { name: "rules", Page: Rules },
};

const page = PAGES[location.pathname.replace(/\/$/, "")] ?? PAGES["/operations"]!;
document.documentElement.lang = language;
document.title = `${say(page.name)} – RTOTO`;
render(<page.Page />, document.body);
