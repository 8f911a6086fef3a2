// Toasts and alerts: short words over the chat.
import { el } from "./dom.js";
import { T } from "./texts.js";

const SECONDS = 3.5;

export class Notices {
  constructor() {
    this.node = el("div", { class: "toasts", role: "status", "aria-live": "polite" });
  }

  toast(text) {
    const node = el("div", { class: "toast" }, text);
    this.node.replaceChildren(node);
    setTimeout(() => node.classList.add("leaving"), SECONDS * 1000);
    setTimeout(() => node.remove(), SECONDS * 1000 + 300);
  }

  alert(text) {
    const dialog = el("dialog", { class: "alert" }, el("p", {}, text),
      el("button", { type: "button", class: "primary", onclick: () => dialog.close() }, T.ok));
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  }
}
