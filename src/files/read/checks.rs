//! What must be so in a file besides its shape.

use super::super::Flaw;
use super::super::offsets::OffsetTable;
use super::super::records::DocumentRecord;
use super::super::write::sha256;
use super::{Result, fault};
use crate::session::Point;

pub(super) fn check_document(document: &DocumentRecord, table: &OffsetTable) -> Result<()> {
    if document.text.contains('\r') {
        return fault("document.text", Flaw::CarriageReturn);
    }
    let expected = (table.code_points(), table.utf16(), document.text.len());
    let length = &document.length;
    if (length.code_points, length.utf16, length.utf8 as usize) != expected {
        let (code_points, utf16, utf8) = expected;
        return fault("document.length", Flaw::OtherLength { code_points, utf16, utf8 });
    }
    if !document.sha256.eq_ignore_ascii_case(&sha256(document.text.as_bytes())) {
        return fault("document.sha256", Flaw::OtherHash);
    }
    Ok(())
}

pub(super) fn check_order<K: Ord>(path: &str, before: Option<K>, this: K) -> Result<()> {
    if before.is_some_and(|before| before > this) {
        return fault(path, Flaw::OutOfOrder);
    }
    Ok(())
}

pub(super) fn check_point(path: &str, point: &Point) -> Result<()> {
    if !(-90.0..=90.0).contains(&point.lat) {
        return fault(format!("{path}.lat"), Flaw::OutOfRange { least: -90, most: 90 });
    }
    if !(-180.0..=180.0).contains(&point.lon) {
        return fault(format!("{path}.lon"), Flaw::OutOfRange { least: -180, most: 180 });
    }
    check_share(&format!("{path}.score"), point.score)
}

pub(super) fn check_share(path: &str, share: Option<f64>) -> Result<()> {
    if share.is_some_and(|share| !(0.0..=1.0).contains(&share)) {
        return fault(path, Flaw::OutOfRange { least: 0, most: 1 });
    }
    Ok(())
}
