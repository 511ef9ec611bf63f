//! Who speaks: each speaker's part of the quotations and of the words quoted.

use crate::arranging::Arrange;
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::article::{Article, Entity, Quotation};
use super::paragraphs::Paragraphs;
use crate::analysis::{EntityKind, QuotationKind};

/// A speaker, or all quotations whose speaker is not known, and their part of what is quoted.
///
/// A quotation of a group ("Volk and Marr said") counts for the group and for each of its members; the shares of all
/// voices can therefore come to more than 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Voice {
    /// Id of the entity; none of an unknown speaker, and none over several texts.
    pub entity: Option<String>,
    /// The speaker's number; none over several texts.
    pub number: Option<u32>,
    /// The name; empty of an unknown speaker.
    pub name: String,
    /// The role.
    pub role: Option<String>,
    /// What the speaker is.
    pub kind: Option<EntityKind>,
    /// How many texts the voice speaks in.
    pub texts: u32,
    /// How many quotations.
    pub quotations: u32,
    /// How many of them are direct.
    pub direct: u32,
    /// How many are indirect.
    pub indirect: u32,
    /// How many are mixed.
    pub mixed: u32,
    /// How many words they have: stretches without white space.
    pub words: u32,
    /// How many of the words stand inside quotation marks.
    pub quoted_words: u32,
    /// Part of all quotations, from 0 to 1.
    pub share_of_quotations: f64,
    /// Part of the words of all quotations, from 0 to 1.
    pub share_of_words: f64,
    /// The paragraph, from 1, in which the text first speaks of the speaker; of an unknown one, in which the first
    /// quotation stands. None over several texts.
    pub first_paragraph: Option<u32>,
}

/// What the parts are parts of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Total {
    /// All quotations, each once.
    pub quotations: u32,
    /// The words of all quotations, each once.
    pub words: u32,
}

/// Who speaks, most words first, and what all say together.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Voices {
    /// Those who are quoted; an unknown speaker is the last.
    pub voices: Vec<Voice>,
    /// All of it.
    pub total: Total,
}

/// Who speaks in an article.
pub fn voices(article: &Article) -> Voices {
    let paragraphs = Paragraphs::new(&article.text);
    let index: FxHashMap<&str, usize> =
        article.entities.iter().enumerate().map(|(at, entity)| (entity.id.as_str(), at)).collect();
    let mut said: BTreeMap<Option<usize>, Voice> = BTreeMap::new();
    let mut total = Total::default();
    for quotation in article.quotations.iter() {
        let speaker = quotation.speaker.as_deref().and_then(|id| index.get(id).copied());
        let members = speaker.map_or(&[][..], |at| &article.entities[at].members[..]);
        let heard = members.iter().filter_map(|id| index.get(id.as_str()).copied()).map(Some);
        let words = word_count(article, quotation.pieces.iter().map(|piece| piece.span));
        let quoted = word_count(article, quotation.quoted_parts.iter().map(|part| part.span));
        total.quotations += 1;
        total.words += words;
        for voice in std::iter::once(speaker).chain(heard) {
            let entry = said.entry(voice).or_insert_with(|| match voice {
                Some(at) => Voice::of(&article.entities[at], &paragraphs),
                None => Voice::unknown(quotation, &paragraphs),
            });
            entry.count(quotation.kind, words, quoted);
        }
    }
    finished(said.into_values().collect(), total)
}

/// Who speaks in several articles: speakers of one name and kind are one voice.
pub fn together<'a>(of_each: impl IntoIterator<Item = &'a Voices>) -> Voices {
    let mut merged: BTreeMap<(bool, String, Option<EntityKind>), Voice> = BTreeMap::new();
    let mut total = Total::default();
    for voices in of_each {
        total.quotations += voices.total.quotations;
        total.words += voices.total.words;
        for voice in &voices.voices {
            let key = (voice.name.is_empty(), voice.name.to_lowercase(), voice.kind);
            match merged.get_mut(&key) {
                Some(known) => known.add(voice),
                None => {
                    let alone = Voice { entity: None, number: None, first_paragraph: None, ..voice.clone() };
                    merged.insert(key, alone);
                }
            }
        }
    }
    finished(merged.into_values().collect(), total)
}

fn finished(mut voices: Vec<Voice>, total: Total) -> Voices {
    let share = |part: u32, of: u32| if of == 0 { 0.0 } else { f64::from(part) / f64::from(of) };
    for voice in &mut voices {
        voice.share_of_quotations = share(voice.quotations, total.quotations);
        voice.share_of_words = share(voice.words, total.words);
    }
    let order = |voice: &Voice| (voice.name.is_empty(), std::cmp::Reverse((voice.words, voice.quotations)));
    voices.arrange_by(|a, b| order(a).cmp(&order(b)).then_with(|| (a.number, &a.name).cmp(&(b.number, &b.name))));
    Voices { voices, total }
}

impl Voice {
    fn of(entity: &Entity, paragraphs: &Paragraphs) -> Voice {
        let first = entity.mentions.first().map(|mention| paragraphs.number_at(mention.piece.span.start));
        Voice {
            entity: Some(entity.id.clone()),
            number: entity.number,
            name: entity.name.clone(),
            role: entity.description.clone(),
            kind: Some(entity.kind),
            first_paragraph: first,
            ..Voice::silent()
        }
    }

    fn unknown(first: &Quotation, paragraphs: &Paragraphs) -> Voice {
        let first = first.pieces.first().map(|piece| paragraphs.number_at(piece.span.start));
        Voice { first_paragraph: first, ..Voice::silent() }
    }

    fn silent() -> Voice {
        Voice {
            entity: None,
            number: None,
            name: String::new(),
            role: None,
            kind: None,
            texts: 1,
            quotations: 0,
            direct: 0,
            indirect: 0,
            mixed: 0,
            words: 0,
            quoted_words: 0,
            share_of_quotations: 0.0,
            share_of_words: 0.0,
            first_paragraph: None,
        }
    }

    fn count(&mut self, kind: QuotationKind, words: u32, quoted: u32) {
        self.quotations += 1;
        *match kind {
            QuotationKind::Direct => &mut self.direct,
            QuotationKind::Indirect => &mut self.indirect,
            QuotationKind::Mixed => &mut self.mixed,
        } += 1;
        self.words += words;
        self.quoted_words += quoted;
    }

    /// Adds the same voice from another text.
    fn add(&mut self, other: &Voice) {
        self.texts += other.texts;
        self.quotations += other.quotations;
        self.direct += other.direct;
        self.indirect += other.indirect;
        self.mixed += other.mixed;
        self.words += other.words;
        self.quoted_words += other.quoted_words;
        if self.role.is_none() {
            self.role.clone_from(&other.role);
        }
    }
}

fn word_count(article: &Article, spans: impl Iterator<Item = crate::Span>) -> u32 {
    spans.map(|span| span.of(&article.text).split_whitespace().count() as u32).sum()
}

#[cfg(test)]
mod tests {
    use super::super::{Command, Session};
    use super::*;
    use crate::Annotator;

    const TEXT: &str = "“We knew about the wall,” Ada Okafor, chair of the port, said on Monday.\n\n\
                        “Nobody told us,” said Ben Ames. He added that the bay was “never safe”.\n";

    fn session() -> Session {
        Session::from_document(&Annotator::new().annotate(TEXT))
    }

    fn voice<'v>(voices: &'v Voices, name: &str) -> &'v Voice {
        voices.voices.iter().find(|voice| voice.name == name).unwrap()
    }

    #[test]
    fn parts_of_quotations_and_words() {
        let mut session = session();
        let all = voices(session.article());
        assert_eq!(all.total, Total { quotations: 3, words: 5 + 3 + 6 });
        let ada = voice(&all, "Ada Okafor");
        assert_eq!((ada.quotations, ada.direct, ada.words, ada.quoted_words), (1, 1, 5, 5));
        assert_eq!((ada.first_paragraph, ada.number), (Some(1), Some(1)));
        assert!((ada.share_of_words - 5.0 / 14.0).abs() < 1e-9 && (ada.share_of_quotations - 1.0 / 3.0).abs() < 1e-9);
        let ben = voice(&all, "Ben Ames");
        assert_eq!((ben.quotations, ben.direct, ben.mixed, ben.indirect), (2, 1, 1, 0));
        assert_eq!((ben.words, ben.quoted_words, ben.first_paragraph), (9, 5, Some(2)));
        assert_eq!(all.voices[0].name, "Ben Ames", "most words first");

        let quotation = session.article().quotations[0].id.clone();
        session.apply(&Command::SetSpeaker { quotation, speaker: None }).unwrap();
        let all = voices(session.article());
        let unknown = all.voices.last().unwrap();
        assert_eq!((unknown.name.as_str(), unknown.entity.as_deref(), unknown.words), ("", None, 5));
        assert_eq!(unknown.first_paragraph, Some(1));
    }

    #[test]
    fn a_group_speaks_for_its_members() {
        let text = "“We knew about the wall,” Ada Okafor and Ben Ames said. “It is late,” Ben Ames said.";
        let all = voices(Session::from_document(&Annotator::new().annotate(text)).article());
        assert_eq!(all.total.quotations, 2);
        let group = all.voices.iter().find(|voice| voice.kind == Some(EntityKind::Group)).unwrap();
        assert_eq!(group.quotations, 1);
        assert_eq!(voice(&all, "Ada Okafor").quotations, 1);
        assert_eq!(voice(&all, "Ben Ames").quotations, 2);
    }

    #[test]
    fn one_voice_over_several_texts() {
        let one = voices(session().article());
        let again = together([&one, &one]);
        assert_eq!(again.total, Total { quotations: 6, words: 28 });
        assert_eq!(again.voices.len(), one.voices.len());
        let ben = voice(&again, "Ben Ames");
        assert_eq!((ben.texts, ben.quotations, ben.words, ben.number), (2, 4, 18, None));
        assert!((ben.share_of_words - voice(&one, "Ben Ames").share_of_words).abs() < 1e-9);
        let nothing = together([&Voices::default()]);
        assert_eq!(nothing, Voices::default());
    }
}
