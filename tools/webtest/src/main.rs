//! Runs WebAssembly tests in Node: cargo's runner for `tests/wasm`, of exactly the version of wasm-bindgen that we use.

fn main() -> anyhow::Result<()> {
    wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(std::env::args_os())
}
