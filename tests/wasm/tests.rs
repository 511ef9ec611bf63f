//! What the page calls, run as WebAssembly in Node: `cargo xtask test` starts it.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn annotates_text_from_javascript() {
    let found = whosaid::web::annotate("“Nobody came, \u{1F600}” said Ann Lee.").unwrap();
    let found: Vec<Vec<String>> = serde_wasm_bindgen::from_value(found).unwrap();
    assert_eq!(found, [["Nobody came, \u{1F600}"]]);
}
