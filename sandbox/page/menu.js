// A small pop-up list of actions, opened by a button; arrows, Escape and clicks elsewhere work as expected.
import { el, icon } from "./dom.js";

export class Menu {
  constructor(button, label, items) {
    this.button = button;
    this.items = items;
    this.node = el("div", { class: "menu", role: "menu", "aria-label": label, hidden: true });
    button.setAttribute("aria-haspopup", "menu");
    button.setAttribute("aria-expanded", "false");
    button.addEventListener("click", () => (this.node.hidden ? this.open() : this.close()));
    this.node.addEventListener("keydown", (event) => this.key(event));
    document.addEventListener("pointerdown", (event) => {
      if (!this.node.hidden && !this.node.contains(event.target) && !button.contains(event.target)) this.close(false);
    });
  }

  open() {
    this.node.replaceChildren(...this.items().filter(Boolean).map((item) => this.entry(item)));
    this.node.hidden = false;
    this.button.setAttribute("aria-expanded", "true");
    this.node.firstElementChild?.focus();
  }

  close(refocus = true) {
    this.node.hidden = true;
    this.button.setAttribute("aria-expanded", "false");
    if (refocus) this.button.focus();
  }

  entry({ label, note, image, run }) {
    return el("button", { type: "button", role: "menuitem", tabindex: "-1", onclick: () => {
      this.close();
      run();
    } }, image ? icon(image) : null, el("span", { class: "menu-label" }, label),
      note ? el("span", { class: "menu-note" }, note) : null);
  }

  key(event) {
    const entries = [...this.node.children];
    const at = entries.indexOf(document.activeElement);
    const moves = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: entries.length - 1 };
    if (event.key === "Escape" || event.key === "Tab") {
      event.preventDefault();
      this.close();
    } else if (event.key in moves) {
      event.preventDefault();
      entries.at(moves[event.key] % entries.length)?.focus();
    }
  }
}
