//! A tiny corpus written for this project trains in seconds, and always to the same bytes.

use std::path::Path;

use trainer::gradients::Dropout;
use trainer::training::{Plan, train};
use whosaid::reader::{Reader, RoleTag, weights};
use whosaid::text::segment;

/// The hash of what training gives. It is the same on every machine. Whoever changes the network, the training, the
/// features, or what lexicons and gazetteer say of the toy's words, writes down the new one.
const HASH: u64 = 11_412_434_069_972_535_118;

#[test]
fn the_toy_corpus_trains_to_the_same_bytes() {
    let plan = Plan {
        epochs: 60,
        seed: 3,
        channels: 32,
        dilations: vec![1, 2],
        words: 100,
        affixes: 100,
        rate: 0.01,
        dropout: Dropout { values: 0.1, words: 0.05, features: 0.0 },
        recase: 0.05,
        rename: 0.1,
        vectors: None,
        classes: 0,
        begin: None,
        without: None,
        model: "toy".to_owned(),
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("toy");
    let (bytes, log) = train(&folder, &plan, &[]).expect("the toy corpus is there");
    let reader = Reader::load(&bytes).expect("what training gives can be loaded");
    let text = "Jan Novak said the bridge would open in May.";
    let scores = reader.read(text, &segment(text));
    let inside = |rows: &[[f32; 3]]| -> Vec<usize> {
        (0..rows.len()).filter(|token| rows[*token][RoleTag::Outside as usize] < -0.7).collect()
    };
    assert_eq!(inside(&scores.attributions.sources), [0, 1], "{log}");
    assert_eq!(inside(&scores.attributions.contents), [3, 4, 5, 6, 7, 8], "{log}");
    assert_eq!(weights::checksum(&bytes), HASH, "{log}");
}
