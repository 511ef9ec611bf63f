// Taking results out: the native file and other formats.

import { commitField } from "./actions.js";
import { byId, button, element } from "./dom.js";
import { download, nameFor } from "./files.js";
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
  download(name, "application/json", store.save());
  say(`Saved as ${name}. Nothing has left this device.`);
}

const FORMATS = [
  { label: "JSON", drops: "everything; opens here again", take: save },
  {
    label: "GeoJSON", drops: "the places on the map and how often they are named; no quotations", take: async () => {
      commitField();
      await settleText();
      if (!store.session || !store.model) return;
      const name = nameFor(store.model.text, ".geojson");
      download(name, "application/geo+json", store.session.geojson());
      say(`Saved as ${name}.`);
    },
  },
];

export function startSaving() {
  const menu = byId("save-menu");
  menu.append(...FORMATS.map(({ label, drops, take }) => {
    const made = button(label, () => { menu.hidePopover(); take(); }, { class: "format" });
    made.append(element("small", null, drops));
    return made;
  }));
  placeMenu(menu, byId("save-menu-button"));
  byId("save").addEventListener("click", save);
  window.addEventListener("beforeunload", event => {
    commitField();
    if (store.unsaved) event.preventDefault();
  });
}
