//! Options about the form of a foreign file; without them it is recognised.

use std::collections::BTreeMap;

use clap::Args;
use patron_service::summary::{Encoding, FileFormat, HeaderLine, OpenOptions};

/// How a file is written.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Form of the file (recognised where not given)")]
pub(crate) struct SourceArgs {
    /// Kind of file: csv, json-lines, excel or parquet
    #[arg(long, value_name = "KIND", value_parser = file_format)]
    pub(crate) file_format: Option<FileFormat>,
    /// Encoding of text: utf-8, utf-16le, utf-16be, gb18030 or windows-1252
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    pub(crate) encoding: Option<Encoding>,
    /// Sign between fields, or tab
    #[arg(long, value_name = "SIGN", value_parser = delimiter)]
    pub(crate) delimiter: Option<u8>,
    /// Sheet of a workbook [default: the first]
    #[arg(long, value_name = "NAME")]
    pub(crate) sheet: Option<String>,
    /// Line of the column names, counted from 1, or none [default: the first line with text]
    #[arg(long, value_name = "LINE", value_parser = header)]
    pub(crate) header: Option<HeaderLine>,
    /// Take quotes as plain text
    #[arg(long)]
    pub(crate) no_quotes: bool,
}

impl SourceArgs {
    /// The options as the reader takes them.
    pub(crate) fn open_options(&self) -> OpenOptions {
        let SourceArgs { file_format, encoding, delimiter, sheet, header, no_quotes } = self.clone();
        OpenOptions {
            format: file_format,
            encoding,
            delimiter,
            sheet,
            header: header.unwrap_or_default(),
            quoting: !no_quotes,
            ..OpenOptions::default()
        }
    }

    /// The options as answers of an import.
    pub(crate) fn answers(&self) -> BTreeMap<String, String> {
        let header = self.header.map(|header| match header {
            HeaderLine::None => "none".to_owned(),
            HeaderLine::First => "1".to_owned(),
            HeaderLine::Line(line) => line.to_string(),
        });
        let given = [
            ("format", self.file_format.map(|format| format.name().to_owned())),
            ("encoding", self.encoding.map(|encoding| encoding.name().to_owned())),
            (
                "delimiter",
                self.delimiter.map(|sign| if sign == b'\t' { "tab".to_owned() } else { char::from(sign).to_string() }),
            ),
            ("sheet", self.sheet.clone()),
            ("header", header),
            ("quotes", self.no_quotes.then(|| "no".to_owned())),
        ];
        given.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
    }
}

fn file_format(word: &str) -> Result<FileFormat, String> {
    let all = [FileFormat::Csv, FileFormat::JsonLines, FileFormat::Excel, FileFormat::Parquet];
    let found = all.into_iter().find(|format| format.name() == word);
    found.ok_or_else(|| "expected csv, json-lines, excel or parquet".to_owned())
}

fn encoding(word: &str) -> Result<Encoding, String> {
    let found = Encoding::from_name(word);
    found.ok_or_else(|| format!("expected {}", Encoding::ALL.map(Encoding::name).join(", ")))
}

fn delimiter(word: &str) -> Result<u8, String> {
    match word.as_bytes() {
        _ if word == "tab" || word == "\\t" => Ok(b'\t'),
        [byte] => Ok(*byte),
        _ => Err("expected one sign, or tab".to_owned()),
    }
}

fn header(word: &str) -> Result<HeaderLine, String> {
    if word == "none" {
        return Ok(HeaderLine::None);
    }
    let line = word.parse().ok().filter(|line| *line > 0);
    line.map(HeaderLine::Line).ok_or_else(|| "expected the number of a line, or none".to_owned())
}
