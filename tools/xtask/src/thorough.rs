//! The weights for reading thoroughly, packed for the page: www/pkg/thorough.weights, and thorough.json, which tells of them.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use flate2::{Compression, write::GzEncoder};

/// Where the weights lie, if there are any.
const WEIGHTS: &str = "src/data/thorough.weights";

#[derive(clap::Args, Default)]
pub struct Offer {
    /// Weights that the page offers for reading thoroughly; without: src/data/thorough.weights, if it is there
    #[arg(long, value_name = "FILE")]
    thorough: Option<PathBuf>,
}

/// Writes both files. Without weights the page is told that there are none.
///
/// # Errors
/// When a file that was named cannot be read, or one not be written.
pub fn write(root: &Path, args: &Offer) -> Result<()> {
    let package = root.join("www/pkg");
    let (weights, about) = (package.join("thorough.weights"), package.join("thorough.json"));
    let (bytes, version) =
        match &args.thorough.clone().or_else(|| Some(root.join(WEIGHTS)).filter(|file| file.exists())) {
            Some(file) => {
                let content = std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
                let version = format!("{:016x}", fnv1a(&content));
                let mut packed = GzEncoder::new(Vec::new(), Compression::best());
                packed.write_all(&content)?;
                let packed = packed.finish()?;
                std::fs::write(&weights, &packed).with_context(|| format!("cannot write {}", weights.display()))?;
                (packed.len(), version)
            }
            None => {
                // Those of an earlier build are not offered any more.
                std::fs::remove_file(&weights).or_else(|error| match error.kind() {
                    std::io::ErrorKind::NotFound => Ok(()),
                    _ => Err(error),
                })?;
                (0, String::new())
            }
        };
    let json = format!("{{\"bytes\": {bytes}, \"version\": \"{version}\"}}\n");
    std::fs::write(&about, json).with_context(|| format!("cannot write {}", about.display()))
}

/// FNV-1a with 64 bits: the same version for the same weights, whatever compiled this.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn the_page_is_told_what_there_is() {
        let root = std::env::temp_dir().join(format!("whosaid-weights-{}", std::process::id()));
        std::fs::create_dir_all(root.join("www/pkg")).unwrap();
        let read = |file: &str| std::fs::read(root.join("www/pkg").join(file)).unwrap();
        let none = "{\"bytes\": 0, \"version\": \"\"}\n";
        write(&root, &Offer::default()).unwrap();
        assert_eq!(read("thorough.json"), none.as_bytes());

        let file = root.join("weights");
        std::fs::write(&file, [7; 1000]).unwrap();
        write(&root, &Offer { thorough: Some(file) }).unwrap();
        let packed = read("thorough.weights");
        let mut content = Vec::new();
        flate2::read::GzDecoder::new(&packed[..]).read_to_end(&mut content).unwrap();
        assert_eq!(content, [7; 1000]);
        let about = String::from_utf8(read("thorough.json")).unwrap();
        assert!(about.starts_with(&format!("{{\"bytes\": {}, ", packed.len())), "{about}");

        write(&root, &Offer::default()).unwrap();
        assert_eq!(read("thorough.json"), none.as_bytes());
        assert!(!root.join("www/pkg/thorough.weights").exists());
        assert!(write(&root, &Offer { thorough: Some(root.join("absent")) }).is_err());
        std::fs::remove_dir_all(root).unwrap();
    }
}
