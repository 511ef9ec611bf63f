//! The text of a Markdown file: its words, without the marks of its syntax.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// What a Markdown file says as plain text: a paragraph for each of its blocks, an empty line between them. Pictures,
/// markup and code fences are left out; of links the words stay.
pub fn markdown_text(markdown: &str) -> String {
    let mut blocks: Vec<String> = Vec::new();
    let mut current = String::new();
    // How deep the parser is in what is not read.
    let mut left_out = 0;
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Start(Tag::Image { .. } | Tag::CodeBlock(_) | Tag::MetadataBlock(_)) => left_out += 1,
            Event::End(TagEnd::Image | TagEnd::CodeBlock | TagEnd::MetadataBlock(_)) => left_out -= 1,
            _ if left_out > 0 => {}
            Event::Text(words) | Event::Code(words) => current.push_str(&words),
            Event::SoftBreak => current.push(' '),
            Event::HardBreak => current.push('\n'),
            Event::End(TagEnd::TableCell) => current.push(' '),
            Event::Start(Tag::List(_) | Tag::Paragraph | Tag::Item)
            | Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::Item
                | TagEnd::BlockQuote(_)
                | TagEnd::TableRow
                | TagEnd::TableHead,
            ) => finish(&mut current, &mut blocks),
            _ => {}
        }
    }
    finish(&mut current, &mut blocks);
    blocks.join("\n\n")
}

fn finish(current: &mut String, blocks: &mut Vec<String>) {
    let block = current.trim();
    if !block.is_empty() {
        blocks.push(block.to_owned());
    }
    current.clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(markdown: &str, expect: &str) {
        assert_eq!(markdown_text(markdown), expect, "{markdown}");
    }

    #[test]
    fn syntax_is_left_out_and_words_stay() {
        check("# Old *bridge* closes\n\nBy Nora Brandt\n", "Old bridge closes\n\nBy Nora Brandt");
        check(
            "“We will **rebuild** it,”\nsaid [Ada Okafor](http://example.org).",
            "“We will rebuild it,” said Ada Okafor.",
        );
        check("> “Yes,” she said.\n\n- one\n- two `2`\n", "“Yes,” she said.\n\none\n\ntwo 2");
        check("---\ntitle: x\n---\n\n![a picture](a.png)\n\nText.\n\n```\ncode\n```\n", "Text.");
        check("<div class=\"x\">\n\nHe said <b>no</b>.\n\n</div>", "He said no.");
        check("a  \nb", "a\nb");
        check("", "");
        check("2 * 3 and snake_case \\*here\\*", "2 * 3 and snake_case *here*");
    }
}
