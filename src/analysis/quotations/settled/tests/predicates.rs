//! Where another predicate of the one who speaks begins.

use super::*;

#[test]
fn where_another_predicate_begins() {
    check(&[
        "Lee [said/v] |the train was/v late< and warned/v that it rains/v|.",
        "Lee [denied/v] |theft< and was/v fined/v on Monday|.",
        "Lee [denied/v] |taking the money<, but was/v fined/v on Monday|.",
        "Lee [announced/v] |an inquiry< and suspended/v the officials|.",
        "Lee [said/v] |rates would rise/v< and warned/v that it rains/v|.",
        "Lee [said/v] |he was late< and promised/v to pay/v|.",
        "Lee [said/v] |he was late and told/v his son to pay/v|.",
        "Lee [called/v] |it “a joke”< and left/v|.",
        "Lee [called/v] |it “a joke” and “a shame|”.",
        "Lee [promised/v] |refunds and improved service|.",
        "Lee [promised/v] |streets without cars and lined/v with trees|.",
        "Lee [said/v] |the campaign was/v racist and urged/v people to hate/v|.",
        "Lee [said/v] |he was/v sorry and left/v the room|.",
        "Lee [said/v] |people were/v late and warned/v that it rains/v|.",
        "Lee [said/v] |people left/v and urged/v others to leave/v|.",
    ]);
}
