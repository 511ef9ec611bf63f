//! `cargo xtask test`: everything, in one command.

use crate::wasm::Toolchain;
use anyhow::{Context, Result, bail, ensure};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

/// The oldest major version of Node.js that the tests run in.
const OLDEST_NODE: u32 = 20;

/// What is taken where Node.js is older.
const NODE_FROM_NPM: &str = "24.21.0";

#[derive(clap::Args)]
pub struct Args {
    /// Runs only the steps with this in their names, for example "readers" or "Chromium"
    #[arg(value_name = "STEP")]
    only: Option<String>,
}

/// Runs the tests: native, as WebAssembly in Node, other programs' readers of the formats, the page in Chromium; and
/// checks the types of the page's scripts where npm is there.
///
/// # Errors
/// At the first step that fails, and when something is missing that cannot be installed.
pub fn run(args: Args) -> Result<()> {
    let root = crate::root();
    let node = node(&root)?;
    let chromium = program(
        "CHROMIUM",
        &["chromium", "google-chrome", "google-chrome-stable", "chromium-browser"],
        &["chromium"],
        "Chromium or Chrome",
    )?;
    let chromedriver = program("CHROMEDRIVER", &["chromedriver"], &["chromium-driver"], "chromedriver")?;
    let toolchain = Toolchain::find(&root)?;
    let step = |name: &str, action: &dyn Fn() -> Result<()>| match &args.only {
        Some(only) if !name.contains(only) => Ok(()),
        _ => step(name, action),
    };

    step(&format!("WebAssembly in Node, compiled with {}", toolchain.name()), &|| {
        run_to_end(&mut cargo(&root, &["build", "-p", "webtest"]))?;
        let folder = std::env::current_exe()?;
        let runner = folder.with_file_name(format!("webtest{}", std::env::consts::EXE_SUFFIX));
        // The same profile as the page's engine: it is the very code, and the standard library is not built twice.
        let mut test = toolchain.cargo(&root, &["test", "-p", "wasm-tests", "--profile", "web"]);
        test.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner).env("PATH", path_through(&node)?);
        run_to_end(&mut test)
    })?;
    step("native", &|| {
        run_to_end(&mut cargo(&root, &["test", "--workspace", "--exclude", "browser-tests", "--exclude", "wasm-tests"]))
    })?;
    step("readers of the formats", &|| crate::readers::check(&root, &node))?;
    #[cfg(unix)]
    step("Apache Spark", &|| crate::spark::check(&root))?;
    step("the page in Chromium", &|| {
        // What is sent is then as small as on any host, and its bytes can be judged.
        crate::build::run(Default::default())?;
        let mut test = cargo(&root, &["test", "-p", "browser-tests"]);
        run_to_end(test.env("CHROMIUM", &chromium).env("CHROMEDRIVER", &chromedriver).env("WHOSAID_BUILT", "1"))
    })?;
    if find(&["npm"]).is_some() {
        step("types of the page's scripts", &|| crate::types::check(&root))?;
    } else {
        println!("== types of the page's scripts: not checked, because npm is not installed");
    }
    println!("== {} passed", if args.only.is_some() { "what was asked for" } else { "all tests" });
    Ok(())
}

/// Runs one step and tells how long it took.
fn step(name: &str, action: impl FnOnce() -> Result<()>) -> Result<()> {
    println!("== {name}");
    let start = Instant::now();
    action().with_context(|| format!("the tests failed: {name}"))?;
    println!("== {name}: passed in {} s", start.elapsed().as_secs());
    Ok(())
}

/// The native cargo.
pub fn cargo(root: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("cargo");
    command.arg(arguments[0]).arg("--locked").args(&arguments[1..]).current_dir(root);
    command
}

/// Runs `command` and fails where it does.
pub fn run_to_end(command: &mut Command) -> Result<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.status().with_context(|| format!("cannot run {name}"))?;
    let arguments: Vec<_> = command.get_args().map(|argument| argument.to_string_lossy()).collect();
    ensure!(status.success(), "`{name} {}` failed", arguments.join(" "));
    Ok(())
}

/// The program that the environment's `variable` names, or the first of `names` on PATH; else installs Debian's
/// `packages`.
///
/// # Errors
/// When it is not there and cannot be installed.
pub fn program(variable: &str, names: &[&str], packages: &[&str], what: &str) -> Result<String> {
    if let Some(program) = std::env::var(variable).ok().filter(|program| !program.is_empty()) {
        return Ok(program);
    }
    if let Some(program) = find(names) {
        return Ok(program);
    }
    crate::apt::install(packages).with_context(|| format!("the tests need {what}; install it, or set {variable}"))?;
    find(names).with_context(|| format!("the tests need {what}, which apt-get did not bring; set {variable}"))
}

/// The path of a Node.js that is new enough: of 18, which Debian 12 has, the engine crashes where the tests' glue keeps
/// functions in a table of references.
fn node(root: &Path) -> Result<String> {
    let node = program("NODE", &["node"], &["nodejs"], "Node.js (nodejs.org)")?;
    let version = node_version(&node)?;
    if version >= OLDEST_NODE {
        return Ok(node);
    }
    node_from_npm(root).with_context(|| {
        format!("the tests need Node.js {OLDEST_NODE} or newer, {node} is {version}; install it, or set NODE")
    })
}

/// The path of the Node.js that npm has for Linux; kept in `root`/target.
fn node_from_npm(root: &Path) -> Result<String> {
    let processor = match (std::env::consts::OS, std::env::consts::ARCH) {
        ("linux", "x86_64") => "x64",
        ("linux", "aarch64") => "arm64",
        (system, processor) => bail!("npm has none for {system} on {processor}"),
    };
    let package = format!("node-linux-{processor}");
    let folder = root.join("target/node");
    let node = folder.join("node_modules").join(&package).join("bin/node").to_string_lossy().into_owned();
    if node_version(&node).is_ok_and(|version| version >= OLDEST_NODE) {
        return Ok(node);
    }
    if find(&["npm"]).is_none() {
        crate::apt::install(&["npm"])?;
    }
    println!("== taking Node.js {NODE_FROM_NPM} from npm");
    std::fs::create_dir_all(&folder)?;
    let wanted = format!("{package}@{NODE_FROM_NPM}");
    let arguments = ["install", "--no-save", "--no-audit", "--no-fund", "--silent", "--prefix", ".", &wanted];
    run_to_end(Command::new("npm").args(arguments).current_dir(&folder))?;
    node_version(&node)?;
    Ok(node)
}

/// PATH on which `node` is found first: the runner of the tests looks there for what is called `node`. It stays as it
/// is where that is so already, because the folder of Node.js can hold another compiler as well.
fn path_through(node: &str) -> Result<std::ffi::OsString> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    if find(&["node"]).is_some_and(|first| first == node) {
        return Ok(path);
    }
    let folder = Path::new(node).parent().unwrap_or(Path::new("")).to_owned();
    Ok(std::env::join_paths(std::iter::once(folder).chain(std::env::split_paths(&path)))?)
}

/// The major version of the Node.js at `path`.
fn node_version(path: &str) -> Result<u32> {
    let output = Command::new(path).arg("--version").output().with_context(|| format!("cannot run {path}"))?;
    let version = String::from_utf8_lossy(&output.stdout);
    let major = version.trim().trim_start_matches('v').split('.').next().and_then(|major| major.parse().ok());
    major.with_context(|| format!("{path} does not tell its version, but {version:?}"))
}

/// The path of the first of `names` that is on PATH.
pub fn find(names: &[&str]) -> Option<String> {
    let folders = std::env::var_os("PATH")?;
    names.iter().find_map(|name| {
        let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
        let path = std::env::split_paths(&folders).map(|folder| folder.join(&file)).find(|path| path.is_file())?;
        Some(path.to_string_lossy().into_owned())
    })
}
