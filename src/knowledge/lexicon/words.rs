//! Small classes of words of the language.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::{lines, lower_case};

/// An enum of classes of words, each a section of `words.txt`.
macro_rules! classes {
    ($($(#[doc = $doc:literal])* $name:ident = $section:literal,)*) => {
        /// Small classes of words, each a section of `words.txt`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum WordClass { $($(#[doc = $doc])* $name,)* }

        /// The class whose section `line` begins.
        fn section(line: &str) -> Option<WordClass> {
            match line {
                $($section => Some(WordClass::$name),)*
                _ => None,
            }
        }
    };
}

classes! {
    /// What ends the nouns of a source: "of", "who".
    ClosesNounGroup = "[closes noun group]",
    /// What tells nothing of its noun: "former".
    ModifiesAnyNoun = "[modifies any noun]",
    /// "yesterday", "Monday"
    TellsTheTime = "[tells the time]",
    /// What a place may be called without: "County".
    ClosesPlaceName = "[closes place name]",
    /// What a company may be called without: "Energy", "Airways".
    TradeOfCompany = "[trade of a company]",
    /// What stands behind a surname: "Jr", "OBE". See [`follows_name`].
    FollowsName = "[follows a name]",
    /// Who reports, as datelines name them: "Reuters".
    NewsAgency = "[news agency]",
    /// What publishes, and is mostly named beside: "newspaper".
    Outlet = "[outlet]",
    /// Names beside which a noun tells of another body: "the UN agency", "the Facebook group".
    OwnsOthers = "[owns others]",
    /// What newspapers are called for short: "Post".
    NameOfNewspaper = "[name of a newspaper]",
    /// Who is somebody's, but for one relative: "lawyer", "parents".
    Companion = "[companion]",
    /// Other relatives than the next four: "uncle".
    OtherKin = "[other kin]",
    /// Relatives who are older: "mother".
    OlderKin = "[older kin]",
    /// Those who are younger: "son".
    YoungerKin = "[younger kin]",
    /// Those who are not grown up: "baby".
    Child = "[child]",
    /// "brother".
    Sibling = "[sibling]",
    /// Those who are married, or live together: "wife".
    Spouse = "[spouse]",
    /// Words by which a marriage is told.
    Weds = "[weds]",
    /// Participles behind which a name tells who is meant: "a man called Lee".
    Names = "[names somebody]",
    /// Behind what a number does not count: "Year 6", "May 4".
    Numbered = "[numbered]",
    /// What is called a country though it is a part of one, or not all say so.
    CalledCountry = "[called country]",
    /// What one person holds alone, and of one body: "leader".
    ExclusivePost = "[exclusive post]",
    /// Further nouns for who is at the head of a body.
    HeadOfBody = "[head of a body]",
    /// What somebody is for one person: "lawyer".
    WorksForOne = "[works for one]",
    /// An office that its holder is called by at least once: "commissioner".
    CalledByOffice = "[called by office]",
    /// Nouns of trades that somebody who is called so was told to have: "judge".
    TradeIsTold = "[trade is told]",
    /// What has many names, so that another role may be the same: "official", "congressman".
    RoleByManyNames = "[role by many names]",
    /// Trades, by the words that tell of one: "judge".
    OfTheCourt = "[of the court]",
    /// "lawyer"
    OfTheLaw = "[of the law]",
    /// "surgeon"
    OfMedicine = "[of medicine]",
    /// "detective"
    OfThePolice = "[of the police]",
    /// "referee"
    OfTheGame = "[of the game]",
    /// "editor"
    OfThePress = "[of the press]",
    /// Whom the police or a court tell of: "suspect".
    SubjectOfReport = "[subject of a report]",
    /// Those who tell of them: "prosecutor".
    ReportsOnOthers = "[reports on others]",
    /// Two people as one: "couple".
    TwoOfThem = "[two of them]",
    /// What two or both of them may be: "leaders".
    TwoAreCalled = "[two people are called]",
    /// Roles of those who are no spokespeople.
    SpeaksForItself = "[speaks for itself]",
    /// What tells that somebody is not named: "anonymous".
    WithoutName = "[without a name]",
    /// Roles that are written in capitals: "CEO". See [`is_role_in_capitals`].
    RoleInCapitals = "[role in capitals]",
    /// Words of which lines are labelled that nobody says: "READ MORE:", "In pictures:".
    LabelOfNobody = "[label of nobody]",
    /// Words of which lines are labelled that link to another article: "RELATED:", "READ MORE:".
    LabelOfLink = "[label of link]",
    /// Verbs that what stands between marks right behind them is the name of something by: "an app called “Hush”".
    NamesAThing = "[names a thing]",
    /// Verbs of praise and blame: what stands behind them is no statement: "praised the deal".
    Judges = "[judges]",
    /// Verbs that tell an event unless a clause stands behind them: "agreed a deal", "added a room".
    NeedsClause = "[needs clause]",
    /// "claimed".
    Claims = "[claims]",
    /// Small words within names: "of".
    JoinsInName = "[joins in a name]",
    /// What somebody who claims it wins: "claimed silver".
    Won = "[won]",
    /// Verbs that what is talked about stands behind: "asked about the deal".
    TalksAbout = "[talks about]",
    /// Verbs whose hearer is told to do something: "urged residents to leave".
    MovesHearer = "[moves hearer]",
    /// Participles whose subject is told something in the passive: "was told".
    HearsInPassive = "[hears in a passive]",
    /// What somebody has one of, and so is the same each time: "her office", "his lawyers".
    OneOfEach = "[one of each]",
    /// Verbs of gestures: "nodded".
    Gestures = "[gestures]",
    /// Abbreviations of things, offices and honours, which name no organization or place, without the "s" of several: "DNA", "GP".
    AbbreviationOfAThing = "[abbreviation of a thing]",
    /// Members of parties that many countries have: "the Greens" are no German Greens.
    Partisans = "[partisans]",
    /// What tells that somebody is another than who was told of before: "a rival charity".
    Another = "[another]",
    /// What tells that somebody held an office before: "a former minister".
    Former = "[former]",
    /// What tells how many of them are meant, or that others are: "several", "other".
    TellsHowMany = "[tells how many]",
    /// What may stand before a cue: "later said".
    BeforeCue = "[before a cue]",
    /// What takes back a verb: "never said".
    Never = "[never]",
    /// Nouns that tell how many there are of the next one: "hundreds of drivers".
    Quantities = "[quantities]",
    /// What joins a clause to the one behind it: "while Lee said it rained, Ann went home".
    Subordinates = "[subordinates]",
    /// The last words of what links a sentence with the one before: "as a result", "in which".
    EndsLink = "[ends a link]",
    /// What somebody does not do who says no more: "without giving details".
    SaysNoMore = "[says no more]",
    /// Things that may say something themselves, though no documents: "the campaign urged people to vote".
    MaySpeak = "[may speak]",
    /// Participles that tell that somebody was asked to speak: "was asked but declined to comment".
    IsAsked = "[is asked]",
    /// Verbs by which one tells what another has said: "quoted Lee as saying".
    Quotes = "[quotes]",
    /// Verbs by which somebody says that something is not so: "denied the charge".
    SaysNotSo = "[says not so]",
    /// What is asked for and may be denied: "denied a request".
    Grantable = "[grantable]",
    /// What one threatens to do on purpose: "to leave"; a team threatens to score.
    ThreatenedDeed = "[threatened deed]",
    /// Whom or what one calls for that shall come ("an ambulance", "treatment"), and "time" of "for the second time".
    CalledToCome = "[called to come]",
    /// What begins a clause that is only supposed, asked or negated: "if", "who", "neither".
    Supposes = "[supposes]",
    /// What is given by those who say more: "details".
    Detail = "[detail]",
    /// By what somebody speaks, and where: "in an interview", "on Twitter".
    Medium = "[medium]",
    /// Verbs of saying what one will do to others: "threatened to leave".
    Threatens = "[threatens]",
    /// Verbs of asking for something, or for pardon: "called for calm".
    PleadsFor = "[pleads for]",
    /// Verbs of saying who has done wrong: "accused the firm of fraud".
    Accuses = "[accuses]",
    /// Verbs of not taking what is claimed or offered: "rejected the claim as “absurd”".
    Rejects = "[rejects]",
    /// What points at what was told before: "this suggests that".
    PointsAtEvent = "[points at what happened]",
    /// Who speaks in a clause that is only supposed: "whenever someone says".
    SupposedSpeaker = "[supposed speaker]",
    /// What is called by telephone: "called her home number".
    Telephone = "[telephone]",
    /// What is told and says nothing by that: "told its own tale".
    Tale = "[tale]",
    /// Verbs of describing: "described her love of mangos".
    Describes = "[describes]",
    /// Participles behind which a title stands, with a comma or without: "a piece entitled, “Why?”".
    GivesTitle = "[gives title]",
    /// Nouns that look like verbs of speech before "of": "estimates of how many".
    Estimate = "[estimate]",
    /// Verbs of calling to somebody in a loud voice: "yelled at her to leave".
    Shouts = "[shouts]",
    /// What is denied: "denying the charges".
    Accusation = "[accusation]",
    /// Verbs of getting what others have written: "received letters accusing her".
    Receives = "[receives]",
    /// "wrote reports on"
    Writes = "[writes]",
    /// What is said by nobody who could not or would not: "was unable to say".
    FailsToSay = "[fails to say]",
    /// What finds out what people think or how many there are: "polls".
    Finds = "[finds]",
    /// Verbs by which what happens speaks for something: "the attack underlines the threat".
    BearsOut = "[bears out]",
    /// What is evidence and no words: "the rate shows".
    IsEvidence = "[is evidence]",
    /// Verbs by which documents tell what is so: "the figures show".
    Shows = "[shows]",
    /// Verbs that need no preposition: what "said of", "wrote to" goes on with is no part of the cue.
    SaysByItself = "[says by itself]",
    /// What tells of what, to whom or where is spoken: "of", "to".
    BeginsTopic = "[begins a topic]",
    /// Adverbs of when behind a verb of speech: "then".
    AdverbBehindCue = "[adverb behind a cue]",
    /// What tells behind a cue where or when somebody spoke begins with it: "said in a statement".
    BeginsCircumstance = "[begins a circumstance]",
    /// What joins a verb to its complement and belongs to it: "called |for calm".
    JoinsComplement = "[joins complement]",
    /// "minister", "secretary"
    OfficeNoun = "[noun for an office]",
    /// "prime", "deputy"
    OfficeRank = "[rank of an office]",
    /// What an office is for: "foreign", "finance".
    OfficeField = "[field of an office]",
    /// What no organization is called whose name or description does not tell so: "court", "ministry".
    InstitutionToldByNoun = "[institution told by its noun]",
    /// Which part of a country, before its name: "eastern Algeria".
    PartOfCountry = "[part of a country]",
    /// The first words of answers: "well".
    BeginsReply = "[begins a reply]",
    /// Titles of those who ask in a hearing, and do not answer: "Justice".
    Presides = "[presides]",
    /// What is said to a bench: "the argument of Ann Lee".
    Plea = "[plea]",
    /// What is told in the first person: "speech".
    ToldByAuthor = "[told by its author]",
    /// What tells whose something is: "her".
    Possessive = "[possessive]",
    /// What may be called by another noun, too: the Treasury is "the department".
    OtherInstitution = "[other institution]",
    /// Other bodies that are no institutions: "club".
    OtherBody = "[other body]",
    /// What stands behind "CCTV", unless that is a broadcaster: "footage".
    MadeByCameras = "[made by cameras]",
    /// Verbs whose complement says who the subject is: "became", "was elected".
    SaysWhoItIs = "[says who it is]",
    /// What no name that follows tells more of: "the government". The other nouns for organizations may be told first and named later.
    NotIntroduced = "[not introduced]",
    /// Who oversees something: "watchdog".
    Authority = "[authority]",
    /// What stands in the names of such.
    NameOfAuthority = "[name of an authority]",
    /// Who speaks up for something: "charity", "union".
    Advocates = "[advocates]",
    /// What stands in the names of such.
    NameOfAdvocates = "[name of advocates]",
    /// Who speaks for another.
    Spokesperson = "[spokesperson]",
    /// What the "it" that stands for nothing is said to be: "it is likely that".
    ImpersonalAdjective = "[impersonal adjective]",
    /// What is done about it: "it was reported".
    ImpersonalParticiple = "[impersonal participle]",
    /// Verbs before it: "makes it hard to".
    TakesImpersonalObject = "[takes an impersonal object]",
    /// What the "it" that stands for nothing is, with its article: "it is a shame that".
    ImpersonalNoun = "[impersonal noun]",
    /// Who says "we" for the body they belong to: "spokesman".
    SpeaksForABody = "[speaks for a body]",
    /// Who is quoted without a name, and told of again as "the source".
    QuotedWithoutName = "[quoted without name]",
    /// Who is quoted without a name: "source".
    Unnamed = "[unnamed]",
    /// What closes the names of authorities that serve the place they are named after: "Administration".
    LocalAuthority = "[local authority]",
    /// What stands behind the name of a place that an authority serves: "Independence Police Department".
    ServesAPlace = "[serves a place]",
    /// Words of such names that are places, too, somewhere on earth: "Eastern".
    QualityOfAuthority = "[quality of an authority]",
    /// What local news in the United States is told with: "sheriff".
    AmericanLocalNews = "[american local news]",
    /// What local news in Britain is told with: "councillor".
    BritishLocalNews = "[british local news]",
    /// "villages", "towns"
    Settlements = "[settlements]",
    /// Companies and other bodies that the text mostly names: "airline", "charity".
    Company = "[company]",
    /// Nouns behind which its owner is often named: "the company Lee owns".
    OwnedByPeople = "[owned by people]",
    /// Those of them that people are, too: "producer".
    MakerOrPerson = "[maker or person]",
    /// What stands before "of" and the name of a place that is one: "city".
    NamedPlace = "[named place]",
    /// What opens the clause that such an "it" stands for: "that", "to".
    OpensImpersonalClause = "[opens an impersonal clause]",
    /// What stands before it in a clause without one: "whenever it is possible".
    OpensCondition = "[opens a condition]",
    /// What a clause begins with that is said: "that", "whether".
    OpensClause = "[opens a clause]",
    /// What only points to what is said: "so", "this".
    PointsToContent = "[points to a content]",
    /// What behind the name of a body makes it the name of a part of it or of something else: "Senate Committee", "Acme Awards".
    BehindBody = "[behind the name of a body]",
    /// Titles and peoples that may be taken into the name they stand before: "Welshman Tom Vance".
    TitleInName = "[title in a name]",
    /// Titles that lead a name and are other words or names elsewhere: "Canon".
    LeadsName = "[leads a name]",
    /// "first".
    Ordinal = "[ordinal]",
    /// What names the words of somebody: "a quote from Ada Okafor:".
    SomebodysWords = "[somebodys words]",
    /// "Earl", "Duchess".
    RankOfPeer = "[rank of a peer]",
    /// What has a title and is named beside it: "film".
    KindOfWork = "[kind of work]",
    /// The last words of names of shows: "Tonight".
    EndsShow = "[ends the name of a show]",
    /// The last words of names of clubs: "Rovers".
    EndsClub = "[ends the name of a club]",
    /// Who plays for a club: "striker".
    PlaysForClub = "[plays for a club]",
    /// What companies have, and hardly anybody else: "shareholders".
    BelongsToCompany = "[belongs to a company]",
    /// Who leads a company: "founder".
    LeadsCompany = "[leads a company]",
    /// What a company, "it", says that it will do: "sell".
    CompanyWillDo = "[company will do]",
    /// What companies do: "sells".
    CompanyDoes = "[company does]",
    /// Whom and what only a place has: "residents".
    OfPlace = "[people of a place]",
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

/// Whether `word` tells how many of them are meant, or that others are: "several", "hundreds", "other".
pub fn tells_how_many(word: &str) -> bool {
    is_any_of(&[WordClass::TellsHowMany, WordClass::Quantities], word)
}

/// Whether `word` is one of any of the classes.
pub fn is_any_of(classes: &[WordClass], word: &str) -> bool {
    classes.iter().any(|class| is_one_of(*class, word))
}

/// Whether `word` is one of a class.
pub fn is_one_of(class: WordClass, word: &str) -> bool {
    lower_case(word, |word| WORDS.get(class as usize).is_some_and(|words| words.contains(word)))
}

/// The words of each class, in the order of [`WordClass`].
static WORDS: LazyLock<Vec<FxHashSet<&'static str>>> = LazyLock::new(|| {
    let mut table: Vec<FxHashSet<&'static str>> = Vec::new();
    let mut class = 0;
    for line in lines(include_str!("../../data/lexicons/words.txt")) {
        if let Some(named) = section(line) {
            class = named as usize;
            table.resize_with(table.len().max(class + 1), FxHashSet::default);
        } else if let Some(words) = table.get_mut(class) {
            words.extend(line.split(' '));
        }
    }
    table
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_heading_is_that_of_a_class_with_words() {
        let headings = lines(include_str!("../../data/lexicons/words.txt")).filter(|line| line.starts_with('['));
        for heading in headings {
            let class = section(heading).unwrap_or_else(|| panic!("{heading} is no class"));
            assert!(WORDS.get(class as usize).is_some_and(|words| !words.is_empty()), "{heading}");
        }
        assert!(WORDS.iter().flatten().all(|word| !word.is_empty() && !word.starts_with('[')));
    }
}
