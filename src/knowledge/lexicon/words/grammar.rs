//! Classes of words that join and begin phrases and clauses.

classes! {
    /// What begins, joins and ends phrases and clauses, each a section of `grammar.txt`.
    Grammar in "../../../data/lexicons/grammar.txt";
    /// What an adverbial before the main clause begins with: "after the vote, ..".
    OpensFronted = "[opens a fronted adverbial]",
    /// What may stand before an article or an owner: "all the ministers".
    BeforeDeterminer = "[before a determiner]",
    /// What makes a passive besides "be": "got told".
    OtherPassive = "[other passive]",
    /// What an indirect question begins with: "told him why".
    Asks = "[asks]",
    /// What stands before a day: "late Monday".
    BeginsTime = "[begins a time]",
    /// What has one before it: "last week".
    SpanOfTime = "[span of time]",
    /// What stands behind a day: "Monday morning".
    PartOfDay = "[part of a day]",
    /// What behind the comma of a name begins no description: "Lee, but ..".
    NoDescription = "[begins no description]",
    /// What joins to a noun what it is of: "the chair of the board".
    BeginsComplement = "[begins a complement]",
    /// Pronouns that are nothing but subjects: "he".
    SubjectOnly = "[subject only]",
    /// What joins a clause, though it may be read as a preposition: "as".
    JoinsClause = "[joins a clause]",
    /// What "as if" stands behind: "it looks as if".
    Seems = "[seems to the senses]",
    /// Verbs besides "be" behind which an adjective says what the subject is.
    LinksAdjective = "[links an adjective]",
    /// What goes on behind "it is a shame".
    BehindImpersonalNoun = "[behind an impersonal noun]",
    /// Small words in the label of a turn: "the Duke of Tarn:".
    InLabel = "[in a label]",
    /// Small words in a dateline.
    InDateline = "[in a dateline]",
    /// "is", as a definition has it: "this is called".
    IsNow = "[is, in the present]",
    /// "in an interview", "on Twitter"
    LeadsToMedium = "[leads to a medium]",
    /// What a time behind it belongs to: "the data of last year".
    TakesTime = "[takes a time]",
    /// What stands for a thing or a clause, and speaks for nobody: "it".
    PointsToThing = "[points to a thing]",
    /// What a clause that tells when begins with: "as Lee left".
    BeginsWhen = "[begins a clause of when]",
    /// Pronouns of who speaks and who is spoken to: "my".
    SpeaksOrHears = "[speaks or hears]",
    /// What begins behind the name of who is quoted, and tells of what or where: "Ann Lee, on the port".
    TellsWhere = "[tells of what or where]",
    /// What joins a clause to the one before: "and we pay".
    GoesOn = "[goes on]",
    /// What makes "saying" no verb of its own: "quoted as saying".
    BeforeSaying = "[before saying]",
    /// "nobody"
    Nobody = "[nobody]",
    /// What a question behind "on" begins with: "told them on how".
    AsksAny = "[asks of anything]",
    /// What stands behind "so" that only points back: "said so again".
    BehindSo = "[behind so]",
    /// Who is nobody in particular: "what one calls".
    Anybody = "[anybody]",
    /// Auxiliaries of what is so, or was: "has said".
    TellsSo = "[tells so]",
    /// Pronouns that stand for people: "she".
    Somebody = "[somebody]",
    /// Auxiliaries that begin another predicate: "and was fined".
    BeginsPredicate = "[begins a predicate]",
    /// What stands before a noun that is no subject: "word from Lee, who".
    EndsSubject = "[ends a subject]",
    /// What joins that somebody says no more, or a verb to the subject of another: "but did not elaborate", "left and denies".
    TurnsRound = "[turns round]",
    /// Pronouns that tell that somebody is a person: "her".
    OfOnePerson = "[of one person]",
    /// "Board of Coal for the Northern Isles"
    BeforeArticleInName = "[before an article in a name]",
    /// What goes on behind a noun and tells more of it: "the head of the union".
    TellsMore = "[tells more of a noun]",
    /// What may stand between a noun and the name of what it tells of: "the firm, Acme", "the group calls itself Acme".
    LeadsToName = "[leads to a name]",
    /// What a description ends before: "a nurse, who left".
    EndsDescription = "[ends a description]",
    /// What tells that a head is a person: "head of the board".
    BehindHead = "[behind a head]",
    /// Behind what "the head" is a part of the body: "hit in the head".
    BeforeHead = "[before a head]",
    /// "are"
    PluralVerb = "[verb of several]",
    /// What joins the words of an office: "minister for trade and industry".
    InOffice = "[in an office]",
    /// What tells which two are meant: "the two men who left".
    TellsWhichTwo = "[tells which two]",
    /// What stands before another role of somebody: "also chair of the board".
    AddsRole = "[adds a role]",
    /// What ends the words of a source that may be a name: "the chair, who".
    TellsOn = "[tells on]",
    /// What joins those who are named together: "Lee and Vance".
    JoinsMembers = "[joins members]",
    /// Behind what a name tells who is meant: "gave her name as Ann".
    GivesName = "[gives a name]",
    /// What may stand behind the head of a source: "Lee himself".
    BehindNoun = "[behind a noun]",
    /// What stands for somebody without a noun: "others said".
    StandsAlone = "[stands alone]",
    /// What leads to another name of somebody: "also known as".
    OpensOtherName = "[opens another name]",
    /// What parts a name from one of somebody else.
    PartsNames = "[parts names]",
    /// Words of a name whose initials are left out of its short form.
    NoInitial = "[no initial]",
    /// "it would close"
    BeforePlan = "[before a plan]",
    /// "a village near Tarn"
    BeforeRegion = "[before a region]",
    /// What stands behind whom somebody calls: "Mr. Lee, could".
    AsksTheOther = "[asks the other]",
    /// What ends the nouns of a source: "of", "who".
    ClosesNounGroup = "[closes noun group]",
    /// What tells nothing of its noun: "former".
    ModifiesAnyNoun = "[modifies any noun]",
    /// Small words within names: "of".
    JoinsInName = "[joins in a name]",
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
    /// What begins a clause that is only supposed, asked or negated: "if", "who", "neither".
    Supposes = "[supposes]",
    /// What tells of what, to whom or where is spoken: "of", "to".
    BeginsTopic = "[begins a topic]",
    /// Adverbs of when behind a verb of speech: "then".
    AdverbBehindCue = "[adverb behind a cue]",
    /// What tells behind a cue where or when somebody spoke begins with it: "said in a statement".
    BeginsCircumstance = "[begins a circumstance]",
    /// What joins a verb to its complement and belongs to it: "called |for calm".
    JoinsComplement = "[joins complement]",
    /// What opens the clause that such an "it" stands for: "that", "to".
    OpensImpersonalClause = "[opens an impersonal clause]",
    /// What stands before it in a clause without one: "whenever it is possible".
    OpensCondition = "[opens a condition]",
    /// What a clause begins with that is said: "that", "whether".
    OpensClause = "[opens a clause]",
    /// What only points to what is said: "so", "this".
    PointsToContent = "[points to a content]",
    /// "first".
    Ordinal = "[ordinal]",
    /// What closes an age behind a name: "Ann Lee, 42, said".
    BehindAge = "[behind an age]",
    /// Pronouns that begin a clause without "that": "the man they call".
    SubjectOfClause = "[subject of a clause]",
    /// "her"
    OwnerOfThirdPerson = "[owner of the third person]",
    /// What an apostrophe stands before for letters that were left out: "’em".
    Clipped = "[clipped]",
    /// Adverbs between an auxiliary and a participle: "has later said".
    BeforeParticiple = "[before a participle]",
    /// What a clause begins with that a comma parts from what is said: "said it is late, while Ann left".
    BeginsSideClause = "[begins a side clause]",
    /// What tells where and when behind the verb that closes a sentence: ", Lee wrote |in a note|".
    BehindClosingVerb = "[behind a closing verb]",
    /// What no clause begins with that tells who says the sentence before it: ", which said".
    NoSpeaker = "[no speaker]",
    /// What a content goes on with behind who says it: "12%, Lee said, |down from 20%|".
    GoesOnBehind = "[goes on behind]",
    /// "is", "has", "can"
    VerbOfThePresent = "[verb of the present]",
}
