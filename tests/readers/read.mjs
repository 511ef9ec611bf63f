// What programs in JavaScript make of the files: ajv, jsonld, Apache Annotator, Recogito, Leaflet.
// node read.mjs FOLDER SCHEMA

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { JSDOM } from "jsdom";

const [folder, schema] = process.argv.slice(2);
const read = name => JSON.parse(readFileSync(`${folder}/${name}`, "utf8"));
const native = read("a.whosaid.json");
const { text } = native.document;
const pieces = native.quotations.flatMap(quotation => quotation.spans.map(span => span.exact));

const { default: Ajv } = await import("ajv/dist/2020.js");
const validate = new Ajv().compile(JSON.parse(readFileSync(schema, "utf8")));
assert.ok(validate(native), JSON.stringify(validate.errors));
assert.ok(!validate({ ...native, entities: [{}] }), "a broken file is refused");

const { default: jsonld } = await import("jsonld");
const context = JSON.parse(readFileSync(new URL("anno.jsonld", import.meta.url), "utf8"));
const documentLoader = async address => {
  assert.equal(address, "http://www.w3.org/ns/anno.jsonld");
  return { contextUrl: null, documentUrl: address, document: context };
};
const statements = await jsonld.toRDF(read("a.jsonld"), { documentLoader, format: "application/n-quads" });
const count = statements.trim().split("\n").length;
assert.equal(count, Number(readFileSync(`${folder}/statements`, "utf8")), "as many statements as PyLD and rdflib have");

// A page that holds the text, for the programs that find words in it.
const { window } = new JSDOM("<!doctype html><div id=text></div>", { pretendToBeVisual: true });
globalThis.window = window;
for (const name of ["document", "Node", "Element", "HTMLElement", "Range", "NodeFilter", "MutationObserver", "Event", "CustomEvent"]) {
  globalThis[name] = window[name];
}
const container = window.document.getElementById("text");
container.textContent = text;

const { createTextQuoteSelectorMatcher, createTextPositionSelectorMatcher } = await import("@apache-annotator/dom");
const targets = read("a.jsonld").first.items.filter(item => item.motivation === "classifying").flatMap(item => item.target);
assert.equal(targets.length, pieces.length);
for (const [index, target] of targets.entries()) {
  const [quote, position] = target.selector;
  for (const [matcher, selector] of [[createTextQuoteSelectorMatcher, quote], [createTextPositionSelectorMatcher, position]]) {
    const found = [];
    for await (const range of matcher(selector)(container)) found.push(range.toString());
    assert.deepEqual(found, [pieces[index]], `Apache Annotator: ${selector.type}`);
  }
}

const { W3CTextFormat } = await import("@recogito/text-annotator");
const { first: { items } } = read("a.utf16.jsonld");
const recogito = W3CTextFormat(items[0].target[0].source, container);
for (const item of items) {
  const { parsed, error } = recogito.parse(item);
  assert.ok(parsed, `Recogito: ${error?.message}`);
  for (const { quote, start, end } of parsed.target.selector) assert.equal(text.slice(start, end), quote, "Recogito");
}

globalThis.self = window;
Object.defineProperty(globalThis, "navigator", { value: window.navigator, configurable: true });
const { default: leaflet } = await import("leaflet");
const layer = leaflet.geoJSON(read("a.geojson"));
const places = native.entities.filter(entity => entity.place);
const points = layer.getLayers().filter(feature => feature.getLatLng);
assert.deepEqual(
  points.map(point => [point.feature.properties.id, point.getLatLng().lat, point.getLatLng().lng]),
  places.map(({ id, place }) => [id, place.lat, place.lon]),
);
console.log("ajv, jsonld, Apache Annotator, Recogito, Leaflet");
