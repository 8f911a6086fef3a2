// A voice message: record, then send or drop it.
import { el, iconButton } from "./dom.js";
import { T } from "./texts.js";

const possible = () => Boolean(navigator.mediaDevices?.getUserMedia && window.MediaRecorder);

export class Recorder {
  constructor(notices, onDone) {
    this.notices = notices;
    this.onDone = onDone;
    this.time = el("span", { class: "recording-time", role: "timer" });
    this.node = el("div", { class: "recording", hidden: true },
      el("span", { class: "recording-dot", "aria-hidden": "true" }), el("span", {}, T.recording), this.time,
      iconButton("close", T.drop, { onclick: () => this.end(false) }),
      iconButton("send", T.send, { class: "send", onclick: () => this.end(true) }));
  }

  static get possible() {
    return possible();
  }

  async start() {
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      this.notices.toast(T.noMicrophone);
      return;
    }
    const parts = [];
    this.recorder = new MediaRecorder(this.stream);
    this.recorder.ondataavailable = (event) => parts.push(event.data);
    this.recorder.onstop = () => this.finish(parts);
    this.recorder.start();
    this.began = Date.now();
    this.tick();
    this.ticking = setInterval(() => this.tick(), 500);
    this.node.hidden = false;
    this.node.querySelector(".send").focus();
  }

  tick() {
    const seconds = Math.floor((Date.now() - this.began) / 1000);
    this.time.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }

  end(keep) {
    this.keep = keep;
    clearInterval(this.ticking);
    this.node.hidden = true;
    this.recorder.stop();
    this.stream.getTracks().forEach((track) => track.stop());
  }

  finish(parts) {
    if (!this.keep) return;
    const type = this.recorder.mimeType.split(";")[0];
    this.onDone(new File(parts, type === "audio/ogg" ? "ghi-am.ogg" : "ghi-am.webm", { type }));
  }
}
