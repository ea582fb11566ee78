// The chat box: what is written here is an event, which a person or a rule answers.

import { byId, element } from "/web/dom.js";
import { word } from "/shop/files/words.js";

let conversation = sessionStorage.getItem("shop:conversation");

export function prepare() {
  const box = byId("chat");
  const opener = byId("chat-open");
  const show = (open) => {
    box.hidden = !open;
    opener.setAttribute("aria-expanded", String(open));
    (open ? byId("chat-text") : opener).focus();
  };
  say("shop", word("chatHello"));
  opener.addEventListener("click", () => show(box.hidden));
  byId("chat-close").addEventListener("click", () => show(false));
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    show(false);
  });
  byId("chat-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const text = byId("chat-text").value.trim();
    if (text === "") return;
    byId("chat-text").value = "";
    say("visitor", text);
    tell(text);
  });
}

function tell(text) {
  if (!conversation) {
    conversation = crypto.randomUUID();
    sessionStorage.setItem("shop:conversation", conversation);
    window.analytics.track("Live Chat Conversation Started", { conversation_id: conversation });
    say("shop", word("chatThanks"));
  }
  window.analytics.track("Live Chat Message Sent", { conversation_id: conversation, channel: "web", message_body: text });
}

const say = (who, text) => byId("chat-lines").append(element("li", { class: who, text }));
