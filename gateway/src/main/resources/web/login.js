// Logging in; or, with a one-time link, setting a password first.

import { byId } from "/web/dom.js";
import { sayAll, word } from "/web/words.js";

const WRONG = 401;
const token = new URLSearchParams(location.hash.slice(1)).get("invitation");
// The link is not to stay where others may see it.
history.replaceState(null, "", location.pathname + location.search);

// A link that is opened where this page stands already loads nothing: it is another part of the same page.
addEventListener("hashchange", () => location.reload());

sayAll();
document.title = `${word("logIn")} – RTOTO`;

if (token !== null) prepareInvitation();

async function prepareInvitation() {
  const { status, body } = await send("/v1/invitation", { token });
  if (status !== 200) {
    say(body.message);
    return;
  }
  byId("name").value = body.name;
  byId("name-line").hidden = true;
  byId("who").hidden = false;
  byId("who").textContent = word("choosePassword", body.name);
  byId("password").autocomplete = "new-password";
  byId("send").textContent = word("setPassword");
  if (body.code !== undefined) {
    byId("secret").textContent = body.code.secret;
    byId("secret-line").hidden = false;
    byId("code-line").hidden = false;
  }
}

byId("login").addEventListener("submit", async (event) => {
  event.preventDefault();
  const password = byId("password").value;
  const code = byId("code").value || undefined;
  const { status, body } =
    token === null
      ? await send("/v1/login", { name: byId("name").value, password, code })
      : await send("/v1/invitation/accept", { token, password, code });
  if (status === 200) {
    location.replace("/");
    return;
  }
  if (body.code === true) {
    byId("code-line").hidden = false;
    byId("code").focus();
  }
  say(status === WRONG && body.code !== true ? word("wrongLogin") : body.message);
});

async function send(path, body) {
  try {
    const answer = await fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
    return { status: answer.status, body: await answer.json() };
  } catch {
    // Nobody there, or gone within the answer; what else was wrong with it no browser tells.
    return { status: 0, body: { message: word("loginUnreachable") } };
  }
}

function say(message) {
  byId("message").textContent = message;
}
