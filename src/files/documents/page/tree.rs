//! The tree of a page, given up where it takes far more time or memory than its bytes ask for: a parser that follows the
//! standard looks at all open elements for a tag, and opens all formatting anew in each paragraph.

use std::borrow::Cow;
use std::cell::Cell;
use std::rc::{Rc, Weak};

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, ExpandedName, QualName, parse_document};
use markup5ever_rcdom::{Handle, RcDom};

/// How much is handed to the parser together, bytes. Then the work is looked at.
const PIECE: usize = 256;

/// Steps of work for each byte of a page.
const WORK_FOR_A_BYTE: u64 = 100;
/// Steps of work for any page.
const WORK_FOR_A_PAGE: u64 = 30_000_000;
/// Elements of any page, beside one for each byte.
const ELEMENTS: u64 = 100_000;

/// The tree of a page; nothing where it asks for too much.
pub(super) fn tree(html: &str) -> Option<RcDom> {
    let done = Rc::new(Done::default());
    let mut parser = parse_document(Counting { dom: RcDom::default(), done: done.clone() }, Default::default());
    let size = html.len() as u64;
    let mut rest = html;
    while !rest.is_empty() {
        let end = (PIECE.min(rest.len())..=rest.len()).find(|end| rest.is_char_boundary(*end))?;
        let (piece, after) = rest.split_at(end);
        parser.process(StrTendril::from_slice(piece));
        if done.work.get() > WORK_FOR_A_PAGE + WORK_FOR_A_BYTE * size || done.elements.get() > ELEMENTS + size {
            return None;
        }
        rest = after;
    }
    Some(parser.finish())
}

/// What was done for a tree.
#[derive(Default)]
struct Done {
    elements: Cell<u64>,
    /// Elements that were looked at, again and again.
    work: Cell<u64>,
}

/// A tree whose making is counted.
struct Counting {
    dom: RcDom,
    done: Rc<Done>,
}

impl Counting {
    fn works(&self, steps: usize) {
        self.done.work.set(self.done.work.get() + steps as u64);
    }

    /// An element is looked for among its siblings.
    fn looks_among_siblings(&self, node: &Handle) {
        let parent = node.parent.take();
        self.works(parent.as_ref().and_then(Weak::upgrade).map_or(0, |parent| parent.children.borrow().len()));
        node.parent.set(parent);
    }
}

impl TreeSink for Counting {
    type Handle = Handle;
    type Output = RcDom;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> RcDom {
        self.dom
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        self.dom.get_document()
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        self.works(1);
        self.dom.elem_name(target)
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> Handle {
        self.done.elements.set(self.done.elements.get() + 1);
        self.dom.create_element(name, attributes, flags)
    }

    fn create_comment(&self, text: StrTendril) -> Handle {
        self.dom.create_comment(text)
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> Handle {
        self.dom.create_pi(target, data)
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.dom.append(parent, child);
    }

    fn append_based_on_parent_node(&self, element: &Handle, before: &Handle, child: NodeOrText<Handle>) {
        self.looks_among_siblings(element);
        self.dom.append_based_on_parent_node(element, before, child);
    }

    fn append_doctype_to_document(&self, name: StrTendril, public: StrTendril, system: StrTendril) {
        self.dom.append_doctype_to_document(name, public, system);
    }

    fn get_template_contents(&self, target: &Handle) -> Handle {
        self.dom.get_template_contents(target)
    }

    fn same_node(&self, one: &Handle, other: &Handle) -> bool {
        self.works(1);
        self.dom.same_node(one, other)
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.dom.set_quirks_mode(mode);
    }

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        self.looks_among_siblings(sibling);
        self.dom.append_before_sibling(sibling, child);
    }

    fn add_attrs_if_missing(&self, target: &Handle, attributes: Vec<Attribute>) {
        self.dom.add_attrs_if_missing(target, attributes);
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.looks_among_siblings(target);
        self.dom.remove_from_parent(target);
    }

    fn reparent_children(&self, node: &Handle, parent: &Handle) {
        self.works(node.children.borrow().len());
        self.dom.reparent_children(node, parent);
    }

    fn is_mathml_annotation_xml_integration_point(&self, node: &Handle) -> bool {
        self.dom.is_mathml_annotation_xml_integration_point(node)
    }

    fn maybe_clone_an_option_into_selectedcontent(&self, option: &Handle) {
        self.dom.maybe_clone_an_option_into_selectedcontent(option);
    }
}
