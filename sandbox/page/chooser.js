// The first screen: whose phone is this?
import { avatar, el, fold, icon } from "./dom.js";
import { moment } from "./format.js";
import { T } from "./texts.js";

export class Chooser {
  constructor({ bot, people }, query) {
    this.people = people;
    this.query = query;
    this.search = el("input", { type: "search", placeholder: T.search, "aria-label": T.search, autocomplete: "off" });
    this.search.addEventListener("input", () => this.draw());
    this.list = el("ul", { class: "people" });
    this.count = el("p", { class: "visually-hidden", role: "status" });
    const invited = new URLSearchParams(query).has("start");
    this.node = el("main", { class: "chooser" },
      el("header", { class: "chooser-head" }, el("h1", {}, T.chooseTitle),
        el("p", {}, invited ? T.invited : T.chooseLead(bot.name)),
        el("div", { class: "search" }, icon("search"), this.search)),
      this.list, this.count);
    document.title = `${T.chooseTitle} – ${bot.name}`;
    this.draw();
  }

  draw() {
    const words = fold(this.search.value).split(/\s+/).filter(Boolean);
    const found = this.people.filter((person) => {
      const text = fold(`${person.name} ${person.about}`);
      return words.every((word) => text.includes(word));
    });
    const empty = el("li", { class: "nobody" }, this.people.length ? T.noMatch : T.nobody);
    this.list.replaceChildren(...(found.length ? found.map((person) => this.entry(person)) : [empty]));
    this.count.textContent = T.found(found.length);
  }

  entry(person) {
    const note = person.blocked ? T.blockedTag : person.started ? null : T.notStartedYet;
    return el("li", {}, el("a", { href: `/p/${person.id}${this.query}`, class: "person" },
      avatar(person.name, person.id),
      el("span", { class: "person-words" }, el("span", { class: "person-name" }, person.name),
        el("span", { class: "person-about" }, [person.about, note].filter(Boolean).join(" · "))),
      person.last_at ? el("span", { class: "person-time" }, moment(person.last_at)) : null));
  }
}
