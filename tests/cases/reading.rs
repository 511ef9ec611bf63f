//! Whether the reading of a passage is what its checks say.
//!
//! Outer quotation marks, a final comma or full stop, a leading article, white space, capitals and the shape of marks
//! do not matter; neither does Mr, Ms, Dr or Sir before a name, but in a source it does.

use super::notation::{Check, Spot, Traits};
use whosaid::analysis::{Attribution, Entity, EntityKind, MentionForm, Quotation};
use whosaid::evaluation::places::distance;
use whosaid::evaluation::prediction::CodePoints;
use whosaid::session::Certainty;
use whosaid::{Document, Span};

/// A document and its text with plain marks, one character for one.
pub struct Reading<'a> {
    document: &'a Document,
    text: Vec<char>,
    points: CodePoints,
}

fn plain_mark(c: char) -> char {
    match c {
        '“' | '”' | '„' | '«' | '»' => '"',
        '‘' | '’' | '‚' | '‹' | '›' => '\'',
        '\u{a0}' => ' ',
        c => c,
    }
}

fn without_prefix<'a>(words: &'a str, prefixes: &[&str]) -> Option<&'a str> {
    prefixes.iter().filter_map(|prefix| words.strip_prefix(prefix)?.strip_prefix(' ')).next().map(str::trim_start)
}

fn norm(words: &str) -> String {
    let marked: String = words.chars().map(plain_mark).collect();
    let line = marked.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let bare = line.trim_start_matches([' ', '"', '\'']).trim_end_matches([' ', '"', '\'', ',', '.']);
    without_prefix(bare, &["the", "a", "an"]).filter(|rest| !rest.is_empty()).unwrap_or(bare).to_owned()
}

fn name(words: &str) -> String {
    const TITLES: &[&str] = &["mr", "mrs", "ms", "miss", "dr", "sir", "mr.", "mrs.", "ms.", "miss.", "dr.", "sir."];
    let words = norm(words);
    without_prefix(&words, TITLES).filter(|rest| !rest.is_empty()).unwrap_or(&words).to_owned()
}

type Said<'a> = (&'a Quotation, &'a Attribution);

impl<'a> Reading<'a> {
    pub fn new(document: &'a Document) -> Reading<'a> {
        let text = document.text.chars().map(plain_mark).collect();
        Reading { document, text, points: CodePoints::new(&document.text) }
    }

    /// What is wrong, if the check does not hold.
    pub fn complaint(&self, check: &Check) -> Option<String> {
        let unless = |holds: bool, complaint: String| (!holds).then_some(complaint);
        match check {
            Check::Quotation { pieces, kind, traits } => {
                let pieces: Vec<String> = pieces.iter().map(|piece| norm(piece)).collect();
                let has = |said: &Said| said.0.content.iter().map(|span| norm(self.words(*span))).eq(pieces.clone());
                self.traits(self.said().filter(has), kind.as_deref(), traits)
            }
            Check::Inside { words, traits } => self.traits(self.holding(words), None, traits),
            Check::NotSpeaker { words, name: not } => {
                let shown =
                    self.holding(words).filter_map(|said| self.speaker(said)).find(|shown| name(shown) == name(not));
                shown.map(|shown| format!("{shown} is shown"))
            }
            Check::Unsure(words) => {
                let sure = self.holding(words).find(|(_, attribution)| {
                    Certainty::of(attribution.confidence.into()) == Certainty::Sure && attribution.speaker.is_some()
                });
                sure.map(|said| format!("{} is sure", self.show(said)))
            }
            Check::Outside(words) => {
                let touched = self.said().find(|said| {
                    let touches = |span: &Span| {
                        let (start, end) = self.points.range(*span);
                        self.places_of(words).into_iter().any(|(from, to)| start < to && from < end)
                    };
                    said.0.content.iter().any(touches)
                });
                touched.map(|said| format!("touched by {}", self.show(said)))
            }
            Check::Count(count) => unless(
                self.said().count() == *count,
                self.said().map(|said| self.show(said)).collect::<Vec<_>>().join("; "),
            ),
            Check::Entity { kind, mentions, name: called } => {
                let is_it = |entity: &Entity| {
                    entity.kind.name() == kind
                        && mentions.iter().all(|mention| self.has(entity, mention))
                        && called.as_ref().is_none_or(|called| name(&entity.name) == name(called))
                };
                let with_any =
                    self.document.entities.iter().filter(|e| mentions.iter().any(|mention| self.has(e, mention)));
                let all: Vec<String> = with_any.map(|entity| self.show_entity(entity)).collect();
                unless(self.document.entities.iter().any(is_it), format!("got {}", all.join("; ")))
            }
            Check::NoEntity { kind, name: not } => {
                let of_kind = |entity: &&Entity| kind.as_ref().is_none_or(|kind| entity.kind.name() == kind);
                let mut called =
                    self.document.entities.iter().filter(of_kind).filter(|entity| name(&entity.name) == name(not));
                called.next().map(|entity| self.show_entity(entity))
            }
            Check::Apart(one, other) => {
                let of =
                    |mention: &str| self.document.entities.iter().filter(|entity| self.has(entity, mention)).count();
                let both =
                    self.document.entities.iter().find(|entity| self.has(entity, one) && self.has(entity, other));
                if name(one) == name(other) {
                    return unless(of(one) > 1, format!("{} with it", of(one)));
                }
                both.map(|entity| self.show_entity(entity))
            }
            Check::Place { mention, spot } => {
                let spots = self.located(mention);
                unless(spots.iter().any(|point| is_near(*point, spot)), format!("got {spots:?}"))
            }
            Check::Unplaced { mention, spot } => {
                let there =
                    self.located(mention).into_iter().find(|point| spot.is_none_or(|spot| is_near(*point, &spot)));
                there.map(|point| format!("stands at {point:?}"))
            }
        }
    }

    fn said(&self) -> impl Iterator<Item = Said<'_>> {
        self.document.quotations.iter().zip(&self.document.attributions)
    }

    fn words(&self, span: Span) -> &str {
        span.of(&self.document.text)
    }

    /// Where `words` stand, as whole words, in code points.
    fn places_of(&self, words: &str) -> Vec<(usize, usize)> {
        let words: Vec<char> = words.chars().map(plain_mark).collect();
        let is_inner = |at: Option<usize>| at.and_then(|at| self.text.get(at)).is_some_and(|c| c.is_alphanumeric());
        let edges = [words.first(), words.last()].map(|c| c.is_some_and(|c| c.is_alphanumeric()));
        let starts = (0..self.text.len()).filter(|start| self.text[*start..].starts_with(&words));
        let ends = starts.map(|start| (start, start + words.len()));
        ends.filter(|(start, end)| !(edges[0] && is_inner(start.checked_sub(1)) || edges[1] && is_inner(Some(*end))))
            .collect()
    }

    /// The quotations of which a piece holds `words`.
    fn holding(&self, words: &str) -> impl Iterator<Item = Said<'_>> {
        let places = self.places_of(words);
        self.said().filter(move |said| {
            let holds = |span: &Span| {
                let (start, end) = self.points.range(*span);
                places.iter().any(|(from, to)| start <= *from && *to <= end)
            };
            said.0.content.iter().any(holds)
        })
    }

    /// The name under which the speaker is shown; nobody is known by a pronoun alone.
    fn speaker(&self, said: Said) -> Option<&str> {
        let entity = &self.document.entities[said.1.speaker?];
        entity.mentions.iter().any(|m| m.form != MentionForm::Pronoun).then_some(&entity.name)
    }

    /// Nothing if one of the quotations is as wanted, else what is wrong with the first.
    fn traits<'b>(&self, all: impl Iterator<Item = Said<'b>>, kind: Option<&str>, traits: &Traits) -> Option<String> {
        let is_among = |got: Option<&str>, wanted: &[Option<String>], form: fn(&str) -> String| {
            wanted.is_empty() || wanted.iter().any(|wanted| got.map(form) == wanted.as_deref().map(form))
        };
        let mut complaint = None;
        for said in all {
            let source = said.1.source.map(|span| self.words(span));
            if kind.is_none_or(|kind| said.0.kind.name() == kind)
                && is_among(self.speaker(said), &traits.speaker, name)
                && is_among(source, &traits.source, norm)
            {
                return None;
            }
            complaint.get_or_insert_with(|| self.show(said));
        }
        Some(complaint.unwrap_or_else(|| "no such quotation".to_owned()))
    }

    fn has(&self, entity: &Entity, mention: &str) -> bool {
        entity.mentions.iter().any(|m| name(self.words(m.span)) == name(mention))
    }

    /// Where the places with this mention stand.
    fn located(&self, mention: &str) -> Vec<(f64, f64)> {
        let places = self.document.entities.iter().filter(|e| e.kind == EntityKind::Place && self.has(e, mention));
        places.filter_map(|e| e.place.as_ref()).map(|place| (place.chosen.latitude, place.chosen.longitude)).collect()
    }

    fn show(&self, said: Said) -> String {
        let pieces: Vec<&str> = said.0.content.iter().map(|span| self.words(*span)).collect();
        let source = said.1.source.map_or("nothing", |span| self.words(span));
        format!(
            "{} “{}” of {} ({source})",
            said.0.kind.name(),
            pieces.join(" | "),
            self.speaker(said).unwrap_or("nobody")
        )
    }

    fn show_entity(&self, entity: &Entity) -> String {
        let mentions: Vec<&str> = entity.mentions.iter().map(|m| self.words(m.span)).collect();
        format!("{} {} ({})", entity.kind.name(), entity.name, mentions.join(" | "))
    }
}

fn is_near(point: (f64, f64), spot: &Spot) -> bool {
    distance(point, (spot.latitude, spot.longitude)) <= spot.kilometres
}
