//! The page in a real Chromium: `cargo xtask test` runs this, or by itself `cargo test -p browser-tests [-- NAME...]`.
//!
//! One server and one browser serve all scenarios, one after the other, each on a fresh page. A scenario fails when
//! it returns an error and also when the browser's console shows one that it did not take with
//! [`Browser::take_console`]. At the end the log of all that Chromium sent is judged.

mod accessibility;
#[allow(dead_code)] // what people can do to a page, whether or not a scenario does it yet
mod browser;
mod correcting;
mod drafts;
mod files;
mod keyboard;
mod layout;
mod network;
mod places;
mod privacy;
#[path = "../schema.rs"]
mod schema;
mod thorough;

use anyhow::{Context, Result, bail};
use browser::Browser;
use std::pin::Pin;
use std::time::{Duration, Instant};

/// A test: what one does on the page, and what one then sees.
type Scenario = for<'b> fn(&'b mut Browser) -> Pin<Box<dyn Future<Output = Result<()>> + 'b>>;

macro_rules! scenarios {
    ($($module:ident::$name:ident,)*) => {
        [$((concat!(stringify!($module), "::", stringify!($name)), |browser| Box::pin($module::$name(browser)))),*]
    };
}

/// Every test, in the order in which they run.
const SCENARIOS: &[(&str, Scenario)] = &scenarios![
    privacy::a_page_without_a_policy_gets_out,
    privacy::the_policy_holds_in_the_page_and_in_its_worker,
    privacy::every_file_comes_with_the_policy,
    correcting::paste_correct_undo_save,
    correcting::undo_and_redo_fifty_steps,
    correcting::a_correction_leaves_the_rest_alone,
    correcting::a_crash_keeps_text_and_corrections,
    correcting::the_newest_text_wins,
    keyboard::the_whole_job,
    keyboard::letters_can_be_switched_off,
    accessibility::empty_menus_and_help,
    accessibility::annotated_with_cards_and_lists,
    accessibility::dark_and_forced_colours,
    accessibility::faults,
    accessibility::names_say_all,
    places::map_list_and_text,
    layout::narrow_with_touch,
    layout::enlarged_four_times,
    layout::cards_stand_beside_the_text,
    layout::print,
    files::round_trip,
    files::hostile_files,
    files::pasted_pages,
    drafts::drafts_are_kept_only_when_asked,
    drafts::works_without_a_network,
    drafts::working_is_silent,
    thorough::asked_for_read_undone_and_removed,
    thorough::damaged_weights_change_nothing,
];

/// How long one scenario may take.
const LIMIT: Duration = Duration::from_secs(300);

fn main() {
    let names: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("the runtime starts");
    if let Err(error) = runtime.block_on(run(&names)) {
        eprintln!("error: {error:#}");
        std::process::exit(1);
    }
}

/// Runs the scenarios whose name contains one of `names`, or all.
async fn run(names: &[String]) -> Result<()> {
    let mut browser = Browser::start().await.context("cannot start")?;
    let mut failed = Vec::new();
    for (name, scenario) in SCENARIOS {
        if !names.is_empty() && !names.iter().any(|wanted| name.contains(wanted)) {
            continue;
        }
        let start = Instant::now();
        let result = run_one(&mut browser, *scenario).await;
        let seconds = start.elapsed().as_secs_f32();
        match result {
            Ok(()) => println!("test {name} ... ok ({seconds:.1} s)"),
            Err(error) => {
                println!("test {name} ... FAILED ({seconds:.1} s)\n{error:#}");
                match browser.screenshot(&format!("failed-{}", name.replace("::", "-"))).await {
                    Ok(file) => println!("see {}", file.display()),
                    Err(error) => println!("no screenshot: {error:#}"),
                }
                failed.push(*name);
            }
        }
    }
    let (page, log) = browser.finish().await?;
    match privacy::judge(&page, &log, names.is_empty()) {
        Ok(()) => println!("test privacy::judge ... ok"),
        Err(error) => {
            println!("test privacy::judge ... FAILED\n{error:#}");
            failed.push("privacy::judge");
        }
    }
    if !failed.is_empty() {
        bail!("{} failed: {}", failed.len(), failed.join(", "));
    }
    Ok(())
}

/// Runs one scenario on a fresh page.
async fn run_one(browser: &mut Browser, scenario: Scenario) -> Result<()> {
    browser.reset().await?;
    let result = tokio::time::timeout(LIMIT, scenario(browser)).await;
    let result = result.unwrap_or_else(|_| Err(anyhow::anyhow!("not done after {} s", LIMIT.as_secs())));
    let console = browser.take_console().await?;
    let console =
        if console.is_empty() { String::new() } else { format!("the console shows:\n{}", console.join("\n")) };
    match result {
        Ok(()) if console.is_empty() => Ok(()),
        Ok(()) => bail!(console),
        Err(error) if console.is_empty() => Err(error),
        Err(error) => Err(error.context(console)),
    }
}
