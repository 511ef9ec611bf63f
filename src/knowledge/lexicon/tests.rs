use super::*;

#[test]
fn look_ups_ignore_case() {
    assert_eq!(first_name("SERGEY"), Some(Some(Gender::Male)));
    assert_eq!(first_name("Fatima"), Some(Some(Gender::Female)));
    assert_eq!(first_name("Jordan"), Some(None));
    assert_eq!(first_name("harbour"), None);
    assert_eq!(title("Mrs."), Some(Some(Gender::Female)));
    assert_eq!((unabbreviated("Gov."), unabbreviated("Governor"), unabbreviated("md")), (Some("governor"), None, None));
    assert_eq!(role("Spokesmen"), Some(Role { gender: Some(Gender::Male), plural: true }));
    assert_eq!(role("residents"), Some(Role { gender: None, plural: true }));
    assert_eq!(demonym("Russians"), Some("Russia"));
    assert!(is_organization("Ministry") && closes_company("Ltd."));
}

#[test]
fn words_are_short_and_in_small_letters() {
    let words = FIRST_NAMES.words().chain(TITLES.words()).chain(DEMONYMS.words()).chain(ORGANIZATIONS.words());
    for word in words.collect::<std::collections::BTreeSet<_>>() {
        assert!(word.len() <= list::LONGEST && word == word.to_lowercase(), "{word}");
    }
}
