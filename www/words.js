// All texts that the page shows or says, by the part of the page that they stand in. To translate the page, translate
// what is in words/: each text is whole, with what is put into it as parameters.

import * as bringing from "./words/bringing.js";
import * as correcting from "./words/correcting.js";
import * as helping from "./words/helping.js";
import * as looking from "./words/looking.js";
import { formats } from "./words/formats.js";
import { page } from "./words/page.js";
import * as reasons from "./words/reasons.js";
import { steps } from "./words/steps.js";

export const wording = { ...bringing, ...correcting, ...helping, ...looking, formats, page, reasons, steps };
