// The list of messages: order, days, groups, scrolling, the count of unread ones.
import { bubble } from "./bubble.js";
import { el, icon } from "./dom.js";
import { day, sameDay } from "./format.js";
import { T } from "./texts.js";

const NEAR = 60;
const NEAR_TOP = 500;
const GROUP_SECONDS = 300;

export class Timeline {
  constructor(actions, notices, loadOlder) {
    this.actions = actions;
    this.rows = new Map();
    this.unread = 0;
    this.stick = true;
    this.list = el("div", { class: "list", role: "log", "aria-live": "polite", "aria-label": T.log });
    this.foot = el("div", { class: "list-foot" });
    this.scroller = el("div", { class: "scroller", tabindex: "0", role: "region", "aria-label": T.log },
      this.list, this.foot);
    this.badge = el("span", { class: "badge", hidden: true });
    this.down = el("button", { type: "button", class: "to-bottom", "aria-label": T.toBottom, hidden: true,
      onclick: () => this.toBottom(true) }, icon("down"), this.badge);
    this.node = el("div", { class: "timeline" }, this.scroller, this.down, notices);
    this.follow(loadOlder);
  }

  follow(loadOlder) {
    this.loadOlder = loadOlder;
    this.scroller.addEventListener("scroll", () => this.scrolled(), { passive: true });
    const resized = new ResizeObserver(() => this.stick && this.toBottom());
    resized.observe(this.scroller);
    resized.observe(this.list);
    resized.observe(this.foot);
  }

  // All at once, quietly: a screen reader is not told the whole history.
  fill(messages) {
    this.list.setAttribute("aria-busy", "true");
    this.rows.clear();
    this.list.replaceChildren(...messages.map((message) => this.row(message)));
    this.decorate(this.list.firstElementChild, true);
    this.stick = true;
    this.toBottom();
    requestAnimationFrame(() => this.list.setAttribute("aria-busy", "false"));
  }

  prepend(messages) {
    const { scrollHeight, scrollTop } = this.scroller;
    this.list.setAttribute("aria-busy", "true");
    this.list.prepend(...messages.map((message) => this.row(message)));
    this.decorate(this.list.firstElementChild, true);
    this.scroller.scrollTop = scrollTop + this.scroller.scrollHeight - scrollHeight;
    requestAnimationFrame(() => this.list.setAttribute("aria-busy", "false"));
  }

  upsert(message) {
    const key = this.keyOf(message);
    const old = this.rows.get(key);
    const stick = this.stick;
    if (old) this.redraw(old, message);
    else this.append(message);
    if (stick || (!old && !message.outgoing)) this.toBottom();
    else if (!old && message.outgoing && !message.pinned_message) this.countUnread();
  }

  remove(id) {
    const row = this.rows.get(id);
    if (!row) return;
    const next = row.node.nextElementSibling;
    this.rows.delete(id);
    row.node.remove();
    if (next) this.decorate(next);
  }

  get(id) {
    return this.rows.get(id)?.message;
  }

  oldest() {
    const id = Number(this.list.firstElementChild?.dataset.id);
    return Number.isNaN(id) ? undefined : id;
  }

  show(id) {
    const row = this.rows.get(id);
    if (!row) return false;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    row.node.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
    row.node.classList.remove("flash");
    requestAnimationFrame(() => row.node.classList.add("flash"));
    return true;
  }

  toBottom(smooth = false) {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.scroller.scrollTo({ top: this.scroller.scrollHeight, behavior: smooth && !still ? "smooth" : "instant" });
    this.stick = true;
    this.read();
  }

  // A message that the page drew before the server knew it keeps its place when its number comes.
  keyOf(message) {
    const own = message.client_id && `client:${message.client_id}`;
    if (own && this.rows.has(own) && message.message_id !== undefined) {
      const row = this.rows.get(own);
      this.rows.delete(own);
      this.rows.set(message.message_id, row);
      row.node.dataset.id = message.message_id;
    }
    return message.message_id ?? own;
  }

  row(message) {
    const node = el("div", { class: "row", data: { id: message.message_id ?? `client:${message.client_id}` } },
      bubble(message, this.actions));
    this.rows.set(message.message_id ?? `client:${message.client_id}`, { node, message });
    return node;
  }

  append(message) {
    const node = this.row(message);
    node.classList.add("fresh");
    this.list.insertBefore(node, message.message_id === undefined ? null : this.after(message.message_id));
    this.decorate(node);
    if (node.nextElementSibling) this.decorate(node.nextElementSibling);
  }

  // The row that a message of this number stands before: a later one, or one that has no number yet.
  after(id) {
    let later = null;
    for (let row = this.list.lastElementChild; row && !(Number(row.dataset.id) < id); row = row.previousElementSibling) {
      later = row;
    }
    return later;
  }

  redraw(row, message) {
    row.message = message;
    const focused = row.node.contains(document.activeElement) ? document.activeElement.textContent : null;
    row.node.setAttribute("aria-live", row.node.classList.contains("is-pinned") ? "off" : "polite");
    row.node.querySelector(".message").replaceWith(bubble(message, this.actions));
    this.decorate(row.node);
    if (row.node.nextElementSibling) this.decorate(row.node.nextElementSibling);
    if (focused !== null) this.refocus(row.node, focused);
  }

  refocus(node, label) {
    const buttons = [...node.querySelectorAll("button, a")];
    (buttons.find((button) => button.textContent === label) ?? this.scroller).focus({ preventScroll: true });
  }

  decorate(node, onwards = false) {
    for (let row = node; row; row = onwards ? row.nextElementSibling : null) {
      const message = this.messageOf(row);
      const before = row.previousElementSibling && this.messageOf(row.previousElementSibling);
      const newDay = !before || !sameDay(before.date, message.date);
      const joined = !newDay && before.outgoing === message.outgoing && !before.pinned_message
        && !message.pinned_message && message.date - before.date < GROUP_SECONDS;
      row.classList.toggle("joined", joined);
      row.previousElementSibling?.classList.toggle("continued", joined);
      this.dayMark(row, newDay ? day(message.date) : null);
    }
  }

  dayMark(row, text) {
    row.querySelector(":scope > .day")?.remove();
    if (text) row.prepend(el("div", { class: "day" }, el("span", {}, text)));
  }

  messageOf(row) {
    const id = row.dataset.id;
    return this.rows.get(id.startsWith("client:") ? id : Number(id)).message;
  }

  scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    const shape = `${scrollHeight} ${clientHeight}`;
    const resized = shape !== this.shape;
    this.shape = shape;
    if (resized && this.stick) return this.toBottom(); // it was not the person who moved
    this.stick = scrollHeight - scrollTop - clientHeight < NEAR;
    this.down.hidden = this.stick;
    if (this.stick) this.read();
    if (scrollTop < NEAR_TOP) this.loadOlder();
  }

  countUnread() {
    this.unread += 1;
    this.badge.hidden = false;
    this.badge.textContent = this.unread;
    this.down.setAttribute("aria-label", `${T.toBottom}, ${T.unread(this.unread)}`);
    this.down.hidden = false;
  }

  read() {
    this.unread = 0;
    this.badge.hidden = true;
    this.down.hidden = true;
    this.down.setAttribute("aria-label", T.toBottom);
  }
}
