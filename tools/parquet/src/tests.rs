//! The rows of a file as another part of the crate reads them, beside those of the table.

use parquet::basic::{LogicalType, Type as Physical};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use whosaid::Annotator;
use whosaid::files::{self, Cell, ColumnKind};
use whosaid::session::Article;

use super::sink::GROUP;
use super::*;

const TEXT: &str = "“We will rebuild,” the mayor, Ann Lee, said in Paris on Monday. Ben Ames said that he had not been asked.\n\n\
    “=SUM(A1) is 5 ½ 😀,” said Ms. Lee.";

fn lines(texts: &[&str]) -> String {
    let line = |text: &&str| files::save(&Article::from_document(&Annotator::new().annotate(text)), None);
    texts.iter().map(line).collect()
}

/// The file that `input` gives, with row groups of about `group` bytes.
fn written(input: &str, table: Table, group: usize) -> (Vec<u8>, Done) {
    let mut sink = Sink::new(Vec::new(), table, group).unwrap();
    let done = transfer(input.as_bytes(), table, &mut sink, |error| panic!("{error}")).unwrap();
    (sink.close().unwrap(), done)
}

fn reader(file: &[u8]) -> SerializedFileReader<bytes::Bytes> {
    SerializedFileReader::new(bytes::Bytes::from(file.to_vec())).unwrap()
}

/// Reads a file back, and compares it with the table of the same documents.
fn check(input: &str, table: Table, group: usize) -> SerializedFileReader<bytes::Bytes> {
    let (file, done) = written(input, table, group);
    let reader = reader(&file);
    let columns = table.columns();
    let mut rows = reader.get_row_iter(None).unwrap();
    let mut count = 0;
    for line in input.lines() {
        let article = article(line.as_bytes()).unwrap();
        for expect in table.rows(&article) {
            let row = rows.next().expect("a row").unwrap();
            for ((column, cell), (name, field)) in columns.iter().zip(&expect).zip(row.get_column_iter()) {
                assert_eq!(name, column.name);
                match (cell, field) {
                    (Cell::Empty, Field::Null) => {}
                    (Cell::Text(text), Field::Null) => assert_eq!(text, "", "{name}"),
                    (Cell::Text(text), Field::Str(found)) => assert_eq!(text, found, "{name}"),
                    (Cell::Count(count), Field::Long(found)) => assert_eq!(*count as i64, *found, "{name}"),
                    (Cell::Number(number), Field::Double(found)) => assert_eq!(number, found, "{name}"),
                    different => panic!("{name}: {different:?}"),
                }
            }
            count += 1;
        }
    }
    assert!(rows.next().is_none());
    assert_eq!(count, done.rows);
    reader
}

#[test]
fn every_table_is_read_back() {
    let input = lines(&[TEXT, "Nobody spoke.", "“No,” Ben Ames said in Berlin.", ""]);
    for table in Table::ALL {
        let reader = check(&input, table, GROUP);
        assert!(reader.metadata().file_metadata().num_rows() >= 2, "{table:?}");
        assert_eq!(reader.num_row_groups(), 1);
        let fields = reader.metadata().file_metadata().schema_descr();
        for (field, column) in fields.columns().iter().zip(table.columns()) {
            let expect = match column.kind {
                ColumnKind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
                ColumnKind::Count => (Physical::INT64, None),
                ColumnKind::Number => (Physical::DOUBLE, None),
            };
            assert_eq!((field.physical_type(), field.logical_type_ref().cloned()), expect, "{}", column.name);
            assert!(field.self_type().is_optional(), "{}", column.name);
        }
    }
}

#[test]
fn a_long_stream_is_written_in_groups_that_stay_small() {
    let input = lines(&[TEXT]).repeat(3_000);
    let reader = check(&input, Table::Quotations, 100_000);
    let groups = reader.metadata().row_groups();
    let most = groups.iter().map(|group| group.total_byte_size()).max().unwrap_or(0);
    assert!(groups.len() >= 10 && most < 110_000, "{} groups, the largest of {most} bytes", groups.len());
    // Of a group that is more than one batch no row is lost or stands twice: `check` has compared them.
    check(&input, Table::Quotations, GROUP);
}

#[test]
fn the_same_lines_give_the_same_bytes() {
    let input = lines(&[TEXT, "“No,” Ben Ames said."]);
    assert_eq!(written(&input, Table::Quotations, GROUP).0, written(&input, Table::Quotations, GROUP).0);
}

#[test]
fn nothing_gives_a_table_without_rows() {
    for input in ["", "\n \n"] {
        let (file, done) = written(input, Table::Quotations, GROUP);
        assert!(done.all_good);
        let reader = reader(&file);
        assert_eq!((reader.num_row_groups(), reader.metadata().file_metadata().num_rows()), (0, 0));
        assert_eq!(reader.metadata().file_metadata().schema().get_fields().len(), Table::Quotations.columns().len());
    }
}

#[test]
fn a_bad_line_costs_itself_only() {
    let good = lines(&["“No,” Ben Ames said."]);
    let input =
        [good.as_str(), "{\"id\":\"b\",\"error\":\"is no JSON\"}\n", "\n", "no JSON\n", "{\"text\": \"a\"}\n", &good]
            .concat();
    let (file, done) = written(&input, Table::Quotations, GROUP);
    assert_eq!((done.documents, done.rows, done.all_good), (2, 2, false));
    assert_eq!(reader(&file).metadata().file_metadata().num_rows(), 2);
    let told = |line: &str| article(line.as_bytes()).unwrap_err();
    assert_eq!(told("{\"id\":\"b\",\"error\":\"is no JSON\"}"), "holds no annotations of \"b\": is no JSON");
    assert_eq!(told("{\"id\":null,\"error\":\"is no JSON\"}"), "holds no annotations: is no JSON");
    assert_eq!(article(b"\"\xff\"").unwrap_err(), "is not UTF-8 from byte 1 on");
    assert!(told("{\"id\": 5, \"text\": \"a\"}").starts_with("holds a text of 5 without annotations"));
    assert_eq!(told("Ben Ames said no."), "holds no annotations");
}
