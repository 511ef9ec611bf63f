// Loads the engine, and says how far that has come and what to do where it cannot be run; and the files that wait for it.

import { byId } from "../dom.js";
import { Blocked, Engine } from "../engine.js";
import { readFile } from "../files.js";
import { plain } from "../reasons.js";
import { say, settle, warn } from "../status.js";
import { wording } from "../words.js";

export const engine = new Engine();
/** @type {Promise<void>} */
let ready;

/** Rejects where the engine cannot be run. */
export function engineReady() {
  return ready;
}

/** @param {() => void} again what to do once a second attempt has succeeded */
export function loadEngine(again) {
  ready = load(again);
  ready.catch(() => {});
  return ready;
}

/** @param {() => void} again */
async function load(again) {
  const tryAgain = () => {
    settle();
    loadEngine(again).then(again, () => {});
  };
  const progress = /** @type {HTMLProgressElement} */ (byId("progress"));
  progress.hidden = false;
  try {
    await engine.load((loaded, total) => {
      progress.max = total;
      progress.value = loaded;
      say(wording.texts.loadingEngineMbYouCan(megabytes(loaded), megabytes(total)));
    });
    say(wording.texts.readyNothingLeavesDevice);
  } catch (error) {
    say(wording.texts.engineNotRunningYourText);
    if (error instanceof Blocked) {
      warn(wording.texts.whosaidNeedsWhereSwitchChrome(error.message),
      { error: true, choices: [{ label: wording.texts.tryAgain, action: tryAgain }] });
    } else {
      warn(wording.texts.engineCouldNotLoadedYour(plain(error)), { error: true, choices: [{ label: wording.texts.tryAgain, action: tryAgain }] });
    }
    throw error;
  } finally {
    progress.hidden = true;
  }
}

/** The documents in a file, which only the engine can read. @param {File} file @returns {Promise<import("../files.js").Document[]>} */
export async function loadFile(file) {
  await ready;
  return readFile(file);
}

/** @param {number} bytes */
function megabytes(bytes) {
  return (bytes / 1e6).toFixed(1);
}
