// One message: bubble, time, marks, buttons under it.
import { el, hidden, icon } from "./dom.js";
import { rich, safeAddress } from "./entities.js";
import { time } from "./format.js";
import { media, summary } from "./media.js";
import { T } from "./texts.js";

export function bubble(message, actions) {
  if (message.pinned_message) return service(message, actions);
  const side = message.outgoing ? "from-bot" : "from-me";
  const carried = media(message);
  const bare = Boolean(message.sticker);
  const node = el("div", { class: `bubble ${carried ? "has-media" : ""} ${bare ? "bare" : ""}` },
    hidden(message.outgoing ? `${T.fromBot}: ` : `${T.fromMe}: `), quote(message, actions), carried, words(message, actions), stamp(message));
  return el("div", { class: `message ${side}` }, node, keyboard(message, actions), retry(message, actions));
}

function words(message, actions) {
  const text = message.text ?? message.caption;
  if (text === undefined) return null;
  const shown = message.outgoing ? text : text.replace(/^\/start [\w-]+$/, "/start");
  const onCommand = message.outgoing ? actions.say : null;
  return el("div", { class: "words", dir: "auto" }, rich(shown, message.entities ?? message.caption_entities, onCommand));
}

function quote(message, actions) {
  const replied = message.reply_to_message;
  if (!replied) return null;
  return el("button", { type: "button", class: "quote", onclick: () => actions.show(replied.message_id) },
    el("span", {}, summary(replied).slice(0, 120)));
}

function stamp(message) {
  const edited = message.edited ? el("span", { class: "edited" }, T.edited) : null;
  const at = new Date(message.date * 1000);
  return el("span", { class: "stamp" }, edited,
    el("time", { datetime: at.toISOString(), title: at.toLocaleString("vi-VN") }, time(message.date)), tick(message));
}

function tick(message) {
  if (message.outgoing) return null;
  const state = message.failed ? "failed" : message.pending ? "sending" : "sent";
  const progress = message.pending && message.progress !== undefined ? ` ${Math.round(message.progress * 100)}%` : "";
  return el("span", { class: `tick ${state}`, role: "img", "aria-label": T[state] },
    icon(message.pending ? "clock" : "check"), progress);
}

function retry(message, actions) {
  if (!message.failed) return null;
  return el("button", { type: "button", class: "retry", onclick: () => actions.retry(message) }, T.again);
}

function keyboard(message, actions) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows) return null;
  return el("div", { class: "keyboard" },
    rows.map((row) => el("div", { class: "keyboard-row" }, row.map((button) => key(message, button, actions)))));
}

function key(message, button, actions) {
  const label = el("span", { class: "key-label" }, button.text);
  const address = button.url && safeAddress(button.url);
  if (address) {
    return el("a", { class: "key", href: actions.ownLink(address) ?? address, rel: "noopener noreferrer nofollow",
      target: actions.ownLink(address) ? null : "_blank" }, label, icon("out"), hidden(T.openLink));
  }
  const node = el("button", { type: "button", class: "key" }, label);
  node.addEventListener("click", () => press(node, message, button, actions));
  return node;
}

function press(node, message, button, actions) {
  if (button.copy_text) actions.copy(button.copy_text.text);
  else if (button.callback_data !== undefined) actions.press(node, message, button.callback_data);
}

function service(message, actions) {
  const pinned = message.pinned_message;
  const text = summary(pinned).split("\n")[0].slice(0, 60);
  return el("div", { class: "message service" },
    el("button", { type: "button", onclick: () => actions.show(pinned.message_id) }, T.pinnedService(text)));
}
