// Who is signed in. The shop's server says so, and gives the page a proof for the gateway.

import { anonymousId } from "/shop/files/analytics.js";

let userId = null;
export const user = () => userId;

async function ask(what, body = {}) {
  const answer = await fetch(`/shop/api/${what}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ anonymousId: anonymousId(), ...body }),
  });
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.message);
  return told;
}

// A proof is short-lived: each time a new one.
export async function proof() {
  const told = await ask("who");
  userId = told.userId ?? null;
  return told.proof;
}

export async function signIn(name) {
  const told = await ask("sign-in", { name });
  userId = told.userId;
  window.analytics.identify(told.userId, { name }, { context: { proof: told.proof } });
}

export async function signOut() {
  await ask("sign-out");
  userId = null;
  // A new anonymousId: who comes next is somebody else.
  window.analytics.reset();
}

export const order = (told) => ask("orders", told);
