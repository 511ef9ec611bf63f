//! Rules of names, of quotations and of who is meant that are no part of a fitted model. Each can be switched off, for the whole process,
//! to tell what it is worth: `cargo xtask evaluate --without rules`.

use std::sync::atomic::{AtomicUsize, Ordering};

macro_rules! rules {
    ($($(#[doc = $doc:literal])* $name:ident,)*) => {
        /// A rule.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Rule { $($(#[doc = $doc])* $name,)* }

        impl Rule {
            /// All of them.
            pub const ALL: &[Rule] = &[$(Rule::$name,)*];
        }
    };
}

rules! {
    /// "the head of the Port Authority Ann Lee" is Ann Lee.
    NamedBehindDescription,
    /// "the Yonhap news agency", "Forbes magazine" are Yonhap and Forbes.
    NamedWithNoun,
    /// "the MEC" is a person.
    RoleInCapitals,
    /// A surname that differs in one letter is that of the same person.
    Misspelt,
    /// "Coal, Iron and Steel (CIS)": what stands in brackets behind an organization is its short name; its letters tell where the name
    /// begins.
    BracketedAcronym,
    /// All names of a country are one name.
    CountryNames,
    /// "ISIS" is Islamic State, "the Justice Department" the Department of Justice, "the Post" the Washington Post.
    OtherNames,
    /// "Guo Meiling, better known as Guo Meimei": one person.
    KnownAs,
    /// "ICE" is US Immigration and Customs Enforcement, "D&L" is Dorne & Lund, "CNPC" is no CNPC Russia.
    LongForms,
    /// "the Senate" is not the Senate Judiciary Committee.
    PartsOfBodies,
    /// "Acme", named before, is not Acme China, and the Democratic Party not that of Ohio.
    Branches,
    /// "the Cowboys" are the Dallas Cowboys, "the Federal Reserve" is the US Federal Reserve.
    PlaceLeftOut,
    /// "Pa." is Pennsylvania, Peking is Beijing.
    PlaceNames,
    /// "Moraine, Ohio", "Hull v Leeds", and "Acme and Vandor" where both are named elsewhere, are two names each.
    TwoApart,
    /// "GPs", "DNA": abbreviations of things are no organizations.
    AbbreviationsOfThings,
    /// "residents" and "Residents" who speak are one entity, and so is "the inquest" twice.
    SameWords,
    /// "@Jim_Lund" and "#JimLund" are Jim Lund.
    Handles,
    /// "State of Qatar" is Qatar.
    StateOfCountry,
    /// "the Environment Ministry" is that of Kinshasa, if the text names no other.
    ShortTitles,
    /// "the NFT" is one of the NFTs: an organization or thing in singular and plural is one entity.
    Number,
    /// "Solara" is Solara Energy.
    TradeLeftOut,
    /// What is named like a country, a capital or a state is a place.
    KnownPlace,
    /// "Chad said on Monday": what a country, a capital or a state is called and stands before a verb, or in capitals, is a place.
    PlaceActs,
    /// "City", "North" alone are no places.
    PartsOfPlaces,
    /// "MOBILE, Ala. —": names of a dateline are places.
    Datelines,
    /// "Ann Dorn (SWE)": Sweden.
    CountryCodes,
    /// "Dalton boss Ann Lee": Dalton is no person.
    TeamBeside,
    /// "Tarn's Directorate of Culture" are two names.
    OwnersApart,
    /// "Clark County Fire Department" tells of Clark County.
    PlaceOfAuthority,
    /// What is named like an organization that is known everywhere is one.
    KnownOrganization,
    /// "Ann Okafor" within a sentence is a person.
    FullNames,
    /// In "Springfield, MA" and "Tyler, Texas," there are two places.
    TownsAndStates,
    /// "nine percent said so; 47 percent said": they are not the same.
    SharesDiffer,
    /// "ann@example.com" is nobody, "US$ 5" no country.
    AddressesAreNoNames,
    /// "John “Tig” Tiegen", "Shanghai Jahwa (Group) Co": brackets and marks in a name have their other half.
    NamesHoldMarks,
    /// "Dorne & Lund" is a firm.
    FirmsOfTwo,
    /// "the conservative Freedom Caucus": adjectives are no part of an organization's name.
    WithoutAdjectives,
    /// "(D-Calif.)", "(Con)" are nobody.
    PartyTags,
    /// "MC: It is.": initials that label turns are the person whose they are.
    LabelInitials,
    /// "Don Vance", "Earl Vance", "Dean Vance" are names without a title.
    FirstNamesAreNoTitles,
    /// "the Ohio Republican" is somebody.
    PartisansAreTold,
    /// "the Earl of Marlow" is a person, as is Lord Marlow.
    Peers,
    /// "the House" is the House of Lords, if the text names no other chamber.
    TheHouse,
    /// "Vandor CEO Ann Lee": Vandor is an organization.
    CompanyBeside,
    /// "the mayor of Penford": Penford is a place.
    PeopleOfPlace,
    /// The film “Ann Lee” and "Ann Lee Tonight" are nobody.
    WorksAreThings,
    /// "Lund v. Vance" is a case, and nobody.
    CasesAreThings,
    /// "Cookbooks are popular", "Ann Lee, MD", "until Halloween": these words name nobody.
    WordsAreNoNames,
    /// "HMS Marlow", "Airbus A320" are nobody.
    VesselsAreThings,
    /// "J.C. Marlow" is Marlow, who is a person.
    InitialsArePeople,
    /// "Leonard and Philip Lund": Leonard is Leonard Lund.
    SharedSurnames,
    /// "Salinas" is Ada Salinas Vega.
    FirstOfTwoSurnames,
    /// "Penford Rovers" are an organization.
    Clubs,
    /// "the French said": a group.
    PeopleAsOne,
    /// Short names in capitals that the reader did not take for names.
    MissedAcronym,
    /// Surnames and full names of people whom the text names elsewhere, that the reader did not take for names.
    MissedPerson,
    /// A surname is a person's name.
    SurnameIsPerson,
    /// "the newspaper La Tribune" is an organization.
    KindOfNoun,
    /// Hospitals and police stations are organizations; so is "Dora Cole Productions".
    EndsLikeOrganization,
    /// "villages including Tarn and Uske" are places.
    NamedVillages,
    /// "Okafor's lawyer" is nobody who was not called a lawyer.
    OwnersAreTold,
    /// "the widow of Okafor" is not Okafor.
    ComplementIsAnother,
    /// "the city of Penford" is Penford.
    PlacesOfAKind,
    /// "the Northeast" and "Earth" are no towns, "Tarn Island" is no town called Tarn.
    RegionsAreNoTowns,
    /// "New York" is the city, unless the text tells that it is the state.
    CityBeforeState,
    /// "northern Mali" is shown as a region.
    PartsAreRegions,
    /// "it said" is nothing that never spoke, where a body spoke right before.
    ThingsAreSilent,
    /// "people in Northgate" are not Northgate.
    BeforePreposition,
    /// "Lee met the mayor": the mayor is not Lee; "Lee told him": neither is he.
    ObjectIsAnother,
    /// "#SaveOurRiver": no pronoun means a hashtag.
    HashtagsSayNothing,
    /// "That suggests", "they" of whom nothing is told: nobody is shown.
    PronounsAreNoNames,
    /// "a number of analysts", "half of teachers" are people.
    SharesAreGroups,
    /// "The co-pilot was Ann Lee": she is the co-pilot.
    NamedBehindIs,
    /// A document is no name that it was not called by.
    DocumentsAreTold,
    /// "a man called Tom Vance" is Tom Vance.
    NameGiven,
    /// "a report last week by the bank", "figures released recently": the head stands before the time and the participle.
    HeadBeforeTime,
    /// "some", "another" alone are somebody.
    StandsAlone,
    /// "a law that says": the law says so.
    RelativeThat,
    /// "Ann Lee, an engineer at Acme, who": "who" is Ann Lee.
    WhoIsSomebody,
    /// "WHO" is no pronoun.
    CapitalsAreNames,
    /// "The minister, who left", said something, not "who left".
    SourceKeepsClause,
    /// "said Lavrov on Monday", "said Lee, while": a source does not end with what joins it to the next phrase.
    SourceEndsWithWord,
    /// A source ends before the time of speaking, and with its relative clause.
    SourceEdges,
    /// “We stay,” Ada Okafor, a nurse.
    BareNames,
    /// "the World Food Programme (WFP)": brackets of a source or a content are closed.
    BracketIsClosed,
    /// "the French government" is neither a government without a name nor a court.
    OtherName,
    /// "the Turkish president" is nobody who is called Dutch.
    OtherCountry,
    /// "the foreign minister" is nobody who is called prime minister.
    OtherOffice,
    /// "the judge told Bell", "the coach said Bell would play": neither is Bell.
    HearerIsAnother,
    /// "The minister left. Detective Ann Lee said so": the minister is not Lee.
    NamedWithOtherRole,
    /// "Ann Lee died. The coroner said so": the coroner is not Lee, who was not called one.
    TradesAreTold,
    /// "her father" is nobody who was not called so.
    RelativesAreTold,
    /// "the suspect" is not the judge, "the baby" not the minister, "the statement" nobody.
    OtherRole,
    /// "the Lind Party leader" is nobody who is called leader of another party.
    OtherBody,
    /// "100 shops" are not "three shops", and "the 27-year-old" is nobody who is 23.
    OtherNumber,
    /// "the country" is no town, and "the world" nothing that has another name.
    KindOfPlace,
    /// "the government", "the company" are no organization whose name tells that it is something else, nor one that is only named behind.
    OtherInstitution,
    /// “He lost,” said Lee; "Lee said the minister had lost": neither is Lee.
    SpeakerIsNotTold,
    /// "A teacher said so. Ann Lee, 42, said", "A charity said so. Acme Aid said": who is told of first and named later is one.
    NamedLater,
    /// "it is likely that": "it" is nothing.
    ExpletiveIt,
    /// "the German army and its guns": "its" is not "German".
    PeoplesAreAdjectives,
    /// "Okafor's office" is not Lee's, and "her office" twice is one.
    OwnersDiffer,
    /// "Okafor’s lawyer" is shown for "her lawyer".
    OwnerShown,
    /// "the couple", "both men" are the two who were told of together.
    TwoTogether,
    /// "Ann Lee met Mr Vance. He left": Vance.
    FirstNamesDiffer,
    /// "She said he was late": "he" is another than "she".
    GendersDiffer,
    /// "Lee and her colleagues", "Norway and Chad", "the ministers, Lee and Vance" speak together.
    SpeakTogether,
    /// "The fire, according to Lee, began in the attic": both halves are said.
    BothHalves,
    /// "If it rains, Lee said, the port is shut": what stands before the subject is said, too.
    FrontedIsSaid,
    /// "The key, says Lee, is the dam": the source ends before the verb.
    SourceBeforeVerb,
    /// "The mayor also said:" and, below it, lines without marks: they are what was said.
    ListedLines,
    /// "Mira and Theo told their mother": both are the source.
    FirstOfTwo,
    /// “A,” said Lee. “B.”: what stands between marks behind the sentence that tells who speaks goes on.
    MarksGoOn,
    /// “A. “B,” said Lee: what stands between marks that are opened again before they are closed is one quotation.
    MarksAreOne,
    /// "RELATED: Mayor says bridge is shut": nobody says what a link tells.
    LinksSayNothing,
    /// "Ferry will be late - minister": the minister says so.
    SignedHeadlines,
    /// "an app called “Hush”": nobody says its name.
    NamesInMarks,
    /// "called |for calm": the preposition behind a cue is said.
    ComplementKeepsPreposition,
    /// "However, |the deal is off, Lee said": what links a sentence with the one before is the narrator's.
    LinkIsNarrators,
    /// "urged residents |to leave": the hearer is not said.
    HearerIsNotSaid,
    /// "also said in a statement": the cue is "said".
    CueIsVerb,
    /// "shrugged", “Stay.” Lee nodded.: gestures say nothing but what stands between marks beside them.
    GesturesSayNothing,
    /// “Is it deep?” “No,” she said.: who answers has not asked.
    QuestionsStandApart,
    /// "Q: Why? A: Because." in one line, "14:32 Ann Lee: …": turns and entries within lines.
    TurnsInLines,
    /// "We stay. — Ada Okafor (@okafor) March 3, 2021": a post.
    Posts,
    /// "praised the deal": praise and blame are no statements.
    JudgementsSayNothing,
    /// "described as “reckless” by Ann Lee" is said by her.
    CalledBy,
    /// "agreed to leave", "agreed a deal", "added a room": events.
    EventsSayNothing,
    /// "the rate shows that", "the attack underlines": things say nothing.
    EvidenceSaysNothing,
    /// "This suggests that", "Let's say", "whenever someone says": what follows from what happened, and what is only supposed, is said by
    /// nobody.
    SupposedIsUnsaid,
    /// "told its own tale", "described her love of mangos": verbs of speech in another sense.
    OtherSense,
    /// "Lee said he left, court papers say": the last clause tells who says all before it.
    ClosingSpeaker,
    /// "The claim that |it is safe| is wrong": the verb behind the clause is the narrator's.
    VerbBehindClause,
    /// "a record 12%, Lee said, |down from 20%|": a content goes on behind what stands in between.
    GoesOnBehind,
    /// "was advised by the bank to wait", "threatening to sue".
    ToldPlainly,
    /// "Sailors who use charts for planning say": not the planning.
    SourceOfClause,
    /// "asked about the deal": what is talked about is not said.
    TopicsSayNothing,
    /// "Lee denied |it was a “crisis”": the clause that holds the marks is said.
    ClauseHoldsMarks,
    /// A whole sentence between marks that begins a paragraph is said.
    OpensParagraph,
    /// "While Lee said |it rained|, Ann went home": the main clause is the narrator's.
    MainClauseIsNarrators,
    /// "Lee said it rained|, without giving details": that is the narrator's.
    RemarkIsNarrators,
    /// “We stay,” said Lee, a farmer, “and we pay”: the source ends before the marks.
    SourceBeforeMarks,
    /// "Lee, who said |it rained|, was jailed": the main verb is the narrator's.
    MainVerbIsNarrators,
    /// "Lee said “we stay” |and left": what stands behind marks and goes on with what happened is the narrator's.
    NarrationBehindMarks,
    /// "“We stay,” Lee said, according to Theo": Lee's words.
    FirstSpeaker,
    /// "Lee quoted Theo as saying it rained": Theo says so.
    QuotedSpeaks,
    /// "LEE: “We stay.”" and a paragraph without marks: that is no part of the turn.
    TurnsInMarks,
    /// "Lee denied theft |and was fined", "said the port was shut |and urged people to leave": other predicates of his.
    SecondPredicate,
    /// "called on |Lee to leave": whom one calls on is said.
    CalledOnIsSaid,
    /// "Lee denies the charge", "Figures show the port is shut": what is plainly told is said.
    PlainlyTold,
    /// “Stay!” Lee said with a smile; Lee laughed and said, “No,” before she left: all between marks, beside a subject and its verb.
    DirectSpeech,
    /// "GOALKEEPERS: Ricardo Canales" is no turn.
    TurnsAreSaid,
    /// "Ann Lee was furious. “We lost.”": the subject of the sentence before speaks.
    SubjectSpeaks,
    /// "Meanwhile, Lee is hopeful." and, below it, “We won.”: the only person of the paragraph before speaks.
    OnlyPersonSpeaks,
    /// Who is quoted before the first question answers an interview.
    QuotedAnswers,
}

/// The place of the rule that is switched off among [`Rule::ALL`], if one is.
static OFF: AtomicUsize = AtomicUsize::new(usize::MAX);

impl Rule {
    /// Whether it is in force.
    pub fn holds(self) -> bool {
        OFF.load(Ordering::Relaxed) != self as usize
    }

    /// What `work` gives without this rule; not for two threads at once.
    pub fn without<R>(self, work: impl FnOnce() -> R) -> R {
        OFF.store(self as usize, Ordering::Relaxed);
        let result = work();
        OFF.store(usize::MAX, Ordering::Relaxed);
        result
    }
}
