// Where the person writes: text, files, stickers, commands; or the Start and Unblock buttons instead.
import { el, iconButton } from "./dom.js";
import { Menu } from "./menu.js";
import { Recorder } from "./recorder.js";
import { T } from "./texts.js";
import { Tray } from "./tray.js";

const STICKERS = ["👍", "🙏", "😊", "❤️", "🎉", "😅", "🤔", "😢"];
const TALLEST = 140;

export class Composer {
  constructor(actions, notices) {
    this.actions = actions;
    this.tray = new Tray(notices, () => this.refresh());
    this.text = el("textarea", { rows: "1", placeholder: T.write, "aria-label": T.write, enterkeyhint: "send",
      autocomplete: "off" });
    this.picker = el("input", { type: "file", class: "visually-hidden", tabindex: "-1", "aria-label": T.attach });
    this.picker.multiple = true;
    this.send = iconButton("send", T.send, { class: "send", onclick: () => this.submit() });
    this.recorder = new Recorder(notices, (file) => this.actions.upload([{ file, kind: "voice" }], ""));
    this.menus();
    this.keyboard = el("div", { class: "reply-keyboard", hidden: true });
    this.bar = el("div", { class: "composer" }, this.commands, this.attach, this.picker, this.text, this.send);
    this.instead = el("button", { type: "button", class: "primary instead", hidden: true });
    this.node = el("footer", { class: "foot" }, this.tray.node, this.attachMenu.node, this.commandMenu.node,
      this.stickers, this.recorder.node, this.bar, this.keyboard, this.instead);
    this.listen();
    this.refresh();
  }

  menus() {
    this.commands = iconButton("slash", T.commands, { class: "commands" });
    this.attach = iconButton("clip", T.attach);
    this.list = [];
    this.commandMenu = new Menu(this.commands, T.commands, () => this.list.map(({ command, description }) => (
      { label: `/${command}`, note: description, run: () => this.actions.say(`/${command}`) })));
    this.attachMenu = new Menu(this.attach, T.attach, () => [
      { label: T.photoOrVideo, image: "image", run: () => this.pick("image/*,video/*") },
      { label: T.file, image: "file", run: () => this.pick("") },
      Recorder.possible && { label: T.voiceMessage, image: "mic", run: () => this.recorder.start() },
      { label: T.stickers, image: "smile", run: () => this.toggleStickers(true) },
      { label: T.contact, image: "phone", run: () => this.actions.contact() },
    ]);
    this.stickers = el("div", { class: "stickers", role: "group", "aria-label": T.stickers, hidden: true },
      STICKERS.map((emoji) => el("button", { type: "button", "aria-label": `${T.sticker} ${emoji}`, onclick: () => {
        this.toggleStickers(false);
        this.actions.sticker(emoji);
      } }, emoji)));
  }

  listen() {
    this.text.addEventListener("input", () => this.refresh());
    this.text.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.submit();
    });
    this.text.addEventListener("paste", (event) => {
      if (!event.clipboardData.files.length) return;
      event.preventDefault();
      this.tray.add(event.clipboardData.files);
    });
    this.picker.addEventListener("change", () => {
      this.tray.add(this.picker.files);
      this.picker.value = "";
      this.text.focus();
    });
    this.stickers.addEventListener("keydown", (event) => event.key === "Escape" && this.toggleStickers(false));
  }

  pick(accept) {
    this.picker.accept = accept;
    this.picker.click();
  }

  toggleStickers(open) {
    this.stickers.hidden = !open;
    (open ? this.stickers.firstElementChild : this.text).focus();
  }

  submit() {
    const text = this.text.value.trim();
    const groups = this.tray.files.length ? this.tray.take() : [];
    if (!text && !groups.length) return;
    this.text.value = "";
    this.refresh();
    if (groups.length) groups.forEach((group, i) => this.actions.upload(group, i === 0 ? text : ""));
    else this.actions.say(text);
    this.text.focus();
  }

  refresh() {
    this.text.style.height = "auto";
    this.text.style.height = `${Math.min(this.text.scrollHeight, TALLEST)}px`;
    this.text.placeholder = this.tray.files.length ? T.caption : T.write;
    this.send.disabled = !this.text.value.trim() && !this.tray.files.length;
  }

  setCommands(commands) {
    this.list = commands;
    this.commands.hidden = commands.length === 0;
  }

  // `mode`: "write", "start" or "unblock".
  setMode(mode) {
    this.bar.hidden = mode !== "write";
    this.keyboard.hidden = mode !== "write" || !this.keyboard.childElementCount;
    this.instead.hidden = mode === "write";
    this.instead.textContent = mode === "unblock" ? T.unblock : T.start;
    this.instead.onclick = mode === "unblock" ? this.actions.unblock : this.actions.start;
  }

  setKeyboard(markup) {
    const rows = (markup?.keyboard ?? []).map((row) => el("div", { class: "keyboard-row" }, row.map((button) =>
      el("button", { type: "button", class: "key", onclick: () => this.reply(markup, button) }, button.text))));
    this.keyboard.replaceChildren(...rows);
    this.keyboard.hidden = !rows.length || this.bar.hidden;
    this.text.placeholder = markup?.input_field_placeholder ?? T.write;
  }

  reply(markup, button) {
    if (button.request_contact) this.actions.contact();
    else this.actions.say(button.text);
    if (markup.one_time_keyboard) this.setKeyboard(null);
  }
}
