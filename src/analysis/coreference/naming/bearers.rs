//! Which of several people who bear a surname it means where it stands alone.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::analysis::Name;
use crate::knowledge::lexicon::{self, Gender};
use crate::syntax::Syntax;
use crate::syntax::phrases::Slot;

use super::super::clusters::Cluster;
use super::super::mentions::slot;
use super::super::owners::Relation;

/// How a person is named in the text, as far as it was looked at: full names everywhere, others up to the name that is
/// looked at.
#[derive(Debug, Clone, Default)]
pub(super) struct Ways {
    /// Where full names stand.
    full: Vec<usize>,
    /// Those of them that may be taken up right behind: no owners, none between quotation marks, and none by which somebody
    /// is told to be a relative.
    taken_up: Vec<usize>,
    /// Those of them that are subjects right before their verb.
    subjects: Vec<usize>,
    /// Where names of the person are the source of a quotation.
    spoke: BTreeSet<usize>,
    /// How often the first name stands alone outside quotation marks.
    first: usize,
    /// How often the surname stands alone, with a title and without.
    surname: [usize; 2],
    /// Where it did so last.
    last: [Option<usize>; 2],
}

/// How well one who bears a surname is meant by it: what comes first counts more.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fit {
    /// The title before the surname is one that the person is known by.
    is_titled_so: bool,
    /// No pronoun behind the surname is of another gender than the person.
    is_of_gender: bool,
    /// Where the person spoke last, in this paragraph or the one before, if the surname is that of who speaks.
    spoke: Option<usize>,
    /// Where the full name stands in the sentence before.
    taken_up: Option<usize>,
    /// Where the surname stands right before in the paragraph.
    last: Option<usize>,
    /// How often the person is named in full or by the surname, before this place twice as much; less how often by the first
    /// name instead.
    often: usize,
    first: Reverse<usize>,
}

impl Fit {
    /// Whether nothing but how often the two are named tells one from the `other`, and that hardly does.
    pub fn is_doubtful(&self, other: &Fit) -> bool {
        const OFTENER: usize = 2;
        let told = |fit: &Fit| Fit { often: 0, first: Reverse(0), ..*fit };
        told(self) == told(other) && self.often < OFTENER * other.often
    }
}

/// A surname that stands alone, and what beside it tells who is meant.
pub(super) struct Surname {
    at: usize,
    title: Option<String>,
    gender: Option<Gender>,
    opens_sentence: bool,
    is_subject: bool,
    is_source: bool,
}

impl Surname {
    /// `is_source`: it is the source of a quotation.
    pub fn new(syntax: &Syntax, name: &Name, is_source: bool) -> Surname {
        let title = name.title.map(|title| lexicon::noun_of_role(title.of(syntax.text)));
        let start = name.title.map_or(name.tokens.start, |title| syntax.tokens_in(title).start);
        let sentence = &syntax.sentences[syntax.sentence_of(start)];
        let is_subject = slot(syntax, &name.tokens) == Slot::Subject;
        Surname {
            at: name.tokens.start,
            // Anybody may be called "Mr".
            title: title.filter(|title| title.trim_end_matches('.') != "mr"),
            gender: if is_subject { pronoun_behind(syntax, name) } else { None },
            opens_sentence: sentence.tokens.start == start,
            is_subject,
            is_source,
        }
    }

    /// How well the person of `cluster` is meant, who is named in `ways` and bears the word as a surname or, if not
    /// `is_surname`, as another part of the name.
    pub fn fit(&self, syntax: &Syntax, cluster: &Cluster, ways: &Ways, is_surname: bool) -> Fit {
        let before = |places: &[usize]| places.partition_point(|at| *at < self.at);
        let latest = |places: &[usize]| before(places).checked_sub(1).map(|index| places[index]);
        let sentence = syntax.sentence_of(self.at);
        let taken_up = match (self.opens_sentence, self.is_subject) {
            (true, _) => latest(&ways.taken_up),
            (false, true) => latest(&ways.subjects),
            _ => None,
        };
        let style = usize::from(self.title.is_none());
        // "Governor Pell said …. Pell added": the same; but "Pell" does not tell who Governor Pell is.
        let last = if self.title.is_none() { ways.last.into_iter().flatten().max() } else { ways.last[style] };
        let spoke = ways.spoke.range(..self.at).next_back().copied();
        let is_near = |at: &usize| syntax.paragraph_of(*at) + 1 >= syntax.paragraph_of(self.at);
        Fit {
            is_titled_so: self.title.as_ref().is_some_and(|title| cluster.roles.contains(title)),
            is_of_gender: self.gender.is_none() || cluster.gender().is_none() || self.gender == cluster.gender(),
            spoke: spoke.filter(|at| self.is_source && is_near(at)),
            taken_up: taken_up.filter(|at| syntax.sentence_of(*at) + 1 == sentence),
            last: last.filter(|at| {
                syntax.paragraph_of(*at) == syntax.paragraph_of(self.at) && syntax.sentence_of(*at) + 1 >= sentence
            }),
            often: (ways.full.len() + before(&ways.full) + 2 * ways.surname[style]).saturating_sub(ways.first),
            first: Reverse(if is_surname { ways.full.first().copied().unwrap_or(usize::MAX) } else { 0 }),
        }
    }
}

impl Ways {
    /// Takes in a name of the person; whether it stands between marks, and whether it is the source of a quotation.
    pub fn note(&mut self, syntax: &Syntax, name: &Name, words: &[String], [is_quoted, is_source]: [bool; 2]) {
        let at = name.tokens.start;
        if is_source && slot(syntax, &name.tokens) != Slot::Owner {
            self.spoke.insert(at);
        }
        if words.len() > 1 {
            self.full.push(at);
            let slot = slot(syntax, &name.tokens);
            if slot != Slot::Owner && !is_quoted && !is_by_relation(syntax, name) {
                self.taken_up.push(at);
                if slot == Slot::Subject
                    && name.tokens.end < syntax.tokens.len()
                    && syntax.part_of_speech(name.tokens.end).is_verb()
                {
                    self.subjects.push(at);
                }
            }
        } else if lexicon::first_name(&words[0]).is_some() && name.title.is_none() && self.is_first(syntax, &words[0]) {
            self.first += usize::from(!is_quoted);
        } else {
            let style = usize::from(name.title.is_none());
            self.surname[style] += 1;
            self.last[style] = Some(at);
        }
    }

    /// Whether `word` is no surname of the full names.
    fn is_first(&self, syntax: &Syntax, word: &str) -> bool {
        self.full.first().is_some_and(|at| syntax.word(*at).eq_ignore_ascii_case(word))
    }
}

/// The gender of the pronoun that takes up a surname in its sentence: "Okafor said that she", "Okafor and her son".
fn pronoun_behind(syntax: &Syntax, name: &Name) -> Option<Gender> {
    const FARTHEST: usize = 14;
    let sentence = &syntax.sentences[syntax.sentence_of(name.tokens.start)];
    let end = sentence.tokens.end.min(name.tokens.end + FARTHEST);
    // "a Clinton supporter"
    if name.tokens.end < end && syntax.part_of_speech(name.tokens.end).is_noun() {
        return None;
    }
    for at in name.tokens.end..end {
        let word = syntax.word(at);
        match word {
            "he" | "his" | "himself" => return Some(Gender::Male),
            "she" | "herself" => return Some(Gender::Female),
            "her" => return syntax.leads_noun(at + 1).then_some(Gender::Female),
            "“" | "\"" | "”" | "him" | "," => return None,
            _ if word.starts_with(char::is_uppercase) || lexicon::role(word).is_some() => return None,
            _ => {}
        }
    }
    None
}

/// Whether a full name stands behind a noun that tells a relation: "her brother, Giles Sugden", "the widow of Giles Sugden".
fn is_by_relation(syntax: &Syntax, name: &Name) -> bool {
    const FARTHEST: usize = 8;
    let near = (name.tokens.start.saturating_sub(FARTHEST)..name.tokens.start).rev();
    let belongs = |at: &usize| !syntax.part_of_speech(*at).is_verb() && !matches!(syntax.word(*at), "." | "who");
    near.take_while(belongs).any(|at| Relation::of(syntax.word(at)).is_some())
}
