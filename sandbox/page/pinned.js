// The bar under the head: the message pinned last, always as it is now.
import { el, hidden, icon } from "./dom.js";
import { rich } from "./entities.js";
import { summary } from "./media.js";
import { T } from "./texts.js";

export class PinnedBar {
  constructor(onOpen) {
    this.words = el("span", { class: "pinned-words" });
    this.node = el("button", { type: "button", class: "pinned", hidden: true, onclick: () => onOpen(this.id) },
      el("span", { class: "pinned-line", "aria-hidden": "true" }), hidden(`${T.pinnedOpen}: `), this.words, icon("pin"));
    this.id = null;
  }

  show(message) {
    this.node.hidden = !message;
    const changed = message && this.id === message.message_id;
    this.id = message?.message_id ?? null;
    if (!message) return;
    this.words.replaceChildren(...lines(message));
    this.node.classList.remove("changed");
    if (changed) requestAnimationFrame(() => this.node.classList.add("changed"));
  }
}

// The first line is the title, the rest follows on one more line; bold and the like are kept.
function lines(message) {
  const text = summary(message);
  const entities = message.entities ?? message.caption_entities ?? [];
  const cut = text.indexOf("\n");
  if (cut < 0) return [title(T.pinned), el("span", { class: "pinned-rest" }, rich(text, plain(entities)))];
  const rest = text.slice(cut + 1).replace(/\s*\n\s*/g, " · ");
  return [title(text.slice(0, cut)), el("span", { class: "pinned-rest" }, rest)];
}

const title = (text) => el("span", { class: "pinned-title" }, text);
const plain = (entities) => entities.filter((entity) => ["bold", "italic", "code"].includes(entity.type));
