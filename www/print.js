// What only paper shows: title, source, legend; and lists and map drawn before the page is printed.

import { byId, element, excerpt } from "./dom.js";
import { loadOutlines } from "./map/shapes.js";
import { drawLists } from "./sidebar.js";
import { store } from "./store.js";
import { wording } from "./words.js";

export function startPrinting() {
  // The outlines of the map are fetched now, because a print does not wait.
  store.addEventListener("change", () => { if (store.model?.places.length) loadOutlines(); });
  window.addEventListener("beforeprint", prepare);
  window.matchMedia("print").addEventListener("change", event => { if (event.matches) prepare(); });
}

function prepare() {
  head();
  drawLists();
}

/** Title, source and legend. */
function head() {
  const { model } = store;
  if (!model) return;
  const about = /** @type {Record<string, any>} */ (model.annotations.document);
  const first = model.text.split("\n").find(line => line.trim()) ?? "";
  const title = about.title || excerpt(first, 100);
  const source = [about.outlet, about.author, about.published ?? about.date, about.url].filter(Boolean).join(", ");
  const { checks, unseen } = model;
  // The headline of the text says it already.
  const headline = document.querySelector("#article p.headline")?.textContent?.trim();
  byId("print-head").replaceChildren(
    title === headline ? "" : element("h1", null, title),
    source ? element("p", null, source) : "",
    element("p", null, wording.print.markedByWhosaidPrinted(new Date().toLocaleDateString("en", { dateStyle: "long" }), model.summary(), checks.length + unseen)),
    element("p", { class: "print-legend" },
      element("span", { class: "sample direct" }, wording.print.direct), " ", element("span", { class: "sample indirect" }, wording.print.indirect), " ",
      element("span", { class: "sample mixed" }, wording.print.mixedQuotation), wording.print.withNumberItsSpeaker,
      element("span", { class: "like person" }, wording.print.personOrOrganization), ", ", element("span", { class: "like place" }, wording.print.place), "; ",
      element("span", { class: "striped" }, wording.print.doubtfulNotChecked)));
}
