// Taking results out: the native file and other formats.

import { commitField } from "./actions.js";
import { byId, button, element } from "./dom.js";
import { fileName } from "./naming.js";
import { download, formats } from "./pkg/whosaid.js";
import { placeMenu } from "./settings.js";
import { say } from "./status.js";
import { store } from "./store.js";
import { settleText } from "./texts/index.js";
import { hand } from "./texts/mode.js";
import { wording } from "./words.js";

/** The name of a file to save. @param {string} ending */
const nameOf = ending => fileName(hand.file, store.model?.text ?? "", ending);

/** Saves the native file, with what has been typed up to this moment. */
export async function save() {
  commitField();
  if (!await settleText()) return say(wording.saving.notSavedTextFieldHas);
  if (!store.model) return say(wording.saving.thereNothingSaveYet);
  const name = nameOf(".whosaid.json");
  download(name, new Blob([store.save()], { type: "application/json" }));
  const refused = document.activeElement;
  if (refused instanceof HTMLInputElement && refused.ariaInvalid === "true") return say(wording.saving.savedWithout(name, refused.value));
  say(wording.saving.savedNothingHasLeftDevice(name));
}

/** @param {import("./pkg/whosaid.js").Format} format @param {boolean} utf16 */
async function exportAs(format, utf16) {
  if (format.name === "json") return save();
  commitField();
  await settleText();
  if (!store.session || !store.model) return;
  const files = store.session.export(format.name, new Date().toISOString(), utf16);
  const [only] = files;
  if (!only) return;
  if (files.length === 1) {
    const name = nameOf(only.ending);
    download(name, new Blob([only.content], { type: only.mediaType }));
    return say(wording.saving.savedAs(name));
  }
  // Many browsers let a page save one file a click.
  const name = nameOf(`.${format.name}.zip`);
  const packed = files.map(({ ending, content }) => ({ name: nameOf(ending), content }));
  try {
    const { pack } = await import("./documents/zip.js");
    download(name, await pack(packed));
    say(wording.saving.savedAsZip(name, packed.map(file => file.name).join(" and ")));
  } catch {
    say(wording.deskList.zipNotFetched);
  }
}

/** What a format is for, where that is not another program. @type {Record<string, keyof typeof wording.saving.groups>} */
const FOR = { json: "here", html: "reading", text: "reading", chart: "reading", csv: "tables", speakers: "tables", geojson: "tables" };

/** One entry a format; Web Annotations a second time for Recogito, which counts as JavaScript does. */
function entries() {
  return formats().flatMap(format => {
    const words = wording.formats[format.name] ?? { title: format.name, holds: "", drops: "" };
    const entry = { format, label: words.title, words, utf16: false };
    return format.name === "jsonld" ? [entry, { ...entry, label: wording.saving.forRecogito(words.title), utf16: true }] : [entry];
  });
}

export function startSaving() {
  const menu = byId("save-menu");
  // The engine, which knows the formats, may not be there yet.
  menu.addEventListener("beforetoggle", () => {
    if (menu.childElementCount > 0 || !store.session) return;
    const all = entries();
    menu.append(...Object.entries(wording.saving.groups).map(([group, title]) => element("section", { "aria-label": title, role: "group" },
      element("h2", null, title), ...all.filter(({ format }) => (FOR[format.name] ?? "programs") === group).map(({ format, label, words, utf16 }) => {
        const made = button(label, () => { menu.hidePopover(); exportAs(format, utf16); }, { class: "format", "data-format": format.name });
        made.append(element("small", null, wording.saving.holds(words.holds)), element("small", { class: "drops" }, wording.saving.leftOut(words.drops)));
        return made;
      }))));
  });
  placeMenu(menu, byId("save-menu-button"));
  byId("save").addEventListener("click", save);
}
