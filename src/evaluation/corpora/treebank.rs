//! Treebanks: gold tokens, sentences and mentions in CoNLL-U.

use std::path::Path;

use super::{CorpusError, lines};
use crate::evaluation::words::Range;

/// A text with its gold sentences, from a treebank.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Treebank {
    /// Its name.
    pub id: String,
    /// The text, put together from the tokens: an empty line between paragraphs, a space between sentences.
    pub text: String,
    /// The gold tokens.
    pub tokens: Vec<TreebankToken>,
    /// The gold sentences, as stretches of the text.
    pub sentences: Vec<Range>,
    /// The mentions of things, each when its last token is reached.
    pub mentions: Vec<TreebankMention>,
}

/// A gold mention of a thing in a treebank; mentions of the same thing are one chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TreebankMention {
    /// The number of its chain in the text.
    pub chain: String,
    /// Its first token and its last.
    pub tokens: (usize, usize),
    /// The tokens that head it.
    pub heads: Vec<usize>,
}

/// A gold token of a treebank. A word that stands for two (the "It's" of CoNLL-U's ranges) is cut where its parts'
/// forms say so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TreebankToken {
    /// Where it stands.
    pub span: Range,
    /// Its universal part of speech.
    pub pos: String,
}

/// Reads CoNLL-U with `newdoc id` comments, gzipped if the name ends in `.gz`.
///
/// # Errors
/// When the file cannot be read, or a line is neither a comment nor ten fields.
pub fn read_treebank(path: &Path) -> Result<Vec<Treebank>, CorpusError> {
    let mut documents: Vec<Treebank> = Vec::new();
    let mut builder = TextBuilder::default();
    for (index, line) in lines(path)?.iter().enumerate() {
        if let Some(id) = line.strip_prefix("# newdoc id = ") {
            builder.finish_sentence(documents.last_mut());
            documents.push(Treebank { id: id.trim().to_owned(), ..Treebank::default() });
            builder = TextBuilder::default();
        } else if line == "# newpar" {
            builder.new_paragraph = true;
        } else if line.trim().is_empty() {
            builder.finish_sentence(documents.last_mut());
        } else if !line.starts_with('#') {
            let malformed = |problem: &str| CorpusError::Malformed {
                path: path.to_owned(),
                line: index + 1,
                problem: problem.into(),
            };
            let fields: Vec<&str> = line.split('\t').collect();
            let document = documents.last_mut().ok_or_else(|| malformed("a token before the first newdoc"))?;
            let [id, form, _, pos, _, _, _, _, _, misc] = fields[..] else { return Err(malformed("not ten fields")) };
            builder.add(document, id, form, pos, !misc.split('|').any(|m| m == "SpaceAfter=No"));
            if let Some(entity) = misc.split('|').find_map(|m| m.strip_prefix("Entity=")) {
                builder.mentions(document, entity);
            }
        }
    }
    builder.finish_sentence(documents.last_mut());
    Ok(documents)
}

/// Whether text `index` of a treebank is one of the tenth that nothing learns from.
pub fn is_held_back(index: usize) -> bool {
    index % 10 == 9
}

#[derive(Default)]
struct TextBuilder {
    /// Length of the text so far, in code points.
    length: usize,
    space_pending: bool,
    new_paragraph: bool,
    sentence_start: Option<usize>,
    /// The last part of a word that stands for several, whether a space follows it, and how much of it is left.
    joined: Option<(usize, bool)>,
    /// The mentions that have begun: chain, first token, heads.
    open: Vec<(String, usize, Vec<usize>)>,
}

impl TextBuilder {
    fn add(&mut self, document: &mut Treebank, id: &str, form: &str, pos: &str, space_after: bool) {
        if id.contains('.') {
            return; // an empty node: no words of the text
        }
        if let Some((_, last)) = id.split_once('-') {
            self.joined = last.parse().ok().map(|last| (last, space_after));
            return;
        }
        if self.sentence_start.is_none() {
            let gap = match (document.text.is_empty(), self.new_paragraph) {
                (true, _) => "",
                (false, true) => "\n\n",
                (false, false) if self.space_pending => " ",
                _ => "",
            };
            document.text.push_str(gap);
            self.length += gap.len();
            self.new_paragraph = false;
        } else if self.space_pending {
            document.text.push(' ');
            self.length += 1;
        }
        let start = self.length;
        self.length += form.chars().count();
        document.text.push_str(form);
        document.tokens.push(TreebankToken { span: (start, self.length), pos: pos.to_owned() });
        self.sentence_start.get_or_insert(start);
        self.space_pending = match self.joined {
            Some((last, space)) if id.parse() == Ok(last) => {
                self.joined = None;
                space
            }
            Some(_) => false,
            None => space_after,
        };
    }

    /// Reads the `Entity` of the last token, as GUM writes it: `(1-person-giv:act-nnnnn-cf1-2-coref` begins a mention of chain 1
    /// whose second token is its head, `1)` ends it, `(1-...)` is a mention of one token; a thing told in parts has its
    /// part in brackets (`1[1/2]`).
    fn mentions(&mut self, document: &mut Treebank, entity: &str) {
        let Some(token) = document.tokens.len().checked_sub(1) else { return };
        let mut rest = entity;
        while !rest.is_empty() {
            let begins = rest.starts_with('(');
            let body = &rest[usize::from(begins)..];
            let end = body.find(['(', ')']).unwrap_or(body.len());
            let ends = body[end..].starts_with(')');
            let fields: Vec<&str> = body[..end].split('-').collect();
            let chain = fields[0].split('[').next().unwrap_or_default();
            if begins {
                let heads = fields.get(5).into_iter().flat_map(|heads| heads.split(','));
                let heads = heads.filter_map(|head| token.checked_add(head.parse::<usize>().ok()?.checked_sub(1)?));
                self.open.push((chain.to_owned(), token, heads.collect()));
            }
            if let Some(index) = self.open.iter().rposition(|open| ends && open.0 == chain) {
                let (chain, first, heads) = self.open.remove(index);
                document.mentions.push(TreebankMention { chain, tokens: (first, token), heads });
            }
            rest = &body[end + usize::from(ends)..];
        }
    }

    fn finish_sentence(&mut self, document: Option<&mut Treebank>) {
        if let (Some(start), Some(document)) = (self.sentence_start.take(), document) {
            document.sentences.push((start, self.length));
        }
    }
}
