//! Small classes of words of the language.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{lines, lower_case};

/// Small classes of words, each a section of `words.txt`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WordClass {
    /// What ends the nouns of a source: "of", "who".
    ClosesNounGroup,
    /// What tells nothing of its noun: "former".
    ModifiesAnyNoun,
    /// "yesterday", "Monday"
    TellsTheTime,
    /// What a place may be called without: "County".
    ClosesPlaceName,
    /// What a company may be called without: "Energy", "Airways".
    TradeOfCompany,
    /// What stands behind a surname: "Jr", "OBE". See [`follows_name`].
    FollowsName,
    /// Who reports, as datelines name them: "Reuters".
    NewsAgency,
    /// What publishes, and is mostly named beside: "newspaper".
    Outlet,
    /// Nouns beside which the body itself is named: "the Acme charity".
    NamedBody,
    /// Names beside which a noun tells of another body: "the UN agency".
    UnionOfStates,
    /// What newspapers are called for short: "Post".
    NameOfNewspaper,
    /// Who is somebody's: "wife", "lawyer".
    Relation,
    /// What stands before "of them": "many".
    SeveralOfThem,
    /// Roles that are written in capitals: "CEO". See [`is_role_in_capitals`].
    RoleInCapitals,
    /// Words of which lines are labelled that nobody says: "READ MORE:", "In pictures:".
    LabelOfNobody,
    /// Verbs that what stands between marks right behind them is the name of something by: "an app called “Hush”".
    NamesAThing,
    /// Verbs of praise and blame: what stands behind them is no statement: "praised the deal".
    Judges,
    /// Verbs that tell an event unless a clause stands behind them: "agreed a deal", "added a room".
    NeedsClause,
    /// Verbs that what is talked about stands behind: "asked about the deal".
    TalksAbout,
    /// Verbs whose hearer is told to do something: "urged residents to leave".
    MovesHearer,
    /// Verbs of gestures: "nodded".
    Gestures,
    /// What joins a verb to its complement and belongs to it: "called |for calm".
    JoinsComplement,
    /// "minister", "secretary"
    OfficeNoun,
    /// "prime", "deputy"
    OfficeRank,
    /// What an office is for: "foreign", "finance".
    OfficeField,
    /// What no organization is called whose name or description does not tell so: "court", "ministry".
    InstitutionToldByNoun,
    /// What may be called by another noun, too: the Treasury is "the department".
    OtherInstitution,
    /// What is neither: "company", "party".
    BodyApartFromInstitutions,
    /// What the "it" that stands for nothing is said to be: "it is likely that".
    ImpersonalAdjective,
    /// What is done about it: "it was reported".
    ImpersonalParticiple,
    /// Verbs before it: "makes it hard to".
    TakesImpersonalObject,
    /// Who is quoted without a name: "source".
    Unnamed,
}

/// Whether `word` is a role written in capitals: "PM", "DCP"; in small letters it may be any word.
pub fn is_role_in_capitals(word: &str) -> bool {
    word.len() < 6 && word.chars().all(|c| c.is_ascii_uppercase()) && is_one_of(WordClass::RoleInCapitals, word)
}

/// Whether `word` stands behind the surname and is no part of the name that people are called by: "Jr.", "III", "OBE".
pub fn follows_name(word: &str) -> bool {
    let word = word.strip_suffix('.').unwrap_or(word);
    let is_number_or_honour = word.len() > 1 && word.chars().all(|c| c.is_ascii_uppercase());
    (is_number_or_honour || matches!(word, "Jr" | "Sr")) && is_one_of(WordClass::FollowsName, word)
}

/// Whether `word` is one of a class.
pub fn is_one_of(class: WordClass, word: &str) -> bool {
    lower_case(word, |word| WORDS.get(&class).is_some_and(|words| words.contains(&word)))
}

static WORDS: LazyLock<FxHashMap<WordClass, Vec<&'static str>>> = LazyLock::new(|| {
    let mut table: FxHashMap<WordClass, Vec<&'static str>> = FxHashMap::default();
    let mut class = None;
    for line in lines(include_str!("../../data/lexicons/words.txt")) {
        match (line, class) {
            ("[closes noun group]", _) => class = Some(WordClass::ClosesNounGroup),
            ("[modifies any noun]", _) => class = Some(WordClass::ModifiesAnyNoun),
            ("[tells the time]", _) => class = Some(WordClass::TellsTheTime),
            ("[closes place name]", _) => class = Some(WordClass::ClosesPlaceName),
            ("[trade of a company]", _) => class = Some(WordClass::TradeOfCompany),
            ("[follows a name]", _) => class = Some(WordClass::FollowsName),
            ("[news agency]", _) => class = Some(WordClass::NewsAgency),
            ("[outlet]", _) => class = Some(WordClass::Outlet),
            ("[named body]", _) => class = Some(WordClass::NamedBody),
            ("[union of states]", _) => class = Some(WordClass::UnionOfStates),
            ("[name of a newspaper]", _) => class = Some(WordClass::NameOfNewspaper),
            ("[relation]", _) => class = Some(WordClass::Relation),
            ("[label of nobody]", _) => class = Some(WordClass::LabelOfNobody),
            ("[names a thing]", _) => class = Some(WordClass::NamesAThing),
            ("[judges]", _) => class = Some(WordClass::Judges),
            ("[needs clause]", _) => class = Some(WordClass::NeedsClause),
            ("[talks about]", _) => class = Some(WordClass::TalksAbout),
            ("[moves hearer]", _) => class = Some(WordClass::MovesHearer),
            ("[gestures]", _) => class = Some(WordClass::Gestures),
            ("[joins complement]", _) => class = Some(WordClass::JoinsComplement),
            ("[noun for an office]", _) => class = Some(WordClass::OfficeNoun),
            ("[rank of an office]", _) => class = Some(WordClass::OfficeRank),
            ("[field of an office]", _) => class = Some(WordClass::OfficeField),
            ("[institution told by its noun]", _) => class = Some(WordClass::InstitutionToldByNoun),
            ("[impersonal adjective]", _) => class = Some(WordClass::ImpersonalAdjective),
            ("[impersonal participle]", _) => class = Some(WordClass::ImpersonalParticiple),
            ("[takes an impersonal object]", _) => class = Some(WordClass::TakesImpersonalObject),
            ("[unnamed]", _) => class = Some(WordClass::Unnamed),
            ("[other institution]", _) => class = Some(WordClass::OtherInstitution),
            ("[body apart from institutions]", _) => class = Some(WordClass::BodyApartFromInstitutions),
            ("[several of them]", _) => class = Some(WordClass::SeveralOfThem),
            ("[role in capitals]", _) => class = Some(WordClass::RoleInCapitals),
            (words, Some(class)) => table.entry(class).or_default().extend(words.split(' ')),
            _ => {}
        }
    }
    table
});
