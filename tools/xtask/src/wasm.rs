//! The engine as WebAssembly: finds a toolchain, compiles, and writes the JavaScript glue.

use anyhow::{Context, Result, bail, ensure};
use std::net::ToSocketAddrs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// The target's name.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// Debian's packages: a compiler, and the source of the standard library to build for WebAssembly.
const DEBIAN_PACKAGES: [&str; 3] = ["rustc-web", "cargo-web", "rust-web-src"];

/// Debian's linker for WebAssembly, where rustup's own is missing, and the package that holds it.
const DEBIAN_LINKER: (&str, &str) = ("/usr/bin/lld-22", "lld-22");

/// Debian's linter, which cargo would not find behind rustup's, and the package that holds it.
const DEBIAN_LINTER: (&str, &str) = ("/usr/bin/cargo-clippy", "rust-web-clippy");

/// A way to compile for WebAssembly.
pub enum Toolchain {
    /// The cargo on PATH, whose compiler has the standard library for WebAssembly.
    Plain,
    /// Debian's compiler, which builds the standard library from its source.
    Debian {
        /// What links the result.
        linker: PathBuf,
    },
}

impl Toolchain {
    /// Finds a toolchain that works, and installs one where none does; `root` is the repository's folder.
    ///
    /// # Errors
    /// When there is none and none can be installed; the message says what to do.
    pub fn find(root: &Path) -> Result<Toolchain> {
        match std::env::var("WASM_TOOLCHAIN").as_deref() {
            Ok("plain") => {
                ensure!(
                    plain_compiles(root) || (rustup_adds_target() && plain_compiles(root)),
                    "WASM_TOOLCHAIN=plain, but this Rust cannot compile for {TARGET} and rustup cannot add it"
                );
                return Ok(Toolchain::Plain);
            }
            Ok("debian") => {
                if let Some(toolchain) = debian() {
                    return Ok(toolchain);
                }
                apt_install_debian()?;
                return debian().context("WASM_TOOLCHAIN=debian, but Debian's Rust and its source are not installed");
            }
            Ok(other) if !other.is_empty() => bail!("WASM_TOOLCHAIN is `{other}`; it can be `plain` or `debian`"),
            _ => {}
        }
        if plain_compiles(root) || (rustup_adds_target() && plain_compiles(root)) {
            return Ok(Toolchain::Plain);
        }
        if let Some(toolchain) = debian() {
            return Ok(toolchain);
        }
        let apt = apt_install_debian();
        if let Some(toolchain) = debian() {
            return Ok(toolchain);
        }
        let mends = format!(
            "there is no Rust that compiles for {TARGET}; run `rustup target add {TARGET}`, or on Debian, as root, \
             `apt-get install {} {}`",
            DEBIAN_PACKAGES.join(" "),
            DEBIAN_LINKER.1
        );
        match apt {
            Ok(()) => bail!(mends),
            Err(error) => Err(error.context(mends)),
        }
    }

    /// Sees to it that [`Toolchain::cargo`] knows `clippy`.
    ///
    /// # Errors
    /// When Debian's linter is not there and cannot be installed.
    pub fn with_linter(self) -> Result<Toolchain> {
        if matches!(self, Toolchain::Debian { .. }) && !Path::new(DEBIAN_LINTER.0).exists() {
            crate::apt::install(&[DEBIAN_LINTER.1])?;
        }
        Ok(self)
    }

    /// What the toolchain is, for people.
    pub fn name(&self) -> &'static str {
        match self {
            Toolchain::Plain => "the Rust on PATH",
            Toolchain::Debian { .. } => "Debian's Rust",
        }
    }

    /// `cargo` with `arguments`, of which the first is cargo's command, compiling for WebAssembly.
    pub fn cargo(&self, root: &Path, arguments: &[&str]) -> Command {
        let mut command = match self {
            Toolchain::Plain => Command::new("cargo"),
            Toolchain::Debian { linker } => {
                let program = if arguments[0] == "clippy" { DEBIAN_LINTER.0 } else { "/usr/bin/cargo" };
                let mut command = Command::new(program);
                // What rustup and the cargo that started this program leave behind would lead to the other compiler.
                for (name, _) in std::env::vars_os() {
                    if name.to_string_lossy().starts_with("RUSTC") {
                        command.env_remove(name);
                    }
                }
                command.env_remove("LD_LIBRARY_PATH").env_remove("RUSTUP_TOOLCHAIN");
                // Its own folder, so that two compilers do not undo each other's work.
                command
                    .env("CARGO", "/usr/bin/cargo")
                    .env("RUSTC", "/usr/bin/rustc")
                    .env("RUSTC_BOOTSTRAP", "1")
                    .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker)
                    .env("CARGO_TARGET_DIR", root.join("target/debian"));
                command
            }
        };
        command.current_dir(root).args(arguments).args(["--locked", "--target", TARGET]);
        if matches!(self, Toolchain::Debian { .. }) {
            command.arg("-Zbuild-std=std,panic_abort");
        }
        command
    }

    /// Where the results for `profile` lie.
    fn output(&self, root: &Path, profile: &str) -> PathBuf {
        match self {
            Toolchain::Plain => {
                std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |folder| root.join(folder))
            }
            Toolchain::Debian { .. } => root.join("target/debian"),
        }
        .join(TARGET)
        .join(profile)
    }
}

/// Compiles the library to WebAssembly and writes it with its JavaScript into `root`/www/pkg.
///
/// # Errors
/// When there is no toolchain, or it fails.
pub fn build(root: &Path, thorough: &crate::thorough::Offer) -> Result<()> {
    let toolchain = Toolchain::find(root)?;
    let mut cargo =
        toolchain.cargo(root, &["rustc", "-p", "whosaid", "--lib", "--crate-type", "cdylib", "--profile", "web"]);
    // What is loaded gets 45,000 bytes or more shorter, and reads no slower: what must be inlined is marked so.
    cargo.args(["--", "-C", "llvm-args=-inline-threshold=60"]);
    let status = cargo.status().with_context(|| format!("cannot start {}", toolchain.name()))?;
    ensure!(status.success(), "the engine does not compile with {}", toolchain.name());

    let package = root.join("www/pkg");
    let mut glue = wasm_bindgen_cli_support::Bindgen::new();
    glue.input_path(toolchain.output(root, "web").join("whosaid.wasm"))
        .web(true)?
        // Without this the page's `init()` has no address to load the engine from.
        .omit_default_module_path(false)
        .typescript(true)
        .remove_name_section(true)
        .remove_producers_section(true);
    glue.generate(&package).with_context(|| format!("cannot write {}", package.display()))?;
    // A server that compresses it does not tell this.
    let bytes = std::fs::metadata(package.join("whosaid_bg.wasm")).context("no engine")?.len();
    let size = format!(
        "// Written by `cargo xtask build`.\n\n/** The bytes of the engine, unpacked. */\nexport const ENGINE_BYTES = {bytes};\n"
    );
    std::fs::write(package.join("size.js"), size).context("cannot write www/pkg/size.js")?;
    crate::thorough::write(root, thorough)?;
    crate::offline::write_list(&root.join("www"))
}

/// Whether the Rust on PATH compiles and links for WebAssembly, tried on a library of one line. A look at rustup's
/// folders is not enough: a standard library that is listed there need not be one that the compiler can read.
fn plain_compiles(root: &Path) -> bool {
    let tried = || -> Result<String> {
        let probe = root.join("target/probe");
        std::fs::create_dir_all(&probe)?;
        // A workspace of its own, because it lies inside this one.
        let manifest = "[package]\nname = \"probe\"\nedition = \"2024\"\n\n[lib]\npath = \"lib.rs\"\n\
                        crate-type = [\"cdylib\"]\n\n[workspace]\n";
        std::fs::write(probe.join("Cargo.toml"), manifest)?;
        std::fs::write(
            probe.join("lib.rs"),
            "#[unsafe(no_mangle)]\npub extern \"C\" fn probe() -> usize { String::new().len() }\n",
        )?;
        let output = Command::new("cargo")
            .current_dir(&probe)
            .args(["build", "--quiet", "--offline", "--target", TARGET, "--target-dir", "output"])
            .output()?;
        if output.status.success() {
            return Ok(String::new());
        }
        let message = String::from_utf8_lossy(&output.stderr);
        Ok(message.lines().find(|line| line.starts_with("error")).unwrap_or("cargo failed").to_owned())
    };
    match tried() {
        Ok(fault) if fault.is_empty() => true,
        Ok(fault) => {
            eprintln!("the Rust on PATH does not compile for {TARGET}: {fault}");
            false
        }
        Err(fault) => {
            eprintln!("the Rust on PATH cannot be tried: {fault}");
            false
        }
    }
}

/// Debian's toolchain, if all its parts are installed.
fn debian() -> Option<Toolchain> {
    let rustc = Path::new("/usr/bin/rustc");
    if !rustc.exists() || !Path::new("/usr/bin/cargo").exists() {
        return None;
    }
    let mut command = Command::new(rustc);
    command.env_remove("LD_LIBRARY_PATH");
    let library = sysroot(command)?.join("lib/rustlib/src/rust/library/std/Cargo.toml");
    if !library.exists() {
        return None;
    }
    let linker = rustup_linker().unwrap_or_else(|| PathBuf::from(DEBIAN_LINKER.0));
    linker.exists().then_some(Toolchain::Debian { linker })
}

/// The folder that a `rustc` calls its own.
fn sysroot(mut rustc: Command) -> Option<PathBuf> {
    let output = rustc.args(["--print", "sysroot"]).output().ok()?;
    output.status.success().then(|| PathBuf::from(String::from_utf8_lossy(&output.stdout).trim()))
}

/// Lets rustup add the target, if there is a rustup and its server answers at all.
fn rustup_adds_target() -> bool {
    if Command::new("rustup").arg("--version").output().is_err() || !rustup_server_answers() {
        return false;
    }
    eprintln!("adding {TARGET} with rustup");
    let Ok(mut rustup) = Command::new("rustup").args(["target", "add", TARGET]).spawn() else { return false };
    let end = Instant::now() + Duration::from_secs(300);
    loop {
        match rustup.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) if Instant::now() < end => std::thread::sleep(Duration::from_millis(100)),
            _ => {
                eprintln!("rustup takes too long; going on without it");
                let _ = rustup.kill();
                let _ = rustup.wait();
                return false;
            }
        }
    }
}

/// Whether the server that rustup loads from takes a connection within three seconds.
fn rustup_server_answers() -> bool {
    let server = std::env::var("RUSTUP_DIST_SERVER");
    answers(server.as_deref().unwrap_or("https://static.rust-lang.org"))
}

/// Whether the server of an address takes a connection within three seconds.
pub fn answers(server: &str) -> bool {
    let (port, rest) = match server.split_once("://") {
        Some(("http", rest)) => (80, rest),
        Some(("https", rest)) => (443, rest),
        // A folder on this machine, for one.
        _ => return true,
    };
    let authority = rest.split('/').next().unwrap_or_default().to_owned();
    let (sender, receiver) = std::sync::mpsc::channel();
    // In a thread of its own, because looking a name up has no time limit.
    std::thread::spawn(move || {
        let addresses = match authority.to_socket_addrs() {
            Ok(addresses) => Ok(addresses),
            Err(_) => (authority.as_str(), port).to_socket_addrs(),
        };
        let answers = addresses.is_ok_and(|mut addresses| {
            addresses.any(|address| std::net::TcpStream::connect_timeout(&address, Duration::from_secs(3)).is_ok())
        });
        let _ = sender.send(answers);
    });
    receiver.recv_timeout(Duration::from_secs(3)).unwrap_or(false)
}

/// Installs Debian's toolchain.
fn apt_install_debian() -> Result<()> {
    let linker = rustup_linker().is_none().then_some(DEBIAN_LINKER.1);
    let packages: Vec<&str> = DEBIAN_PACKAGES.into_iter().chain(linker).collect();
    crate::apt::install(&packages)
}

/// The linker that comes with the Rust on PATH, if one does.
fn rustup_linker() -> Option<PathBuf> {
    let hosts = std::fs::read_dir(sysroot(Command::new("rustc"))?.join("lib/rustlib")).ok()?;
    hosts.flatten().map(|host| host.path().join("bin/rust-lld")).find(|linker| linker.exists())
}
