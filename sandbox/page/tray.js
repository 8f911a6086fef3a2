// Files chosen but not yet sent: previews, the choice to send pictures as files, removing.
import { el, icon, iconButton } from "./dom.js";
import { size } from "./format.js";
import { T } from "./texts.js";

const MOST = 10;
const LARGEST = 100 * 1024 * 1024;
const PHOTO_LARGEST = 10 * 1024 * 1024;
const PHOTOS = ["image/jpeg", "image/png", "image/webp"];

export class Tray {
  constructor(notices, onChange) {
    this.notices = notices;
    this.onChange = onChange;
    this.files = [];
    this.previews = el("ul", { class: "previews" });
    this.asFiles = el("input", { type: "checkbox" });
    this.choice = el("label", { class: "as-files" }, this.asFiles, T.asFiles);
    this.node = el("div", { class: "tray", hidden: true, "aria-live": "polite" }, this.previews, this.choice);
  }

  add(files) {
    for (const file of files) {
      if (file.size > LARGEST) this.notices.toast(T.tooLarge(file.name));
      else if (this.files.length >= MOST) this.notices.toast(T.tooMany);
      else this.files.push({ file, address: file.type.startsWith("image/") ? URL.createObjectURL(file) : null });
    }
    this.draw();
  }

  // What is to be sent, as groups that the app would send as one album each: pictures and videos, then files.
  take() {
    const items = this.files.map(({ file }) => ({ file, kind: this.kind(file) }));
    const seen = items.filter((item) => ["photo", "video"].includes(item.kind));
    const others = items.filter((item) => !seen.includes(item));
    this.files.forEach(({ address }) => address && URL.revokeObjectURL(address));
    this.files = [];
    this.draw();
    return [seen, others].filter((group) => group.length);
  }

  kind(file) {
    if (!this.asFiles.checked && PHOTOS.includes(file.type) && file.size <= PHOTO_LARGEST) return "photo";
    if (!this.asFiles.checked && file.type.startsWith("video/")) return "video";
    if (file.type === "audio/ogg" || file.type === "audio/webm") return "voice";
    return file.type.startsWith("audio/") ? "audio" : "document";
  }

  draw() {
    this.node.hidden = this.files.length === 0;
    this.choice.hidden = !this.files.some(({ file }) => PHOTOS.includes(file.type));
    if (this.node.hidden) this.asFiles.checked = false;
    this.previews.replaceChildren(...this.files.map((item) => this.preview(item)));
    this.onChange();
  }

  preview(item) {
    const picture = item.address ? el("img", { src: item.address, alt: "" }) : icon("file");
    const remove = iconButton("close", T.remove(item.file.name), { class: "remove", onclick: () => {
      this.files = this.files.filter((other) => other !== item);
      this.draw();
    } });
    return el("li", {}, el("span", { class: "thumb" }, picture),
      el("span", { class: "preview-name" }, item.file.name),
      el("span", { class: "preview-size" }, size(item.file.size)), remove);
  }
}
