//! Words that link a speaker with what is said: "said", "told", "called", "statement".

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// How a cue word takes what is said. A word may be of several kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CueKinds(u8);

impl CueKinds {
    /// Takes what is said as a clause or a quotation: "said", "wrote".
    pub const SAY: CueKinds = CueKinds(1);
    /// Names the hearer first: "told reporters that".
    pub const TELL: CueKinds = CueKinds(2);
    /// What is said describes its object: "called him a fool".
    pub const CALL: CueKinds = CueKinds(4);
    /// What is thought, not said aloud: "believes", "plans".
    pub const THINK: CueKinds = CueKinds(8);
    /// A noun: "statement", "claim".
    pub const NOUN: CueKinds = CueKinds(16);

    /// Whether the word is of kind `other`, or of one of them.
    pub fn has(self, other: CueKinds) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether the word is a verb of speech or writing.
    pub fn is_speech_verb(self) -> bool {
        self.has(CueKinds(CueKinds::SAY.0 | CueKinds::TELL.0 | CueKinds::CALL.0))
    }
}

static CUES: LazyLock<FxHashMap<&'static str, CueKinds>> = LazyLock::new(|| {
    let mut cues: FxHashMap<&str, CueKinds> = FxHashMap::default();
    for line in include_str!("../data/cues.tsv").lines().filter(|line| !line.starts_with('#')) {
        let mut columns = line.split('\t').skip(1);
        let kind = match columns.next() {
            Some("say") => CueKinds::SAY,
            Some("tell") => CueKinds::TELL,
            Some("call") => CueKinds::CALL,
            Some("think") => CueKinds::THINK,
            _ => CueKinds::NOUN,
        };
        for form in columns.next().unwrap_or_default().split(' ') {
            cues.entry(form).or_default().0 |= kind.0;
        }
    }
    cues
});

/// The kinds of cue that `word`, in small letters and in any of its forms, may be; none for most words.
pub fn cue_kinds(word: &str) -> CueKinds {
    CUES.get(word).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(word: &str, say: bool, tell: bool, think: bool, noun: bool) {
        let kinds = cue_kinds(word);
        let expect = (say, tell, think, noun);
        let found = (CueKinds::SAY, CueKinds::TELL, CueKinds::THINK, CueKinds::NOUN);
        assert_eq!((kinds.has(found.0), kinds.has(found.1), kinds.has(found.2), kinds.has(found.3)), expect, "{word}");
    }

    #[test]
    fn kinds_of_words() {
        check("said", true, false, false, false);
        check("told", false, true, false, false);
        check("believes", false, false, true, false);
        check("claims", true, false, false, true);
        check("table", false, false, false, false);
        assert!(cue_kinds("described").is_speech_verb() && !cue_kinds("hopes").is_speech_verb());
    }
}
