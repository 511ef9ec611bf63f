// What the Save menu says of each format, by the name that the engine gives it.

/** @type {Record<string, { title: string, holds: string, drops: string }>} */
export const formats = {
  json: {
    title: "JSON",
    holds: "everything; opens here again",
    drops: "nothing",
  },
  csv: {
    title: "CSV",
    holds: "one row a quotation with its speaker, for spreadsheets, pandas, R, DuckDB",
    drops: "the text around the quotations and between their pieces, which parts stand in marks, alternatives, points and candidates of places, notes and tags of entities and mentions, review of entities, author, what was removed",
  },
  html: {
    title: "HTML",
    holds: "a page without scripts that prints: the text with its marks, a list of the speakers",
    drops: "positions, sources, which parts stand in marks, confidences, alternatives, points and candidates of places, notes, tags, review of entities, what was removed; it cannot be opened here again",
  },
  text: {
    title: "Text",
    holds: "one line a quotation: speaker, role, words",
    drops: "all else: positions, cues, places, doubts, notes; who a name may be besides",
  },
  jsonld: {
    title: "Web Annotation (JSON-LD)",
    holds: "text, quotations, speakers, mentions and places as W3C Web Annotations; positions in code points, or for Recogito in UTF-16",
    drops: "which parts of a mixed quotation stand in marks, alternatives, candidates of places, notes and tags of entities and mentions, review of entities, what was removed",
  },
  tei: {
    title: "TEI",
    holds: "text with said, quote, persName, orgName, placeName; lists of people, organizations and places",
    drops: "alternatives, candidates of places, notes, tags, review of entities, what was removed; more than one blank line in a row; pieces with only white space between them become one",
  },
  brat: {
    title: "brat",
    holds: "a text and its annotations in two files: mentions, quotations as events with cue, source and speaker",
    drops: "points and candidates of places, alternatives, confidences, ids, which parts of a mixed quotation stand in marks, tags, notes of entities and mentions, review of entities, author, outlet, what was removed; pieces with only white space between them become one",
  },
  conllu: {
    title: "CoNLL-U Plus",
    holds: "a line a token: part of speech, names (IOB2), quotation, speaker; coreference as in CorefUD",
    drops: "roles, cues, sources, which parts stand in marks, confidences, alternatives, points and candidates of places, notes, tags, review, author, outlet, what was removed; boundaries inside a token",
  },
  xmi: {
    title: "UIMA CAS (XMI)",
    holds: "text, quotations, cues, sources, mentions and entities, with their type system in a second file",
    drops: "which parts of a mixed quotation stand in marks, alternatives, candidates of places, tags, notes of entities and mentions, author, outlet, what was removed",
  },
  casjson: {
    title: "UIMA CAS (JSON)",
    holds: "text, quotations, cues, sources, mentions and entities, with their types; opens in INCEpTION",
    drops: "which parts of a mixed quotation stand in marks, alternatives, candidates of places, tags, notes of entities and mentions, author, outlet, what was removed",
  },
  geojson: {
    title: "GeoJSON",
    holds: "a point for each place, with its mentions and the quotations that speak of it; for QGIS, geopandas, Leaflet",
    drops: "all else: the text, the people, the quotations themselves",
  },
  speakers: {
    title: "Speakers (CSV)",
    holds: "one row a speaker: name, role, how many quotations and words, share of all words quoted",
    drops: "all else: the text and the quotations themselves",
  },
  chart: {
    title: "Chart of speakers (SVG)",
    holds: "a bar for each speaker: how many words of theirs are quoted",
    drops: "all else: the text and the quotations themselves",
  },
  spacy: {
    title: "spaCy (JSONL)",
    holds: "a line a document for Doc.from_json: names as entities; quotations, cues, sources and mentions as groups of spans",
    drops: "which pieces are one quotation, which parts stand in marks, confidences, alternatives, points and candidates of places, notes, tags, review, author, what was removed",
  },
  labelstudio: {
    title: "Label Studio (JSON)",
    holds: "a task with labels and relations, as annotations where somebody has reviewed them, else as predictions",
    drops: "which parts stand in marks, confidences, alternatives, points and candidates of places, notes, tags, review, author, what was removed",
  },
  doccano: {
    title: "doccano (JSONL)",
    holds: "a line a document: labelled spans and relations",
    drops: "which parts stand in marks, confidences, alternatives, points and candidates of places, notes, tags, review, author, what was removed",
  },
  prodigy: {
    title: "Prodigy (JSONL)",
    holds: "a task a document: tokens, labelled spans, relations",
    drops: "which parts stand in marks, confidences, alternatives, points and candidates of places, notes, tags, review, author, what was removed",
  },
};
