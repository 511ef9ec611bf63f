//! The page in a real Chromium: `cargo xtask test` runs this, or by itself `cargo test -p browser-tests [-- NAME...]`.
//!
//! One server and one browser serve all scenarios, one after the other, each on a fresh page. A scenario fails when
//! it returns an error and also when the browser's console shows one that it did not take with
//! [`Browser::take_console`]. At the end the log of all that Chromium sent is judged.

mod accessibility;
mod browser;
mod checking;
mod correcting;
mod desk;
mod directions;
mod documents;
mod drafts;
mod extents;
mod eyes;
mod files;
mod folders;
mod hands;
mod keyboard;
mod layout;
mod letters;
mod looking;
mod narrow;
mod network;
mod noting;
mod places;
mod privacy;
mod programs;
mod saving;
#[path = "../schema.rs"]
mod schema;
mod states;
mod tabs;
mod thorough;
mod tour;
mod tree;
mod versions;
mod whole;
mod zips;

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
    correcting::a_short_quotation_is_split_by_keys,
    correcting::undo_and_redo_fifty_steps,
    correcting::a_correction_leaves_the_rest_alone,
    correcting::a_crash_keeps_text_and_corrections,
    correcting::a_worker_that_is_ended_in_silence_is_missed,
    correcting::the_newest_text_wins,
    saving::what_is_being_typed_is_in_the_file,
    saving::the_focus_goes_on_after_a_rename,
    saving::a_refused_text_replaces_nothing,
    saving::advice_for_files,
    saving::pasted_styles_are_left_out,
    saving::an_article_behind_another,
    saving::only_the_article_comes_in,
    checking::one_definition_of_to_check,
    checking::undo_selects_what_it_changed,
    keyboard::undo_while_the_text_is_edited,
    checking::pronouns_are_not_spread,
    extents::a_quotation_is_split_by_button,
    extents::extents_by_selection_and_by_handles,
    extents::a_new_quotation_is_given_its_speaker,
    checking::merging_asks_for_the_name,
    noting::a_note_shows,
    noting::tags_on_any_annotation,
    noting::typing_while_the_card_is_drawn,
    noting::the_card_stays,
    keyboard::the_whole_job,
    keyboard::a_place,
    keyboard::letters_can_be_switched_off,
    letters::letters_from_the_bar,
    accessibility::empty_menus_and_help,
    accessibility::annotated_with_cards_and_lists,
    accessibility::dark_and_forced_colours,
    accessibility::faults,
    accessibility::names_say_all,
    accessibility::marks_say_what_they_are,
    accessibility::contrast,
    accessibility::tabs_in_forced_colours,
    places::map_list_and_text,
    places::searching_by_name_and_coordinates,
    places::the_map_of_one_region,
    places::a_place_by_a_click,
    places::names_stand_at_their_own_dots,
    places::the_list_of_places,
    whole::by_touch,
    whole::through_the_accessibility_tree,
    layout::narrow_with_touch,
    narrow::nothing_scrolls_sideways,
    narrow::nothing_scrolls_sideways_by_touch,
    layout::enlarged_four_times,
    layout::the_card_stands_in_the_side_column,
    layout::the_text_begins_high_up,
    layout::a_phone_shows_status_and_undo,
    layout::print,
    layout::text_twice_as_large,
    layout::low_screens_show_what_a_card_is_about,
    files::round_trip,
    files::hostile_files,
    files::crossing_mentions,
    files::pasted_pages,
    states::without_webassembly,
    states::how_much_of_the_engine_has_come,
    states::what_an_edit_costs_is_listed,
    states::what_belongs_together_lights_up,
    states::leaving_asks_only_with_corrections,
    tour::four_steps,
    tour::skipped_for_good,
    looking::who_speaks,
    looking::the_list_of_speakers,
    looking::only_quotations,
    looking::search_and_filter,
    looking::source,
    looking::broken_lines,
    looking::interview,
    looking::on_a_phone_and_in_the_dark,
    documents::texts_come_in,
    documents::annotations_beside_their_text,
    documents::pages_and_charts_go_out,
    desk::twenty_texts,
    desk::two_hundred_texts,
    desk::beside,
    desk::saved_files_of_every_format,
    desk::saved_as_the_file_is_called,
    folders::opened_with_all_that_is_in_it,
    folders::dropped_with_all_that_is_in_it,
    folders::without_a_text,
    zips::opened_as_a_folder_is,
    zips::of_one_text_and_of_none,
    zips::a_format_of_two_files,
    directions::words_from_right_to_left,
    directions::an_article_from_right_to_left,
    drafts::drafts_are_kept_only_when_asked,
    tabs::two_drafts_whichever_tab_is_closed_first,
    tabs::loaded_anew_beside_another,
    tabs::one_draft_in_two_tabs,
    drafts::others_caches_are_left_alone,
    drafts::what_cannot_be_forgotten_is_said,
    drafts::works_without_a_network,
    drafts::two_visits,
    drafts::what_is_typed_early_is_read,
    drafts::nothing_is_lost_while_the_page_loads,
    drafts::working_is_silent,
    versions::a_new_version_is_offered_and_waits,
    thorough::asked_for_read_undone_and_removed,
    thorough::damaged_weights_change_nothing,
    thorough::a_worker_that_is_ended_is_told,
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
    if names.is_empty() || names.iter().any(|name| "drafts::two_visits".contains(name.as_str())) {
        match log.judge_visits() {
            Ok(()) => println!("test network::judge_visits ... ok"),
            Err(error) => {
                println!("test network::judge_visits ... FAILED\n{error:#}");
                failed.push("network::judge_visits");
            }
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
