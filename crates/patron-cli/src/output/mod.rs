//! Showing results: tables for people; JSON, CSV and Parquet for programs.

mod figure;
mod heading;
mod list;
mod partial;
pub(crate) mod pipe;
mod table;

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::array::RecordBatch;
use arrow::datatypes::SchemaRef;
use clap::Args;
use datafusion::dataframe::DataFrame;
use patron_service::error::ServiceError;
use patron_service::export::{self, Audience};
use patron_service::report::notice_in_chinese;
use serde::Serialize;

use crate::cli::{Format, Language};
use crate::problem::{Problem, Result};

pub(crate) use figure::Style;
pub(crate) use heading::Headings;
pub(crate) use list::List;
pub(crate) use partial::Partial;
pub(crate) use pipe::Pipe;
pub(crate) use table::{fitting_grid, grid, pairs};

/// Where a table goes.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Target {
    /// Write to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

/// Form and language of what a command shows.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Output {
    format: Option<Format>,
    pub(crate) language: Language,
    pub(crate) quiet: bool,
}

/// Rows of a table shown to people; the other forms print all.
const SHOWN_ROWS: usize = 100;

impl Output {
    pub(crate) fn new(format: Option<Format>, language: Language, quiet: bool) -> Self {
        Self { format, language, quiet }
    }

    /// The form asked for, else that of the file's ending, else a table.
    pub(crate) fn format(&self, target: &Target) -> Result<Format> {
        let Some(path) = &target.out else {
            return match self.format.unwrap_or(Format::Table) {
                Format::Parquet => {
                    Err(Problem::usage("`--format parquet` is not text, expected `--out`", "add `--out table.parquet`"))
                }
                format => Ok(format),
            };
        };
        if let Some(format) = self.format {
            return Ok(format);
        }
        match path.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase).as_deref() {
            Some("csv") => Ok(Format::Csv),
            Some("json") => Ok(Format::Json),
            Some("parquet") => Ok(Format::Parquet),
            _ => {
                let message =
                    format!("the form of `{}` is not known, expected .csv, .json or .parquet", path.display());
                Err(Problem::usage(message, "say `--format csv`"))
            }
        }
    }

    /// Writes a table whose rows are `frame`'s; the number of those written.
    pub(crate) async fn frame(
        &self,
        frame: DataFrame,
        headings: &Headings,
        audience: Audience,
        target: &Target,
    ) -> Result<u64> {
        let Some(written) = exported(self.format(target)?) else {
            return self.table(frame, headings, target).await;
        };
        match &target.out {
            Some(path) => {
                let file = Partial::new(path)?;
                let rows = export::write(frame, written, None, audience, BufWriter::new(&file.file)).await?;
                file.keep()?;
                self.note(&format!("`{rows}` rows written to `{}`", path.display()));
                Ok(rows)
            }
            None => Ok(export::write(frame, written, None, audience, Pipe::new()).await?),
        }
    }

    /// Writes a table that is made batch by batch. One that fails leaves no file; what was printed by then stays.
    pub(crate) fn batches(
        &self,
        schema: &SchemaRef,
        batches: impl Iterator<Item = Result<RecordBatch, ServiceError>>,
        headings: &Headings,
        audience: Audience,
        target: &Target,
    ) -> Result<()> {
        let Some(written) = exported(self.format(target)?) else {
            return self.first_rows(schema, batches, headings, target);
        };
        let all = |sink: &mut (dyn Write + Send)| -> Result<u64> {
            let mut writer = export::Writer::new(schema, written, None, audience, sink)?;
            for batch in batches {
                writer.batch(&batch?)?;
            }
            Ok(writer.close()?)
        };
        let Some(path) = &target.out else { return all(&mut Pipe::new()).map(|_| ()) };
        let file = Partial::new(path)?;
        let rows = all(&mut BufWriter::new(&file.file))?;
        file.keep()?;
        self.note(&format!("`{rows}` rows written to `{}`", path.display()));
        Ok(())
    }

    /// Makes all batches, because the last may fail, and shows the first rows.
    fn first_rows(
        &self,
        schema: &SchemaRef,
        batches: impl Iterator<Item = Result<RecordBatch, ServiceError>>,
        headings: &Headings,
        target: &Target,
    ) -> Result<()> {
        let (mut kept, mut rows) = (vec![RecordBatch::new_empty(Arc::clone(schema))], 0);
        for batch in batches {
            let batch = batch?;
            if rows < SHOWN_ROWS {
                kept.push(batch.slice(0, batch.num_rows().min(SHOWN_ROWS)));
            }
            rows += batch.num_rows();
        }
        self.text(&table::of_batches(&kept, headings, SHOWN_ROWS)?, target)?;
        self.cut(rows);
        Ok(())
    }

    async fn table(&self, frame: DataFrame, headings: &Headings, target: &Target) -> Result<u64> {
        let batches = frame.limit(0, Some(SHOWN_ROWS + 1))?.collect().await?;
        let rows: usize = batches.iter().map(|batch| batch.num_rows()).sum();
        self.text(&table::of_batches(&batches, headings, SHOWN_ROWS)?, target)?;
        self.cut(rows);
        Ok(rows as u64)
    }

    fn cut(&self, rows: usize) {
        if rows > SHOWN_ROWS {
            self.note(&format!("only the first `{SHOWN_ROWS}` rows are shown; `--format csv` prints all"));
        }
    }

    /// Shows one thing: as JSON, or in words.
    pub(crate) fn value<T: Serialize>(&self, value: &T, words: impl FnOnce() -> String) -> Result<()> {
        let target = Target::default();
        match self.format(&target)? {
            Format::Table => self.text(&words(), &target),
            Format::Json => self.json(value, &target),
            Format::Csv | Format::Parquet => Err(Problem::usage(
                "this command prints no table, expected `--format json` or none",
                "leave `--format` out",
            )),
        }
    }

    /// Shows a list: as JSON of the view it was made of, or as rows of text.
    pub(crate) fn list<T: Serialize>(&self, view: &T, list: &List) -> Result<()> {
        let target = Target::default();
        match self.format(&target)? {
            Format::Table => self.text(&list.table(), &target),
            Format::Json => self.json(view, &target),
            Format::Csv => self.text(&list.csv(), &target),
            Format::Parquet => {
                Err(Problem::usage("a list is not written as parquet, expected csv or json", "say `--format csv`"))
            }
        }
    }

    /// Writes JSON with a line end.
    pub(crate) fn json<T: Serialize>(&self, value: &T, target: &Target) -> Result<()> {
        self.text(&serde_json::to_string_pretty(value)?, target)
    }

    /// Writes text with a line end.
    pub(crate) fn text(&self, text: &str, target: &Target) -> Result<()> {
        let line = format!("{}\n", text.trim_end());
        let Some(path) = &target.out else {
            let mut pipe = Pipe::new();
            pipe.write_all(line.as_bytes())?;
            return Ok(pipe.flush()?);
        };
        write_file(path, line.as_bytes())
    }

    /// A remark to stderr, left out when quiet.
    pub(crate) fn note(&self, text: &str) {
        if !self.quiet {
            // Nothing is left to be said where stderr is closed.
            writeln!(std::io::stderr().lock(), "{text}").ok();
        }
    }

    /// Remarks about the result, to stderr.
    pub(crate) fn notices(&self, notices: &[patron_service::views::Notice]) {
        for notice in notices {
            let kind = match notice.severity {
                patron_service::views::Severity::Info => self.language.pick("note", "提示"),
                patron_service::views::Severity::Warning => self.language.pick("warning", "注意"),
            };
            // what has no Chinese words is said in English
            let chinese = (self.language == Language::Zh).then(|| notice_in_chinese(notice)).flatten();
            let colon = self.language.pick(": ", "：");
            self.note(&format!("{kind}{colon}{}", chinese.as_ref().unwrap_or(&notice.message)));
        }
    }
}

/// The form of a table for programs; `None` for the one for people.
fn exported(format: Format) -> Option<export::Format> {
    match format {
        Format::Table => None,
        Format::Json => Some(export::Format::Json),
        Format::Csv => Some(export::Format::Csv),
        Format::Parquet => Some(export::Format::Parquet),
    }
}

/// Makes a file with this content, or leaves it as it was.
pub(crate) fn write_file(path: &Path, content: &[u8]) -> Result<()> {
    let mut made = Partial::new(path)?;
    made.file.write_all(content)?;
    made.keep()
}

fn not_made(path: &Path, error: &std::io::Error) -> Problem {
    let file = path.display();
    let problem = ServiceError::new("file-not-written", format!("file `{file}` could not be made: {error}"));
    Problem::Failed(problem.hint("check that its folder exists and is writable"))
}
