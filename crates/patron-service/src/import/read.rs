//! Rows of all files through mapping and rules, on a thread that may block.

use std::path::Path;

use arrow::record_batch::RecordBatch;
use patron_ledger::batch::{Loader, NewFile, Part, QuarantineWriter, Reject};
use patron_ledger::source::{self, Batches, ReadOptions, Source, Watch};
use tokio::sync::mpsc;

use super::progress::Course;
use crate::error::Result;

/// Rejected rows that a report shows.
const SHOWN: usize = 20;
/// Refused rows that are written at a time.
const STEP: usize = 8192;

/// One file and how it is loaded.
#[derive(Debug)]
pub(super) struct Input {
    pub(super) source: Source,
    pub(super) part: Part,
}

impl Input {
    /// The columns that its part wants.
    pub(super) fn batches(&self, watch: &Watch) -> Result<Batches> {
        let columns = self.part.wanted().into_iter().map(str::to_owned).collect();
        let options = ReadOptions { columns: Some(columns), ..ReadOptions::default() };
        Ok(source::read(&self.source, &options, watch)?)
    }
}

/// What reading left.
#[derive(Debug)]
pub(super) struct Outcome {
    pub(super) loader: Loader,
    pub(super) quarantine: Option<NewFile>,
    pub(super) first_rejects: Vec<Reject>,
}

/// Reads every file; rows for the ledger go to `rows`, rejects to the file `quarantine`, after those `refused` before.
pub(super) fn all(
    inputs: &[Input],
    refused: &[Reject],
    mut loader: Loader,
    rows: &mpsc::Sender<RecordBatch>,
    quarantine: &Path,
    course: &Course,
) -> Result<Outcome> {
    let total = inputs.iter().map(|input| input.source.bytes()).sum();
    let (mut before, mut writer) = (0, None);
    let mut first_rejects: Vec<Reject> = refused.iter().take(SHOWN).cloned().collect();
    if !refused.is_empty() {
        loader.count_refused(refused.len());
        let writer = writer.insert(QuarantineWriter::create(quarantine)?);
        // a few at a time: what waits to be written is held twice
        refused.chunks(STEP).try_for_each(|rows| writer.write(rows))?;
    }
    for input in inputs {
        let watch = course.watch("read", before, total);
        for batch in input.batches(&watch)? {
            course.check()?;
            let loaded = loader.load(&input.part, &batch?)?;
            if !loaded.rejects.is_empty() {
                let writer = match &mut writer {
                    Some(writer) => writer,
                    None => writer.insert(QuarantineWriter::create(quarantine)?),
                };
                writer.write(&loaded.rejects)?;
                let room = SHOWN.saturating_sub(first_rejects.len());
                first_rejects.extend(loaded.rejects.into_iter().take(room));
            }
            if loaded.rows.num_rows() > 0 && rows.blocking_send(loaded.rows).is_err() {
                // whoever sorts has failed and says why
                break;
            }
        }
        before += input.source.bytes();
    }
    let quarantine = writer.map(QuarantineWriter::finish).transpose()?;
    Ok(Outcome { loader, quarantine, first_rejects })
}
