//! [`Sink`]: rows on their way into a Parquet file.

use std::io::Write;
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
pub use parquet::errors::Result;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;
use whosaid::files::{Cell, Column, ColumnKind, Table};

/// When the rows that wait take this many bytes, they are written as a row group.
pub const GROUP: usize = 32 << 20;

/// How many values are handed over together.
const BATCH: usize = 1024;

/// Rows that wait, and the file they are written to.
pub struct Sink<W: Write + Send> {
    writer: SerializedFileWriter<W>,
    columns: Vec<Waiting>,
    group: usize,
}

/// The cells of a column that wait.
struct Waiting {
    /// For each row 1, or 0 where the cell is null.
    levels: Vec<i16>,
    values: Values,
}

/// The cells that are not null.
enum Values {
    /// One behind the other, with the end of each in bytes.
    Texts(Vec<u8>, Vec<usize>),
    Counts(Vec<i64>),
    Numbers(Vec<f64>),
}

impl<W: Write + Send> Sink<W> {
    /// For the rows of `table`, in row groups of about `group` bytes before they are compressed.
    ///
    /// # Errors
    /// When the beginning of the file cannot be written.
    pub fn new(to: W, table: Table, group: usize) -> Result<Sink<W>> {
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            // Of columns, not of pages: those are kept in memory until the file ends.
            .set_statistics_enabled(EnabledStatistics::Chunk)
            .set_offset_index_disabled(true)
            .build();
        let columns = table.columns();
        let writer = SerializedFileWriter::new(to, Arc::new(schema(&columns)?), Arc::new(properties))?;
        Ok(Sink { writer, columns: columns.iter().map(Waiting::new).collect(), group })
    }

    /// Takes in a row with a cell for each column.
    pub fn push(&mut self, row: &[Cell]) {
        for (column, cell) in self.columns.iter_mut().zip(row) {
            column.push(cell);
        }
    }

    /// Writes the rows that wait if they are many.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn write_if_full(&mut self) -> Result<()> {
        let size: usize = self.columns.iter().map(Waiting::size).sum();
        if size < self.group { Ok(()) } else { self.write() }
    }

    fn write(&mut self) -> Result<()> {
        if self.columns.iter().all(|column| column.levels.is_empty()) {
            return Ok(());
        }
        let mut group = self.writer.next_row_group()?;
        for column in &mut self.columns {
            if let Some(mut writer) = group.next_column()? {
                column.write(writer.untyped())?;
                writer.close()?;
            }
        }
        group.close()?;
        Ok(())
    }

    /// Writes what waits and the end of the file; gives what it was written to.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn close(mut self) -> Result<W> {
        self.write()?;
        self.writer.into_inner()
    }
}

/// The columns with the types that Spark gives them: each may be null.
fn schema(columns: &[Column]) -> Result<Type> {
    let field = |column: &Column| {
        let (physical, logical) = match column.kind {
            ColumnKind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            ColumnKind::Count => (Physical::INT64, None),
            ColumnKind::Number => (Physical::DOUBLE, None),
        };
        let field = Type::primitive_type_builder(column.name, physical).with_repetition(Repetition::OPTIONAL);
        field.with_logical_type(logical).build().map(Arc::new)
    };
    let fields = columns.iter().map(field).collect::<Result<_>>()?;
    Type::group_type_builder("whosaid").with_fields(fields).build()
}

impl Waiting {
    fn new(column: &Column) -> Waiting {
        let values = match column.kind {
            ColumnKind::Text => Values::Texts(Vec::new(), Vec::new()),
            ColumnKind::Count => Values::Counts(Vec::new()),
            ColumnKind::Number => Values::Numbers(Vec::new()),
        };
        Waiting { levels: Vec::new(), values }
    }

    fn push(&mut self, cell: &Cell) {
        let is_there = match (&mut self.values, cell) {
            (Values::Texts(bytes, ends), Cell::Text(text)) if !text.is_empty() => {
                bytes.extend_from_slice(text.as_bytes());
                ends.push(bytes.len());
                true
            }
            (Values::Counts(counts), Cell::Count(count)) => {
                counts.push(*count as i64);
                true
            }
            (Values::Numbers(numbers), Cell::Number(number)) => {
                numbers.push(*number);
                true
            }
            _ => false,
        };
        self.levels.push(i16::from(is_there));
    }

    /// Bytes of memory.
    fn size(&self) -> usize {
        let values = match &self.values {
            Values::Texts(bytes, ends) => bytes.len() + size_of_val(&ends[..]),
            Values::Counts(counts) => size_of_val(&counts[..]),
            Values::Numbers(numbers) => size_of_val(&numbers[..]),
        };
        values + size_of_val(&self.levels[..])
    }

    /// Writes the cells, of which none waits any more.
    fn write(&mut self, writer: &mut ColumnWriter) -> Result<()> {
        let levels = std::mem::take(&mut self.levels);
        match (&mut self.values, writer) {
            (Values::Texts(bytes, ends), ColumnWriter::ByteArrayColumnWriter(writer)) => {
                // A text is a part of them, not a copy.
                let (bytes, ends) = (ByteArray::from(std::mem::take(bytes)), std::mem::take(ends));
                let text = |index: usize| {
                    let start = if index == 0 { 0 } else { ends[index - 1] };
                    bytes.slice(start, ends[index] - start)
                };
                in_batches(&levels, |values, levels| {
                    let texts: Vec<ByteArray> = values.map(text).collect();
                    writer.write_batch(&texts, Some(levels), None)
                })
            }
            (Values::Counts(counts), ColumnWriter::Int64ColumnWriter(writer)) => {
                let counts = std::mem::take(counts);
                in_batches(&levels, |values, levels| writer.write_batch(&counts[values], Some(levels), None))
            }
            (Values::Numbers(numbers), ColumnWriter::DoubleColumnWriter(writer)) => {
                let numbers = std::mem::take(numbers);
                in_batches(&levels, |values, levels| writer.write_batch(&numbers[values], Some(levels), None))
            }
            _ => unreachable!("the schema is made of the same columns"),
        }
    }
}

/// Hands over rows by the thousand: which values are theirs, and their levels.
fn in_batches(levels: &[i16], mut write: impl FnMut(std::ops::Range<usize>, &[i16]) -> Result<usize>) -> Result<()> {
    let mut start = 0;
    for levels in levels.chunks(BATCH) {
        let end = start + levels.iter().filter(|level| **level == 1).count();
        write(start..end, levels)?;
        start = end;
    }
    Ok(())
}
