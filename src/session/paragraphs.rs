//! The number of the paragraph that something stands in, as a reader would count.

/// Where the paragraphs of a text begin: its lines that are not empty.
pub(super) struct Paragraphs {
    starts: Vec<u32>,
}

impl Paragraphs {
    pub(super) fn new(text: &str) -> Paragraphs {
        let mut start = 0;
        let mut starts = Vec::new();
        for line in text.split_inclusive('\n') {
            if !line.trim().is_empty() {
                starts.push(start);
            }
            start += line.len() as u32;
        }
        Paragraphs { starts }
    }

    /// The paragraph that holds byte `at`, from 1.
    pub(super) fn number_at(&self, at: u32) -> u32 {
        self.starts.partition_point(|start| *start <= at).max(1) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::Paragraphs;

    #[test]
    fn empty_lines_do_not_count() {
        let paragraphs = Paragraphs::new("\n  \nab\ncd\n\n ef");
        let numbers: Vec<u32> = [0, 4, 6, 7, 9, 10, 12].map(|at| paragraphs.number_at(at)).to_vec();
        assert_eq!(numbers, [1, 1, 1, 2, 2, 2, 3]);
        assert_eq!(Paragraphs::new("").number_at(0), 1);
    }
}
