// What the files are called that are saved.

import { nameFor } from "./pkg/whosaid.js";

/** As the file is called that the text comes from, or by the first words of the text. @param {string} from @param {string} text @param {string} ending */
export function fileName(from, text, ending) {
  const stem = from.replace(/(\.whosaid\.json|\.[^.]*)$/i, "");
  return stem ? stem + ending : nameFor(text, ending);
}
