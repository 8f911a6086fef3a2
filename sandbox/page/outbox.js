// Own messages on their way: drawn at once, sent in order, repeated under the same id until the server has them.
import { Refusal } from "./api.js";

const PAUSE = 700;

export class Outbox {
  constructor(timeline, notices) {
    this.timeline = timeline;
    this.notices = notices;
    this.tail = Promise.resolve();
  }

  // `send(clientId, onProgress)` performs the request; `drafts` are the messages to show meanwhile.
  put(draft, send) {
    const clientId = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
    const message = { ...draft, client_id: clientId, outgoing: false, pending: true, date: Date.now() / 1000, send };
    this.timeline.upsert(message);
    this.queue(message);
  }

  retry(message) {
    const again = { ...message, failed: false, pending: true };
    this.timeline.upsert(again);
    this.queue(again);
  }

  queue(message) {
    this.tail = this.tail.then(() => this.deliver(message));
  }

  async deliver(message) {
    for (let attempt = 0; ; attempt += 1) {
      try {
        const sent = await message.send(message.client_id, (part) => this.progress(message, part));
        for (const found of sent.messages) this.timeline.upsert({ ...found, outgoing: false, client_id:
          found === sent.messages[0] ? message.client_id : undefined });
        return;
      } catch (problem) {
        if (!(problem instanceof Refusal)) throw problem;
        if (problem.code !== "network") return this.fail(message, problem);
        if (attempt === 0) this.notices.toast(problem.text);
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
      }
    }
  }

  progress(message, part) {
    if (this.timeline.get(`client:${message.client_id}`)) this.timeline.upsert({ ...message, progress: part });
  }

  fail(message, problem) {
    this.notices.toast(problem.text);
    this.timeline.upsert({ ...message, pending: false, failed: true });
  }
}
