// One person's chat: wires head, pinned bar, timeline and composer to the server.
import { PersonApi, Refusal } from "./api.js";
import { avatar, el, icon, iconButton } from "./dom.js";
import { Live } from "./live.js";
import { Menu } from "./menu.js";
import { Composer } from "./composer.js";
import { Notices } from "./notices.js";
import { Outbox } from "./outbox.js";
import { PinnedBar } from "./pinned.js";
import { Presses } from "./presses.js";
import { T } from "./texts.js";
import { Timeline } from "./timeline.js";

const TYPING_SECONDS = 5.5;
const PAGE = 100;

export class Chat {
  constructor(person, payload) {
    this.api = new PersonApi(person);
    this.payload = payload;
    this.notices = new Notices();
    const actions = this.actions();
    this.timeline = new Timeline(actions, this.notices.node, () => this.loadOlder());
    this.outbox = new Outbox(this.timeline, this.notices);
    this.presses = new Presses(this.api, this.notices);
    this.pinned = new PinnedBar((id) => this.show(id));
    this.composer = new Composer(actions, this.notices);
    this.build();
    this.acceptDrops();
  }

  build() {
    this.title = el("h1", { class: "title" });
    this.status = el("p", { class: "status", "aria-live": "polite" });
    this.face = el("span");
    const more = iconButton("more", T.menu);
    this.menu = new Menu(more, T.menu, () => this.menuItems());
    this.menu.node.classList.add("from-head");
    this.node = el("main", { class: "chat" },
      el("header", { class: "head" },
        el("a", { class: "icon-button back", href: `/${location.search}`, "aria-label": T.back, title: T.back },
          icon("back")),
        this.face, el("div", { class: "head-words" }, this.title, this.status), more, this.menu.node),
      this.pinned.node, this.timeline.node, this.composer.node,
      el("div", { class: "drop-here", "aria-hidden": "true" }, T.dropHere));
  }

  actions() {
    return {
      say: (text) => this.outbox.put({ text }, (clientId) => this.api.say(text, clientId)),
      upload: (items, caption) => this.upload(items, caption),
      sticker: (emoji) => this.attempt(() => this.api.sticker(emoji)),
      contact: () => this.attempt(() => this.api.contact()),
      press: (node, message, data) => this.presses.press(node, message, data),
      copy: (text) => navigator.clipboard?.writeText(text).then(() => this.notices.toast(T.copied)),
      retry: (message) => this.outbox.retry(message),
      show: (id) => this.show(id),
      start: () => this.start(),
      unblock: () => this.attempt(() => this.api.setBlocked(false)),
      ownLink: (address) => this.ownLink(address),
    };
  }

  async open() {
    this.apply(await this.api.chat());
    this.live = new Live((after) => this.api.eventsAddress(after), this.seq, {
      onEvent: (event) => this.on(event),
      onReload: () => this.reopen(),
      onState: (connected) => this.setConnected(connected),
    });
  }

  async reopen() {
    try {
      await this.open();
    } catch {
      setTimeout(() => this.reopen(), 1000);
    }
  }

  apply(found) {
    this.seq = found.seq;
    this.person = found.person;
    this.state = { started: found.started, blocked: found.blocked };
    this.more = found.more;
    this.setBot(found.bot);
    this.timeline.fill(found.messages);
    this.setPins(found.pins, found.pinned);
    this.composer.setKeyboard(found.keyboard);
    this.refresh();
  }

  setBot(bot) {
    this.bot = { ...this.bot, ...bot };
    this.title.textContent = this.bot.name;
    this.face.replaceChildren(avatar(this.bot.name, 0));
    document.title = `${this.person.name} – ${this.bot.name}`;
    this.composer.setCommands(this.bot.commands);
  }

  refresh() {
    const { started, blocked } = this.state;
    this.composer.setMode(blocked ? "unblock" : started && !this.payload ? "write" : "start");
    this.showIntroduction(!started);
    this.say(this.idle());
  }

  showIntroduction(visible) {
    const card = el("div", { class: "introduction" }, el("h2", {}, this.bot.description ? T.whatCan : T.empty),
      this.bot.description ? el("p", {}, this.bot.description) : null, el("p", { class: "hint" }, T.emptyHint));
    this.timeline.foot.replaceChildren(...(visible ? [card] : []));
  }

  on(event) {
    const { kind, data } = event;
    const handlers = {
      message: () => this.received(data),
      edit: () => this.edited(data),
      delete: () => this.deleted(event),
      pin: () => this.setPins(data.pins),
      unpin: () => this.setPins(data.pins),
      toast: () => this.presses.answered(event),
      action: () => this.typing(event),
      block: () => this.setState({ blocked: true }),
      unblock: () => this.setState({ blocked: false }),
      start: () => this.setState({ started: true }),
      keyboard: () => this.composer.setKeyboard(data.keyboard),
      profile: () => this.setBot(data),
    };
    handlers[kind]?.();
  }

  received(message) {
    if (message.outgoing) this.typingEnded();
    this.timeline.upsert(message);
  }

  edited(message) {
    if (this.timeline.get(message.message_id)) this.timeline.upsert(message);
    this.presses.settled(message.message_id);
    if (message.message_id === this.pinned.id) this.pinned.show(message);
  }

  deleted(event) {
    this.timeline.remove(event.message_id);
    this.setPins(event.data.pins);
  }

  async setPins(pins, known = null) {
    this.pins = pins;
    const id = pins.at(-1);
    for (const [key, row] of this.timeline.rows) row.node.classList.toggle("is-pinned", pins.includes(key));
    const message = id === undefined ? null : known ?? this.timeline.get(id) ?? (await this.api.chat("?limit=1")).pinned;
    if (this.pins === pins) this.pinned.show(message);
  }

  setState(change) {
    Object.assign(this.state, change);
    this.refresh();
  }

  setConnected(connected) {
    this.connected = connected;
    this.node.classList.toggle("offline", !connected);
    this.say(this.idle());
  }

  typing(event) {
    if (Date.now() / 1000 - event.at > TYPING_SECONDS) return;
    this.say(event.data.action === "typing" ? T.typing : T.sendingFile, true);
    clearTimeout(this.typingTimer);
    this.typingTimer = setTimeout(() => this.typingEnded(), TYPING_SECONDS * 1000);
  }

  typingEnded() {
    clearTimeout(this.typingTimer);
    this.say(this.idle());
  }

  idle() {
    return this.connected === false ? T.connecting : T.as(this.person.name);
  }

  say(text, busy = false) {
    if (this.status.textContent === text && this.busy === busy) return;
    this.busy = busy;
    const dots = busy ? el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i")) : null;
    this.status.replaceChildren(...[text, dots].filter(Boolean));
    this.status.classList.toggle("busy", busy);
  }

  async start() {
    const payload = this.payload ?? (this.state.started ? null : this.person.start_payload);
    const done = await this.attempt(() => this.api.start(payload ?? ""));
    if (!done) return;
    this.payload = null;
    history.replaceState(null, "", location.pathname);
    this.setState({ started: true });
    this.composer.text.focus();
  }

  upload(items, caption) {
    const draft = { text: [caption, ...items.map((item) => `📎 ${item.file.name}`)].filter(Boolean).join("\n") };
    this.outbox.put(draft, (clientId, onProgress) => this.api.upload(items, caption, clientId, onProgress));
  }

  async attempt(action) {
    try {
      await action();
      return true;
    } catch (problem) {
      if (!(problem instanceof Refusal)) throw problem;
      this.notices.toast(problem.text);
      return false;
    }
  }

  async loadOlder() {
    const before = this.timeline.oldest();
    if (!this.more || this.loading || before === undefined) return;
    this.loading = true;
    try {
      const found = await this.api.chat(`?before=${before}&limit=${PAGE}`);
      this.more = found.more;
      this.timeline.prepend(found.messages);
    } finally {
      this.loading = false;
    }
    this.timeline.scrolled(); // still near the top? then on
  }

  async show(id) {
    while (!this.timeline.show(id) && this.more) await this.loadOlder();
  }

  ownLink(address) {
    const url = new URL(address);
    const own = url.hostname === "t.me" && url.pathname.slice(1) === this.bot.username;
    return own ? `${location.pathname}?start=${encodeURIComponent(url.searchParams.get("start") ?? "")}` : null;
  }

  menuItems() {
    const { started, blocked } = this.state;
    return [
      { label: T.second, image: "tabs", run: () => window.open(location.pathname, "_blank", "noopener") },
      { label: T.switchPerson, image: "users", run: () => location.assign("/") },
      started && { label: blocked ? T.unblock : T.block, image: "block",
        run: () => this.attempt(() => this.api.setBlocked(!blocked)) },
    ];
  }

  acceptDrops() {
    let depth = 0;
    const dragging = (on) => this.node.classList.toggle("dragging", on);
    this.node.addEventListener("dragenter", () => dragging((depth += 1) > 0));
    this.node.addEventListener("dragleave", () => dragging((depth -= 1) > 0));
    this.node.addEventListener("dragover", (event) => event.preventDefault());
    this.node.addEventListener("drop", (event) => {
      event.preventDefault();
      dragging((depth = 0) > 0);
      if (this.state.started && !this.state.blocked) this.composer.tray.add(event.dataTransfer.files);
    });
  }
}
