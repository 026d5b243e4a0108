//! What the user said about the files beyond the mapping.

use std::collections::BTreeMap;

use chrono_tz::Tz;
use patron_ledger::rule::Overlap;
use patron_ledger::source::{Encoding, HeaderLine, OpenOptions};
use serde::de::DeserializeOwned;

use crate::error::{Result, ServiceError};

/// Every answer there is, and what it can be.
pub const ANSWERS: [(&str, &str); 11] = [
    ("date-order", "`day-first` or `month-first`"),
    ("decimal-mark", "`point` or `comma`"),
    ("date-form", "a form of dates such as `excel-serial`, `epoch-seconds` or `epoch-millis`"),
    ("time-zone", "an IANA name such as `Asia/Shanghai`"),
    ("overlap", "`skip` or `keep`"),
    ("format", "`csv`, `json-lines`, `excel` or `parquet`"),
    ("encoding", "`utf-8`, `utf-16le`, `utf-16be`, `gb18030` or `windows-1252`"),
    ("delimiter", "one sign, or `tab`"),
    ("sheet", "the name of a sheet"),
    ("header", "the line of the column names, or `none`"),
    ("quotes", "`yes` or `no`"),
];

/// Checked answers.
#[derive(Debug, Clone, Default)]
pub(super) struct Answers {
    given: BTreeMap<String, String>,
}

impl Answers {
    /// Checks the names; values are checked where they are used.
    pub(super) fn new(given: &BTreeMap<String, String>) -> Result<Self> {
        for key in given.keys() {
            let id = key.split_once(':').map_or(key.as_str(), |(id, _)| id);
            if !ANSWERS.iter().any(|(known, _)| *known == id) {
                let have = ANSWERS.map(|(known, _)| format!("`{known}`")).join(", ");
                return Err(ServiceError::new(
                    "unknown-answer",
                    format!("answer `{key}` is not known; expected one of {have}"),
                )
                .hint("write `--answer name=value`, or `--answer name:column=value`")
                .value("answer", key.as_str()));
            }
        }
        Ok(Self { given: given.clone() })
    }

    /// The same, with what was kept from earlier files where nothing is said now.
    pub(super) fn or(&self, kept: &BTreeMap<String, String>) -> Self {
        let mut given = kept.clone();
        given.extend(self.given.clone());
        Self { given }
    }

    /// The answer about a column, else about all of them.
    pub(super) fn get(&self, id: &str, column: Option<&str>) -> Option<&str> {
        let of_column = column.and_then(|column| self.given.get(&format!("{id}:{column}")));
        of_column.or_else(|| self.given.get(id)).map(String::as_str).filter(|answer| !answer.is_empty())
    }

    /// An answer as one of the words of a type.
    pub(super) fn word<T: DeserializeOwned>(&self, id: &str, column: Option<&str>) -> Result<Option<T>> {
        self.get(id, column).map(|answer| parsed(id, answer)).transpose()
    }

    /// An answer that is only ever about one column.
    pub(super) fn word_of<T: DeserializeOwned>(&self, id: &str, column: &str) -> Result<Option<T>> {
        self.given.get(&format!("{id}:{column}")).map(|answer| parsed(id, answer)).transpose()
    }

    pub(super) fn time_zone(&self) -> Result<Option<Tz>> {
        self.get("time-zone", None).map(|zone| zone.parse().map_err(|_| wrong("time-zone", zone))).transpose()
    }

    pub(super) fn overlap(&self) -> Result<Overlap> {
        match self.get("overlap", None) {
            None => Ok(Overlap::Ask),
            Some("skip") => Ok(Overlap::Skip),
            Some("keep") => Ok(Overlap::Keep),
            Some(other) => Err(wrong("overlap", other)),
        }
    }

    /// How to open files.
    pub(super) fn open_options(&self) -> Result<OpenOptions> {
        let mut options = OpenOptions { format: self.word("format", None)?, ..OpenOptions::default() };
        options.encoding = self.get("encoding", None).map(encoding).transpose()?;
        options.delimiter = self.get("delimiter", None).map(delimiter).transpose()?;
        options.sheet = self.get("sheet", None).map(str::to_owned);
        options.header = match self.get("header", None) {
            None => HeaderLine::First,
            Some("none") => HeaderLine::None,
            Some(line) => {
                HeaderLine::Line(line.parse().ok().filter(|line| *line > 0).ok_or_else(|| wrong("header", line))?)
            }
        };
        options.quoting = match self.get("quotes", None) {
            None | Some("yes") => true,
            Some("no") => false,
            Some(other) => return Err(wrong("quotes", other)),
        };
        Ok(options)
    }

    /// What holds for other files of the same shape.
    pub(super) fn lasting(&self) -> BTreeMap<String, String> {
        let of_shape = |key: &str| ["date-order", "decimal-mark", "date-form"].iter().any(|id| key.starts_with(id));
        self.given.iter().filter(|(key, _)| of_shape(key)).map(|(key, value)| (key.clone(), value.clone())).collect()
    }
}

fn parsed<T: DeserializeOwned>(id: &str, answer: &str) -> Result<T> {
    serde_json::from_value(answer.into()).map_err(|_| wrong(id, answer))
}

fn encoding(word: &str) -> Result<Encoding> {
    Encoding::from_name(word).ok_or_else(|| wrong("encoding", word))
}

fn delimiter(word: &str) -> Result<u8> {
    match word.as_bytes() {
        _ if word == "tab" || word == "\\t" => Ok(b'\t'),
        [byte] => Ok(*byte),
        _ => Err(wrong("delimiter", word)),
    }
}

pub(super) fn wrong(id: &str, value: &str) -> ServiceError {
    let expected = ANSWERS.iter().find(|(known, _)| *known == id).map_or("another value", |(_, expected)| expected);
    ServiceError::new("answer-value", format!("answer `{id}` is `{value}`; expected {expected}"))
        .hint(format!("write `--answer {id}=value`"))
        .value("answer", id)
        .value("value", value)
}
