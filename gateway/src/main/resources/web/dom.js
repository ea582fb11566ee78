// Small ways to make elements. Text is always set as text: what came from outside is never markup.

export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "text") made.textContent = value;
    else if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

export const byId = (id) => document.getElementById(id);

// A colour of its own for each customer, the same everywhere on the page.
export function hueOf(id) {
  let hash = 2166136261;
  for (const char of id) hash = Math.imul(hash ^ char.charCodeAt(0), 16777619);
  return (hash >>> 0) % 360;
}

export const shortId = (id) => id.slice(1, 7);

export function avatar(id) {
  const made = element("span", { class: "avatar", "aria-hidden": "true", text: shortId(id).slice(0, 2) });
  made.style.setProperty("--hue", hueOf(id));
  return made;
}

// Puts new lines on top, and takes the oldest away beyond a number.
export function prepend(list, lines, limit) {
  list.querySelector(".empty")?.remove();
  list.prepend(...lines);
  while (list.children.length > limit) list.lastElementChild.remove();
}

export function showEmpty(list, text, hint) {
  if (list.children.length > 0) return;
  list.append(element("li", { class: "empty" }, element("p", { text }), hint ? element("code", { text: hint }) : null));
}
