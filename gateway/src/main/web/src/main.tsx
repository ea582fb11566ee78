// One document for all pages: its path says which.

import { render } from "preact";
import type { ComponentType } from "preact";
import { language, word } from "/web/words.js";
import { Abandonment } from "./abandonment";
import { Customers } from "./customers";
import { Operations } from "./operations";
import { Rules } from "./rules";
import type { PageName } from "./words";

const PAGES: Record<string, { name: PageName; Page: ComponentType }> = {
  "/operations": { name: "operations", Page: Operations },
  "/abandonment": { name: "abandonment", Page: Abandonment },
  "/customers": { name: "customers", Page: Customers },
  "/rules": { name: "rules", Page: Rules },
};

const page = PAGES[location.pathname.replace(/\/$/, "")] ?? PAGES["/operations"]!;
document.documentElement.lang = language;
document.title = `${word(`page_${page.name}`)} – RTOTO`;
render(<page.Page />, document.body);
// For the test that holds how soon a page can be used.
performance.mark("interactive");
