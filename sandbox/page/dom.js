// Elements are built, never parsed from text: nothing that a person or a bot wrote can become markup.
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "class") node.className = value;
    else if (name === "data") Object.assign(node.dataset, value);
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name in node && typeof value !== "string") node[name] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

const SVG = "http://www.w3.org/2000/svg";

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

export function iconButton(name, label, props = {}) {
  return el("button", { type: "button", "aria-label": label, title: label, ...props,
    class: `icon-button ${props.class ?? ""}` }, icon(name));
}

export const hidden = (text) => el("span", { class: "visually-hidden" }, text);

const HUES = [210, 262, 160, 28, 335, 190, 95, 5];

export function avatar(name, key) {
  const words = name.trim().split(/\s+/);
  const letters = words.slice(-2).map((word) => [...word][0] ?? "").join("");
  const node = el("span", { class: "avatar", "aria-hidden": "true" }, letters.toLocaleUpperCase("vi"));
  node.style.setProperty("--hue", HUES[Math.abs(key) % HUES.length]);
  return node;
}

export const fold = (text) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLocaleLowerCase("vi");
