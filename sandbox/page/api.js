// Talks to /sandbox/…; every failure is a Refusal with a code that texts.js knows.
import { T } from "./texts.js";

export class Refusal extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }

  get text() {
    return T.errors[this.code] ?? T.errors.other;
  }
}

async function ask(method, path, body) {
  let answer;
  try {
    answer = await fetch(`/sandbox/${path}`, {
      method,
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new Refusal("network");
  }
  const found = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refusal(found.error ?? "other");
  return found;
}

export const state = () => ask("GET", "state");

export class PersonApi {
  constructor(person) {
    this.path = `people/${person}`;
  }

  chat(query = "") {
    return ask("GET", `${this.path}/chat${query}`);
  }

  start(payload) {
    return ask("POST", `${this.path}/start`, { payload });
  }

  say(text, clientId) {
    return ask("POST", `${this.path}/messages`, { text, client_id: clientId });
  }

  press(messageId, data) {
    return ask("POST", `${this.path}/press`, { message_id: messageId, data });
  }

  sticker(emoji) {
    return ask("POST", `${this.path}/sticker`, { emoji });
  }

  contact() {
    return ask("POST", `${this.path}/contact`, {});
  }

  setBlocked(blocked) {
    return ask("POST", `${this.path}/${blocked ? "block" : "unblock"}`, {});
  }

  // XMLHttpRequest, because fetch does not tell how much has been sent.
  upload(items, caption, clientId, onProgress) {
    const form = new FormData();
    for (const item of items) {
      form.append("file", item.file, item.file.name);
      form.append("kind", item.kind);
    }
    form.append("caption", caption);
    form.append("client_id", clientId);
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open("POST", `/sandbox/${this.path}/files`);
      request.responseType = "json";
      request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
      request.onerror = () => reject(new Refusal("network"));
      request.onload = () => {
        if (request.status < 300) resolve(request.response);
        else reject(new Refusal(request.response?.error ?? "other"));
      };
      request.send(form);
    });
  }

  eventsAddress(after) {
    return `/sandbox/${this.path}/events?after=${after}`;
  }
}

export const fileAddress = (fileId, download = false) => `/sandbox/files/${fileId}${download ? "?download" : ""}`;
