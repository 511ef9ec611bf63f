//! Classes of words about people, organizations, places and what is said.

classes! {
    /// Small classes of words, each a section of `words.txt`.
    WordClass in "../../../data/lexicons/words.txt";
    /// "yesterday", "Monday"
    TellsTheTime = "[tells the time]",
    /// "Theresa May"
    MonthAsSurname = "[month as surname]",
    /// "April Jones"
    MonthAsFirstName = "[month as first name]",
    /// What a place may be called without: "County".
    ClosesPlaceName = "[closes place name]",
    /// What a company may be called without: "Energy", "Airways".
    TradeOfCompany = "[trade of a company]",
    /// Who is nobody with a name that was not called so: "receptionist".
    NobodyTold = "[nobody told]",
    /// Sides of a country that are named by themselves: "Northeast".
    Side = "[side]",
    /// Beside the name of a state, and not of a city: "governor".
    StateOffice = "[state office]",
    /// What is not on the map: "Earth".
    Planet = "[planet]",
    /// Before "of" and people: "majority".
    HowMany = "[how many of them]",
    /// Degrees, which stand behind a name: "MD".
    Degree = "[degree]",
    /// What is written like a name and names nobody: "Halloween", "LOL".
    NamesNobody = "[names nobody]",
    /// Ends the name of a newspaper or a publisher: "Tribune".
    EndsPaper = "[ends the name of a paper]",
    /// What stands before the name of a ship: "HMS".
    Ship = "[ship]",
    /// Who makes aircraft, and what they are called by: "Airbus".
    MakesAircraft = "[makes aircraft]",
    /// What stands behind a surname: "Jr", "OBE". See [`super::follows_name`].
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
    /// Roles that are written in capitals: "CEO". See [`super::is_role_in_capitals`].
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
    /// What is told and says nothing by that: "told its own tale".
    Tale = "[tale]",
    /// Verbs of describing: "described her love of mangos".
    Describes = "[describes]",
    /// Participles behind which a title stands, with a comma or without: "a piece entitled, “Why?”".
    GivesTitle = "[gives title]",
    /// Nouns that look like verbs of speech before "of": "estimates of how many".
    Estimate = "[estimate]",
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
    /// What behind the name of a body makes it the name of a part of it or of something else: "Senate Committee", "Acme Awards".
    BehindBody = "[behind the name of a body]",
    /// Titles and peoples that may be taken into the name they stand before: "Welshman Tom Vance".
    TitleInName = "[title in a name]",
    /// Titles that lead a name and are other words or names elsewhere: "Canon".
    LeadsName = "[leads a name]",
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
    /// Titles that tell nothing of an office: "Mrs".
    FormOfAddress = "[form of address]",
    /// "DCI"
    PoliceRank = "[rank of the police in capitals]",
    /// Those of the labels of links that may stand alone: "WATCH:".
    LinksAlone = "[label of link alone]",
    /// What "on Sunday" or "Sunday" stands behind in the name of a newspaper.
    PaperOnSunday = "[has a paper on sunday]",
    /// Verbs behind which all of a paragraph is written: "tweets:".
    Writes = "[writes]",
    /// Who hears evidence: "the court heard that".
    HearsEvidence = "[hears evidence]",
    /// "p.m."
    HalfOfDay = "[half of a day]",
    /// The labels of questions and answers: "Q:".
    QuestionOrAnswer = "[question or answer]",
    /// What tells that a line is no name: "Photo by".
    Credits = "[credits somebody]",
    /// "Mon"
    ShortDay = "[day of three letters]",
    /// Verbs behind which a clause stands, whatever its verb looks like: "they say he plans it".
    TakesClause = "[takes a clause]",
    /// Verbs of the past that do not end in "ed": "said".
    IrregularPast = "[irregular past]",
    /// "giving", as in "without giving details"
    Giving = "[giving]",
    /// "give", as in "did not give details"
    Gives = "[gives]",
    /// What they do not give who say no more: "details".
    NotGiven = "[not given]",
    /// What stands before the name of a body and is no part of it: "state Department of Labor".
    LevelOfGovernment = "[level of government]",
    /// What begins names though it was written small: "royal Bank of Scotland".
    LostCapital = "[lost capital]",
    /// "Republican", before "Senate"
    AmericanParty = "[american party]",
    /// "St."
    Saint = "[saint]",
    /// What may be named after somebody: "Lincoln Center".
    HouseOfAuthority = "[house of an authority]",
    /// What a council is of: "Tarn District Council".
    LocalArea = "[local area]",
    /// "England and Wales Cricket Board"
    BodyOfTwoPlaces = "[body of two places]",
    /// What hardly is a place by itself: "Airport".
    InNamesOfPlaces = "[in the names of places]",
    /// "(Con)"
    PartyTag = "[party in brackets]",
    /// Who is named behind a team or a town: "Dalton boss Maria Estevez".
    RoleOfTeam = "[role of a team or town]",
    /// "Prince of Tarn Hospital"
    NamedAfterPeer = "[named after a peer]",
    /// "nation"
    NounForCountry = "[noun for a country]",
    /// "capital"
    NounForTown = "[noun for a town]",
    /// "gulf"
    NounForSea = "[noun for a sea]",
    /// What a country or an island is, though it is one as well: "the state of Israel".
    NamedBehindOf = "[named behind of]",
    /// "State of Qatar"
    StateOf = "[state of]",
    /// What a paper is told to be: "the tabloid".
    CalledNewspaper = "[called a newspaper]",
    /// "news agency"
    OfNews = "[of news]",
    /// Who is one of a people or a party, though the word is no adjective of it: "Spaniard".
    OneOfMany = "[one of a people or party]",
    /// "whose real name is"
    KindOfName = "[kind of name]",
    /// A body that is mostly named before what it is, and is no company: "the Likud party".
    NamedBefore = "[named before]",
    /// What a company may be called without, besides "Ltd".
    EndsCompany = "[ends the name of a company]",
    /// What stands before the name of a body that is called so without it as well.
    PlaceLeftOut = "[place left out]",
    /// "UK"
    WhereaboutsInCapitals = "[whereabouts in capitals]",
    /// "beat"
    WinsGame = "[wins a game]",
    /// What a show stands behind that is one: "the TV show".
    ShowOnAir = "[show on air]",
    /// "a company based in Tarn"
    IsToldOfCompany = "[told of a company]",
    /// "Vandor said it would close"
    CompanySays = "[company says]",
    /// "South American"
    PartOfContinent = "[part of a continent]",
    /// "parishes"
    County = "[county]",
    /// The first words of who takes the floor: "Okay, Mr. Lee".
    BeginsTurn = "[begins a turn]",
    /// "spoke with Jane Roe"
    Meets = "[meets for an interview]",
    /// What is not left out of the name of an office: "prime".
    AlwaysTold = "[always told]",
    /// Ranks below the one that the noun alone names.
    RankBelow = "[rank below]",
    /// Codes of countries that cities and parties have as well.
    DoubtfulCode = "[doubtful code]",
    /// Verbs of asking somebody for something: "asked for leave".
    AsksFor = "[asks for]",
    /// Before "to" and a verb: "more likely to say".
    Disposed = "[disposed]",
}
