// The stream of events. The browser reconnects by itself after a lost connection; when it gives up (the server
// answered with an error), we open a new one after the last event we saw.
export class Live {
  constructor(address, after, { onEvent, onReload, onState }) {
    this.address = address;
    this.last = after;
    this.handlers = { onEvent, onReload, onState };
    this.pause = 300;
    this.open();
  }

  open() {
    const source = new EventSource(this.address(this.last));
    source.onopen = () => {
      this.pause = 300;
      this.handlers.onState(true);
    };
    source.onmessage = (message) => {
      const event = JSON.parse(message.data);
      if (event.seq <= this.last) return;
      this.last = event.seq;
      this.handlers.onEvent(event);
    };
    source.addEventListener("reload", () => {
      source.close();
      this.handlers.onReload();
    });
    source.onerror = () => {
      this.handlers.onState(false);
      if (source.readyState !== EventSource.CLOSED) return;
      setTimeout(() => this.open(), this.pause);
      this.pause = Math.min(this.pause * 2, 5000);
    };
    this.source = source;
  }

  close() {
    this.source.close();
  }
}
