// The stream of events. The browser reconnects by itself after a lost connection; when it gives up (the server
// answered with an error), we open a new one after the last event we saw. A browser allows six connections to one
// server, so pages that are left, or lie hidden for a while, let theirs go and catch up when they are seen again.
const HIDDEN_FOR = 20_000;

export class Live {
  constructor(address, after, { onEvent, onReload, onState }) {
    this.address = address;
    this.last = after;
    this.handlers = { onEvent, onReload, onState };
    this.pause = 300;
    this.ended = new AbortController();
    const { signal } = this.ended;
    addEventListener("pagehide", () => this.rest(), { signal });
    addEventListener("pageshow", (event) => event.persisted && this.open(), { signal });
    document.addEventListener("visibilitychange", () => this.seen(!document.hidden), { signal });
    this.open();
  }

  open() {
    this.rest();
    const source = new EventSource(this.address(this.last));
    source.onopen = () => {
      this.pause = 300;
      this.handlers.onState(true);
    };
    source.onmessage = (message) => this.take(JSON.parse(message.data));
    source.addEventListener("reload", () => {
      this.close();
      this.handlers.onReload();
    });
    source.onerror = () => {
      this.handlers.onState(false);
      if (source.readyState !== EventSource.CLOSED) return;
      this.again = setTimeout(() => this.open(), this.pause);
      this.pause = Math.min(this.pause * 2, 5000);
    };
    this.source = source;
  }

  take(event) {
    if (event.seq <= this.last) return;
    this.last = event.seq;
    this.handlers.onEvent(event);
  }

  seen(visible) {
    clearTimeout(this.napping);
    if (!visible) this.napping = setTimeout(() => this.rest(), HIDDEN_FOR);
    else if (!this.source) this.open();
  }

  rest() {
    clearTimeout(this.again);
    this.source?.close();
    this.source = null;
  }

  close() {
    this.rest();
    clearTimeout(this.napping);
    this.ended.abort();
  }
}
