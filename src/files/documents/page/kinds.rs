//! What kinds of elements a page has, and lines that are of no article.

use std::sync::LazyLock;

use regex_lite::Regex;

/// Elements that are never of the text.
pub(super) const NEVER: &[&str] = &[
    "script",
    "style",
    "noscript",
    "template",
    "nav",
    "aside",
    "button",
    "select",
    "svg",
    "iframe",
    "object",
    "video",
    "audio",
    "figcaption",
    "dialog",
    "head",
];
/// Roles of elements that are not either.
pub(super) const NEVER_ROLES: &[&str] = &["navigation", "complementary", "banner", "contentinfo", "search"];
pub(super) const BLOCKS: &[&str] = &[
    "address",
    "article",
    "blockquote",
    "body",
    "dd",
    "div",
    "dl",
    "dt",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tr",
    "ul",
];
/// Elements that can be a paragraph, or hold text of their own.
pub(super) const HOLDERS: &[&str] = &["p", "div", "td", "section", "blockquote", "article", "main"];
/// Elements that their names may tell not to be of the article.
pub(super) const PARTS: &[&str] = &["form", "div", "section", "ul", "ol", "table", "p", "span", "header", "footer"];

/// Parts of a page that their class or id tells not to be of the article.
pub(super) static ASIDE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:^|[-_\s])(?:nav|navbar|menu|side-?bar|related|promo|newsletter|share|sharing|social|comments?|cookies?|consent|advert\w*|ads?|banner|breadcrumbs?|caption|credit|most-?read|trending|recommended|paywall|tags?|toolbar)(?:$|[-_\s])",
    )
});
/// Lines that stand between the paragraphs of many pages and are no part of the article.
pub(super) static BETWEEN: LazyLock<Regex> = LazyLock::new(|| {
    let lines = [
        "advertise?ments?",
        "ads?",
        "sponsored(?: content)?",
        "most (?:read|popular|viewed|shared)",
        "read (?:more|next|also)",
        "related(?: articles?| stories| topics| content)?",
        "share(?: this)?(?: article| story| page)?",
        "(?:sign up|subscribe)(?: now| to .{0,60}newsletters?.{0,40})?",
        "follow us(?: on .{0,40})?",
        r"\d* ?comments?",
        "continue reading(?: the main story)?",
        "recommended(?: for you)?",
        "trending(?: now)?",
        "more on this(?: story)?",
        "skip (?:to|past) .{0,40}",
        "listen(?: to (?:this )?article)?",
        "print(?: this)?(?: page| article)?",
        "copy link",
        "image (?:source|caption).{0,80}",
        "accept (?:all )?cookies",
        "menu",
        "home",
        "terms of use.{0,80}",
        "privacy policy.{0,80}",
        "scroll to continue.{0,40}",
        "story continues below.{0,40}",
        "supported by",
    ];
    pattern(&format!("(?i)^(?:{})[:.]?$", lines.join("|")))
});

fn pattern(pattern: &str) -> Regex {
    // Both are written down here, and tests use them.
    Regex::new(pattern).expect("the pattern is one")
}
