// Taking results out: the native file and other formats.

import { commitField } from "./actions.js";
import { byId, button, element } from "./dom.js";
import { download, formats, nameFor } from "./pkg/whosaid.js";
import { placeMenu } from "./settings.js";
import { say } from "./status.js";
import { store } from "./store.js";
import { settleText } from "./texts.js";

/** Saves the native file, with what has been typed up to this moment. */
export async function save() {
  commitField();
  if (!await settleText()) return say("Not saved: the text in the field has not been read.");
  if (!store.model) return say("There is nothing to save yet.");
  const name = nameFor(store.model.text, ".whosaid.json");
  download(name, new Blob([store.save()], { type: "application/json" }));
  say(`Saved as ${name}. Nothing has left this device.`);
}

/** @param {import("./pkg/whosaid.js").Format} format @param {boolean} utf16 */
async function exportAs(format, utf16) {
  if (format.name === "json") return save();
  commitField();
  await settleText();
  if (!store.session || !store.model) return;
  const files = store.session.export(format.name, new Date().toISOString(), utf16);
  const names = files.map(({ ending }) => nameFor(store.model?.text ?? "", ending));
  files.forEach(({ mediaType, content }, index) => download(names[index] ?? "", new Blob([content], { type: mediaType })));
  say(`Saved as ${names.join(" and ")}.`);
}

/** One entry a format; Web Annotations a second time for Recogito, which counts as JavaScript does. */
function entries() {
  return formats().flatMap(format => {
    const entry = { format, label: format.title, utf16: false };
    return format.name === "jsonld" ? [entry, { format, label: `${format.title}, for Recogito`, utf16: true }] : [entry];
  });
}

export function startSaving() {
  const menu = byId("save-menu");
  // The engine, which knows the formats, may not be there yet.
  menu.addEventListener("beforetoggle", () => {
    if (menu.childElementCount > 0 || !store.session) return;
    menu.append(...entries().map(({ format, label, utf16 }) => {
      const made = button(label, () => { menu.hidePopover(); exportAs(format, utf16); }, { class: "format", "data-format": format.name });
      made.append(element("small", null, `${format.holds}. Left out: ${format.drops}.`));
      return made;
    }));
  });
  placeMenu(menu, byId("save-menu-button"));
  byId("save").addEventListener("click", save);
  window.addEventListener("beforeunload", event => {
    commitField();
    if (store.unsaved) event.preventDefault();
  });
}
