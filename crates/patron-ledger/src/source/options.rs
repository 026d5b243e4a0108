//! What the caller may say about a file before it is opened.

use serde::{Deserialize, Serialize};

/// Kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// Delimited text: CSV, TSV and relatives.
    Csv,
    /// One JSON object a line.
    JsonLines,
    /// A workbook: .xlsx, .xlsm, .xlsb, .xls or .ods.
    Excel,
    /// Parquet.
    Parquet,
}

impl Format {
    /// The name as written in options and messages.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::JsonLines => "json-lines",
            Self::Excel => "excel",
            Self::Parquet => "parquet",
        }
    }
}

/// Text encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    /// UTF-8, with or without a byte-order mark.
    Utf8,
    /// UTF-16, little end first.
    Utf16Le,
    /// UTF-16, big end first.
    Utf16Be,
    /// GB18030, which contains GBK and GB2312.
    Gb18030,
    /// Windows-1252; never recognised, only taken when asked for, because every byte fits it.
    Windows1252,
}

impl Encoding {
    /// Every encoding that can be asked for.
    pub const ALL: [Self; 5] = [Self::Utf8, Self::Utf16Le, Self::Utf16Be, Self::Gb18030, Self::Windows1252];

    /// The name as written in options and messages.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Gb18030 => "gb18030",
            Self::Windows1252 => "windows-1252",
        }
    }

    /// The encoding of that name, in any letter case; `gbk` and `gb2312` are GB18030.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name.to_ascii_lowercase().as_str() {
            "utf8" => Some(Self::Utf8),
            "utf-16" => Some(Self::Utf16Le),
            "gbk" | "gb2312" => Some(Self::Gb18030),
            "cp1252" | "latin1" => Some(Self::Windows1252),
            name => Self::ALL.into_iter().find(|encoding| encoding.name() == name),
        }
    }
}

/// How the bytes of a text file are packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Compression {
    /// Not at all.
    None,
    /// gzip, one member or several.
    Gzip,
    /// Zstandard.
    Zstd,
}

/// Kind of workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WorkbookKind {
    /// Office Open XML.
    Xlsx,
    /// Its binary variant.
    Xlsb,
    /// The old binary workbook.
    Xls,
    /// OpenDocument.
    Ods,
}

/// Where the column names stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HeaderLine {
    /// In the first line that is not blank.
    #[default]
    First,
    /// In this line of the file (or row of the sheet), counted from 1; what stands above is left out.
    Line(u64),
    /// Nowhere: columns are named `column_1`, `column_2`, ….
    None,
}

/// What the caller knows or limits; the default recognises everything.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OpenOptions {
    /// The kind of file, instead of recognising it.
    pub format: Option<Format>,
    /// The encoding of text, instead of recognising it.
    pub encoding: Option<Encoding>,
    /// The byte between fields, instead of recognising it.
    pub delimiter: Option<u8>,
    /// Whether `"` encloses fields.
    pub quoting: bool,
    /// The sheet of a workbook, instead of its first.
    pub sheet: Option<String>,
    /// Where the column names stand.
    pub header: HeaderLine,
    /// Cells that are exactly one of these words are missing, as empty cells are.
    pub missing_words: Vec<String>,
    /// Longest cell, in bytes of UTF-8; a longer one makes its row a bad row.
    pub max_cell_bytes: usize,
    /// Largest content of a compressed file or workbook.
    pub max_unpacked_bytes: u64,
    /// Largest ratio of unpacked to packed bytes, looked at beyond 64 MiB unpacked.
    pub max_unpacked_ratio: u64,
}

impl Default for OpenOptions {
    fn default() -> Self {
        Self {
            format: None,
            encoding: None,
            delimiter: None,
            quoting: true,
            sheet: None,
            header: HeaderLine::First,
            missing_words: ["NULL", "null", "\\N"].map(str::to_owned).to_vec(),
            max_cell_bytes: 1 << 20,
            max_unpacked_bytes: 64 << 30,
            max_unpacked_ratio: 250,
        }
    }
}

impl OpenOptions {
    /// Whether a trimmed cell stands for "nothing known".
    #[must_use]
    pub fn is_missing(&self, cell: &str) -> bool {
        self.missing_words.iter().any(|word| word == cell)
    }
}
