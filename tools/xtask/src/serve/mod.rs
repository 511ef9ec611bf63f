//! `cargo xtask serve`: the page on this machine, as a careful host would send it.

mod connections;
mod files;
mod request;
mod site;

use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use connections::Patience;
pub use files::media_type;
use site::Site;

#[derive(clap::Args)]
pub struct Args {
    /// The port to listen on; 0 picks a free one
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Serves this folder as it is, a page that was built before, in place of building and serving www/
    #[arg(long, value_name = "FOLDER", conflicts_with = "thorough")]
    folder: Option<PathBuf>,
    #[command(flatten)]
    thorough: crate::thorough::Offer,
}

/// Builds the engine, then serves www/ until stopped; or serves another folder.
pub fn run(args: Args) -> Result<()> {
    let folder = match args.folder {
        Some(folder) => folder,
        None => {
            let root = crate::root();
            crate::wasm::build(&root, &args.thorough)?;
            // It takes a second; the engine would take twenty.
            crate::build::compress(&root.join("www/pkg/page.json"))?;
            root.join("www")
        }
    };
    ensure!(folder.is_dir(), "there is no folder {}", folder.display());
    let listener = TcpListener::bind(("127.0.0.1", args.port))
        .with_context(|| format!("cannot listen on port {}; `--port 0` picks a free one", args.port))?;
    println!("whosaid is at http://{}/ (Ctrl+C stops it)", listener.local_addr()?);
    serve(listener, &folder)
}

/// Serves `folder` for as long as this process lives; gives the address.
///
/// # Errors
/// When there is no such folder, or no port is free.
pub fn start(folder: &Path) -> Result<SocketAddr> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).context("no port is free")?;
    let address = listener.local_addr()?;
    let folder = folder.canonicalize()?;
    std::thread::spawn(move || serve(listener, &folder));
    Ok(address)
}

fn serve(listener: TcpListener, folder: &Path) -> Result<()> {
    let site = Arc::new(Site::new(folder.canonicalize()?));
    // The engine is most of what is loaded, and takes seconds to compress: before the first visitor comes.
    let ready = site.clone();
    std::thread::spawn(move || ready.make_ready("pkg/whosaid_bg.wasm"));
    // A browser that goes away, or says nothing, needs no answer.
    connections::take(&listener, PATIENCE, move |connection| _ = site.answer(connection));
    Ok(())
}

/// How long to wait for a browser that has opened a connection, and for the end of what it asked for.
const PATIENCE: Patience = Patience { request: Duration::from_secs(30), answer: Duration::from_secs(300) };
