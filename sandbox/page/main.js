import { Refusal, state } from "./api.js";
import { Chat } from "./chat.js";
import { Chooser } from "./chooser.js";
import { el } from "./dom.js";
import { T } from "./texts.js";

const app = document.getElementById("app");

async function run() {
  const person = location.pathname.match(/^\/p\/(\d+)$/)?.[1];
  if (!person) {
    app.replaceChildren(new Chooser(await state(), location.search).node);
    return;
  }
  const chat = new Chat(Number(person), new URLSearchParams(location.search).get("start"));
  await chat.open();
  app.replaceChildren(chat.node);
  chat.timeline.toBottom();
  if (!matchMedia("(pointer: coarse)").matches) chat.composer.text.focus();
}

// Back from a chat, the list is as the browser froze it: ask again.
addEventListener("pageshow", (event) => {
  if (event.persisted && location.pathname === "/") run();
});

run().catch((problem) => {
  const text = problem instanceof Refusal ? problem.text : T.errors.other;
  app.replaceChildren(el("main", { class: "trouble" }, el("p", {}, text), el("a", { href: "/" }, T.back)));
  if (!(problem instanceof Refusal)) throw problem;
});
