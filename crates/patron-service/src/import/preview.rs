//! What is in a file and how it would be read.

use std::path::Path;

use patron_ledger::batch::as_text;
use patron_ledger::mapping::ONLY;
use patron_ledger::session::{Engine, SessionLimits};
use patron_ledger::source::{self, Detail, ReadOptions, Source, Watch};
use patron_ledger::table::table;

use super::answers::Answers;
use super::lookup::Files;
use super::prepare::{Prepared, look};
use super::words::broken;
use super::{overlap, questions};
use crate::error::Result;
use crate::folder::{Folder, UPLOADS};
use crate::portfolio;
use crate::views::{FieldProposal, ImportRequest, PreviewView, SourceColumn};

const SAMPLE_ROWS: usize = 20;

/// Looks at a file: its columns, the mapping that would be used, and what must be answered first. Changes nothing.
///
/// # Errors
/// If the file cannot be read, or the request names what is not there.
pub async fn preview(folder: &Folder, path: &Path, request: &ImportRequest) -> Result<PreviewView> {
    let table = table(&request.table)?;
    let answers = Answers::new(&request.answers)?;
    let files = Files::of(&[path.to_owned()], request, &folder.path(UPLOADS)).await?;
    let path = files.paths().first().cloned().unwrap_or_else(|| path.to_owned());
    let looked = tokio::task::spawn_blocking(move || -> Result<_> {
        let looked = look(&path, &answers, &Watch::new())?;
        let sample = sample(&looked.0)?;
        Ok((looked, sample))
    });
    let (looked, sample) = looked.await.map_err(|error| broken(&error))??;
    let prepared = Prepared::new(folder.store(), table, request, looked).await?;
    let settings = portfolio::settings(folder.store()).await?;
    let zone = prepared.answers.time_zone()?.map_or_else(|| settings.resolve().map(|p| p.time_zone), Ok)?;
    let engine = Engine::new(&folder.path(UPLOADS), SessionLimits::default())?;
    let mut open = Vec::new();
    let mut overlapping = overlap::same_content(folder.store(), table, &prepared).await?;
    match prepared.mapper(table, zone, &engine.session().state()) {
        Ok(mapper) => {
            open.extend(prepared.questions(&mapper));
            let said = settings.time_zone.is_some() || prepared.answers.time_zone()?.is_some();
            open.extend(prepared.time_zone_question(table, &mapper).filter(|_| !said));
            if overlapping.is_none() {
                let rows = overlap::rows_known(folder, table, &prepared, mapper).await?;
                overlapping = (rows > 0).then(|| overlap::overlapping(rows));
            }
        }
        Err(error) if error.code() == "mapping-incomplete" => {}
        Err(error) => return Err(error),
    }
    let asked = prepared.answers.get("overlap", None).is_none();
    open.extend(overlapping.filter(|_| asked).map(questions::ask_overlap));
    let fields = table.fields().into_iter().map(|field| FieldProposal {
        field: field.name.to_owned(),
        required: field.is_required(),
        expression: prepared.mapping.get(field.name).cloned(),
        candidates: prepared.candidates(field.name),
    });
    // not a field, but mapped like one
    let only = FieldProposal {
        field: ONLY.to_owned(),
        required: false,
        expression: prepared.mapping.get(ONLY).cloned(),
        candidates: Vec::new(),
    };
    let columns = prepared.profile.columns.iter().map(|column| SourceColumn {
        name: column.name.clone(),
        kind: serde_json::to_value(column.kind)
            .ok()
            .and_then(|kind| kind.as_str().map(str::to_owned))
            .unwrap_or_default(),
        empty: column.empty + column.missing_words,
        examples: column.examples.clone(),
    });
    Ok(PreviewView {
        table: table.id.to_owned(),
        format: words(prepared.source.detail()),
        rows: prepared.profile.rows,
        columns: columns.collect(),
        sample,
        fields: fields.chain([only]).collect(),
        remembered: prepared.remembered,
        questions: open,
    })
}

/// The first rows as text, in the columns of the file.
fn sample(source: &Source) -> Result<Vec<Vec<Option<String>>>> {
    let options = ReadOptions { batch_rows: SAMPLE_ROWS, columns: None };
    let Some(batch) = source::read(source, &options, &Watch::new())?.next() else { return Ok(Vec::new()) };
    let batch = batch?;
    let columns = batch.columns.iter().map(as_text).collect::<Result<Vec<_>, _>>()?;
    let row =
        |index: usize| columns.iter().map(|column| column.iter().nth(index).flatten().map(str::to_owned)).collect();
    Ok((0..batch.rows.len()).map(row).collect())
}

/// What was recognised, for example `csv; utf-8; delimiter ,`.
fn words(detail: &Detail) -> String {
    match detail {
        Detail::Csv { encoding, delimiter, .. } => {
            let delimiter = if *delimiter == '\t' { "tab".to_owned() } else { delimiter.to_string() };
            format!("csv; {}; delimiter {delimiter}", encoding.name())
        }
        Detail::JsonLines { encoding, .. } => format!("json-lines; {}", encoding.name()),
        Detail::Excel { sheet, .. } => format!("excel; sheet {sheet}"),
        Detail::Parquet { row_groups, .. } => format!("parquet; {row_groups} row groups"),
    }
}
