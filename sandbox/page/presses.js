// Pressed buttons: the waiting mark, and the toast that belongs to this screen's own press.
import { Refusal } from "./api.js";

const PATIENCE = 15_000;

export class Presses {
  constructor(api, notices) {
    this.api = api;
    this.notices = notices;
    this.waiting = new Map(); // callback id → { node, messageId }
    this.early = new Map(); // answers that overtook the reply to our request
  }

  async press(node, message, data) {
    if (node.classList.contains("waiting")) return;
    this.mark(node, true);
    try {
      const { callback_id: id } = await this.api.press(message.message_id, data);
      this.waiting.set(id, { node, messageId: message.message_id });
      setTimeout(() => this.settle(id), PATIENCE);
      if (this.early.has(id)) this.answered(this.early.get(id));
    } catch (problem) {
      this.mark(node, false);
      if (!(problem instanceof Refusal)) throw problem;
      this.notices.toast(problem.text);
    }
  }

  answered(event) {
    const { callback_id: id, text, alert } = event.data;
    if (!this.waiting.has(id)) {
      this.early.set(id, event);
      setTimeout(() => this.early.delete(id), PATIENCE);
      return;
    }
    this.settle(id);
    if (text && alert) this.notices.alert(text);
    else if (text) this.notices.toast(text);
  }

  // The message was redrawn; its buttons are new ones.
  settled(messageId) {
    for (const [, press] of this.waiting) if (press.messageId === messageId) this.mark(press.node, false);
  }

  settle(id) {
    const press = this.waiting.get(id);
    if (press) this.mark(press.node, false);
    this.waiting.delete(id);
  }

  mark(node, on) {
    node.classList.toggle("waiting", on);
    node.setAttribute("aria-busy", String(on));
  }
}
