// What a message may carry besides text.
import { fileAddress } from "./api.js";
import { el, icon } from "./dom.js";
import { size } from "./format.js";
import { T } from "./texts.js";

export function media(message) {
  if (message.photo) return photo(message.photo.at(-1));
  if (message.video) return video(message.video);
  if (message.document) return tile(message.document, "file", message.document.file_name);
  if (message.voice) return sound(message.voice, T.voice);
  if (message.audio) return sound(message.audio, message.audio.file_name ?? T.voice);
  if (message.sticker) return sticker(message.sticker);
  if (message.contact) return contact(message.contact);
  return null;
}

// A few words for the pinned bar and service lines.
export function summary(message) {
  const words = message.text ?? message.caption;
  if (words) return words;
  if (message.photo) return T.photo;
  if (message.video) return T.video;
  if (message.voice) return T.voice;
  if (message.sticker) return `${T.sticker} ${message.sticker.emoji ?? ""}`;
  return message.document?.file_name ?? T.pinnedMedia;
}

function photo(found) {
  const picture = el("img", { src: fileAddress(found.file_id), alt: T.photo, loading: "lazy", decoding: "async" });
  picture.width = found.width;
  picture.height = found.height;
  return el("a", { class: "photo", href: fileAddress(found.file_id), target: "_blank", "aria-label": T.photo }, picture);
}

function video(found) {
  return el("video", { class: "video", src: fileAddress(found.file_id), controls: true, preload: "metadata",
    "aria-label": found.file_name ?? T.video });
}

function sound(found, label) {
  return el("audio", { class: "sound", src: fileAddress(found.file_id), controls: true, preload: "none",
    "aria-label": label });
}

function tile(found, image, name) {
  const kind = (name.includes(".") ? name.split(".").pop() : "").slice(0, 4).toLocaleUpperCase("vi");
  return el("a", { class: "tile", href: fileAddress(found.file_id, true), download: name, "aria-label":
    `${T.download} ${name}, ${size(found.file_size)}` },
    el("span", { class: `tile-icon kind-${kind.toLowerCase()}`, "aria-hidden": "true" }, kind || icon(image)),
    el("span", { class: "tile-words" },
      el("span", { class: "tile-name" }, name),
      el("span", { class: "tile-note" }, `${size(found.file_size)} · ${T.download}`)));
}

function sticker(found) {
  if (!found.emoji) return el("img", { class: "sticker-image", src: fileAddress(found.file_id), alt: T.sticker });
  return el("div", { class: "sticker", role: "img", "aria-label": `${T.sticker} ${found.emoji}` }, found.emoji);
}

function contact(found) {
  return el("div", { class: "tile" },
    el("span", { class: "tile-icon" }, icon("phone")),
    el("span", { class: "tile-words" },
      el("span", { class: "tile-name" }, found.first_name),
      el("span", { class: "tile-note" }, found.phone_number)));
}
