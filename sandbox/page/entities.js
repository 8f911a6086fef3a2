// Text with entities → nodes. Offsets are UTF-16 units, which is what JavaScript strings count in.
import { el } from "./dom.js";

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};

export function rich(text, entities = [], onCommand = null) {
  const fragment = document.createDocumentFragment();
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  fragment.append(...nodes(text, 0, text.length, sorted, onCommand));
  return fragment;
}

function nodes(text, begin, end, entities, onCommand) {
  const out = [];
  let at = begin;
  let rest = entities;
  while (rest.length) {
    const [entity] = rest;
    const start = Math.max(entity.offset, at);
    const stop = Math.min(entity.offset + entity.length, end);
    const inner = rest.slice(1).filter((e) => e.offset < stop);
    rest = rest.slice(1).filter((e) => e.offset + e.length > stop);
    if (stop <= start) continue;
    if (start > at) out.push(text.slice(at, start));
    out.push(wrap(entity, text.slice(start, stop), nodes(text, start, stop, inner, onCommand), onCommand));
    at = stop;
  }
  if (at < end) out.push(text.slice(at, end));
  return withoutBlankLines(out);
}

// A block makes its own line: the line breaks that stand beside it would show as empty lines.
function withoutBlankLines(parts) {
  const block = (part) => part?.tagName === "PRE" || part?.tagName === "BLOCKQUOTE";
  return parts.map((part, i) => {
    if (typeof part !== "string") return part;
    const open = block(parts[i - 1]) ? part.replace(/^\n/, "") : part;
    return block(parts[i + 1]) ? open.replace(/\n$/, "") : open;
  });
}

function wrap(entity, words, children, onCommand) {
  if (TAGS[entity.type]) return el(TAGS[entity.type], {}, children);
  if (entity.type === "url") return link(words.includes("://") ? words : `http://${words}`, children);
  if (entity.type === "text_link") return link(entity.url, children);
  if (entity.type === "email") return link(`mailto:${words}`, children);
  if (entity.type === "spoiler") return spoiler(children);
  if (entity.type === "bot_command" && onCommand) {
    return el("button", { type: "button", class: "as-link", onclick: () => onCommand(words) }, children);
  }
  return el("span", {}, children);
}

export function safeAddress(address) {
  return /^(https?|mailto|tg):/i.test(address) ? address : null;
}

function link(address, children) {
  const safe = safeAddress(address);
  return safe ? el("a", { href: safe, target: "_blank", rel: "noopener noreferrer nofollow" }, children)
    : el("span", {}, children);
}

function spoiler(children) {
  const node = el("button", { type: "button", class: "spoiler" }, el("span", {}, children));
  node.addEventListener("click", () => node.classList.add("open"));
  return node;
}
