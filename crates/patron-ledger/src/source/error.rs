//! The words for a file that cannot be read.

use std::fmt::{self, Display};
use std::io;
use std::path::Path;

/// A file that cannot be read: what happened, what was expected, what to do.
///
/// Fields are reached through methods; the code and the names of the values are stable, so that
/// pages can say the same in another language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceError {
    code: &'static str,
    values: Vec<(&'static str, String)>,
    message: String,
    hint: String,
}

impl SourceError {
    pub(crate) fn new(code: &'static str, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { code, values: Vec::new(), message: message.into(), hint: hint.into() }
    }

    pub(crate) fn with(mut self, name: &'static str, value: impl Display) -> Self {
        self.values.push((name, value.to_string()));
        self
    }

    /// Stable code in kebab-case.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.code
    }

    /// Named values: `file` always, `row`, `line`, `byte`, … where known.
    #[must_use]
    pub fn values(&self) -> &[(&'static str, String)] {
        &self.values
    }

    /// One named value.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&str> {
        self.values.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_str())
    }

    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> &str {
        &self.hint
    }
}

impl Display for SourceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for SourceError {}

/// Lets an error travel through readers that speak [`io::Error`].
impl From<SourceError> for io::Error {
    fn from(error: SourceError) -> Self {
        Self::other(error)
    }
}

/// The constructors: one a kind of failure, so that all words stand in one place.
impl SourceError {
    pub(crate) fn open(path: &Path, error: &io::Error) -> Self {
        let file = path.display();
        match error.kind() {
            io::ErrorKind::NotFound => Self::new(
                "file-missing",
                format!("file `{file}` does not exist; expected a CSV, JSON lines, Excel or Parquet file"),
                "check the path; names are case-sensitive",
            ),
            io::ErrorKind::PermissionDenied => Self::new(
                "file-not-readable",
                format!("file `{file}` may not be read; expected permission to read it"),
                "give the user that runs patron permission to read the file",
            ),
            _ => Self::new(
                "file-not-readable",
                format!("file `{file}` could not be read: {error}; expected a readable file"),
                "check the disk and try again, or copy the file elsewhere first",
            ),
        }
        .with("file", file)
    }

    pub(crate) fn not_a_file(path: &Path) -> Self {
        Self::new(
            "not-a-file",
            format!("`{}` is a folder; expected a file", path.display()),
            "name the files in it, for example with a pattern such as `folder/*.csv`",
        )
        .with("file", path.display())
    }

    pub(crate) fn empty(path: &Path) -> Self {
        Self::new(
            "file-empty",
            format!("file `{}` is empty; expected a header and at least one row", path.display()),
            "export the file again",
        )
        .with("file", path.display())
    }

    pub(crate) fn no_rows(path: &Path) -> Self {
        Self::new(
            "no-rows",
            format!("file `{}` has a header but no rows; expected at least one row below it", path.display()),
            "export the file again, or say `--header none` if the first line is a row",
        )
        .with("file", path.display())
    }

    pub(crate) fn no_header(path: &Path, line: u64) -> Self {
        Self::new(
            "no-header",
            format!("file `{}` ends before line `{line}`; expected the column names there", path.display()),
            "give the line of the column names with `--header`",
        )
        .with("file", path.display())
        .with("line", line)
    }

    pub(crate) fn unsupported(path: &Path, found: &str, hint: &str) -> Self {
        Self::new(
            "format-not-supported",
            format!("file `{}` is {found}; expected CSV, JSON lines, Excel or Parquet", path.display()),
            hint,
        )
        .with("file", path.display())
        .with("found", found)
    }

    pub(crate) fn format_mismatch(path: &Path, asked: &str, found: &str) -> Self {
        Self::new(
            "format-mismatch",
            format!("file `{}` is `{found}` by its content; expected `{asked}` as asked for", path.display()),
            format!("leave out `--file-format`, or use `--file-format {found}`"),
        )
        .with("file", path.display())
        .with("asked", asked)
        .with("found", found)
    }

    pub(crate) fn truncated(path: &Path, kind: &str, line: Option<u64>) -> Self {
        let place = line.map_or_else(String::new, |line| format!(" after line `{line}`"));
        let error = Self::new(
            "file-truncated",
            format!("{kind} file `{}` ends too early{place}; expected a complete file", path.display()),
            "copy or download the file again",
        )
        .with("file", path.display());
        match line {
            Some(line) => error.with("line", line),
            None => error,
        }
    }

    pub(crate) fn damaged(path: &Path, kind: &str, detail: impl Display) -> Self {
        Self::new(
            "file-damaged",
            format!("{kind} file `{}` is damaged: {detail}; expected a readable {kind} file", path.display()),
            "copy or download the file again, or export it anew",
        )
        .with("file", path.display())
        .with("detail", detail)
    }

    pub(crate) fn not_json_lines(path: &Path) -> Self {
        Self::new(
            "json-not-lines",
            format!(
                "file `{}` has no line that is a JSON object; expected JSON lines, one whole object a line",
                path.display()
            ),
            "write each object on one line, for example with `jq -c .`; a file that only ends in .json is read as it \
             is with `--file-format csv`",
        )
        .with("file", path.display())
    }

    pub(crate) fn too_large_unpacked(path: &Path, limit: &str) -> Self {
        Self::new(
            "unpacks-too-large",
            format!("file `{}` unpacks to more than {limit}; expected less", path.display()),
            "unpack the file yourself if you trust it, and import the unpacked file",
        )
        .with("file", path.display())
        .with("limit", limit)
    }

    pub(crate) fn undecodable(path: &Path, line: u64, byte: u64, tried: &[&str]) -> Self {
        let tried = tried.join(", ");
        Self::new(
            "text-not-decodable",
            format!(
                "file `{}` line `{line}` (byte `{byte}`) is not text in the encodings tried: `{tried}`; \
                 expected one encoding throughout",
                path.display()
            ),
            "name the encoding with `--encoding`: utf-8, utf-16le, utf-16be, gb18030 or windows-1252",
        )
        .with("file", path.display())
        .with("line", line)
        .with("byte", byte)
        .with("tried", tried)
    }

    pub(crate) fn same_headers(path: &Path, name: &str, first: usize, second: usize) -> Self {
        Self::new(
            "column-twice",
            format!(
                "file `{}` has two columns `{name}`, at positions `{first}` and `{second}`; expected different names",
                path.display()
            ),
            "rename one of the two columns in the file",
        )
        .with("file", path.display())
        .with("column", name)
        .with("first", first)
        .with("second", second)
    }

    pub(crate) fn header_not_readable(path: &Path, line: u64) -> Self {
        Self::new(
            "header-not-readable",
            format!(
                "file `{}` line `{line}` holds quotes or cells that no header has; expected the column names there",
                path.display()
            ),
            "check the first lines of the file, or give the line of the column names with `--header`",
        )
        .with("file", path.display())
        .with("line", line)
    }

    pub(crate) fn column_missing(path: &Path, name: &str, names: &[String]) -> Self {
        let have = names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        Self::new(
            "column-missing",
            format!("file `{}` has no column `{name}`; expected one of {have}", path.display()),
            "names of columns are case-sensitive; check the mapping",
        )
        .with("file", path.display())
        .with("column", name)
    }

    pub(crate) fn cell_limit(limit: usize, most: usize) -> Self {
        Self::new(
            "limit-not-allowed",
            format!("longest cell `{limit}` cannot be used; expected `1` to `{most}` bytes"),
            "leave the limit of 1 MiB as it is unless cells are really longer",
        )
        .with("limit", limit)
        .with("most", most)
    }

    pub(crate) fn too_many_columns(path: &Path, limit: usize) -> Self {
        Self::new(
            "too-many-columns",
            format!("file `{}` has more than `{limit}` columns; expected at most that many", path.display()),
            "check the delimiter with `--delimiter`, or export fewer columns",
        )
        .with("file", path.display())
        .with("limit", limit)
    }

    pub(crate) fn wrong_delimiter(path: &Path, asked: char, found: char) -> Self {
        Self::new(
            "delimiter-not-found",
            format!(
                "delimiter `{asked}` does not occur in the header of file `{}`, but `{found}` does; \
                 expected the delimiter between the column names",
                path.display()
            ),
            format!("leave out `--delimiter`, or use `--delimiter '{found}'`"),
        )
        .with("file", path.display())
        .with("asked", asked)
        .with("found", found)
    }

    pub(crate) fn delimiter_not_allowed(path: &Path, asked: char) -> Self {
        Self::new(
            "delimiter-not-allowed",
            format!(
                "delimiter `{}` cannot be used; expected one ASCII sign, no letter, digit or quote",
                asked.escape_debug()
            ),
            "use one of `,` `;` `|` or a tab",
        )
        .with("file", path.display())
        .with("asked", asked.escape_debug())
    }

    pub(crate) fn unclosed_quote(path: &Path, row: u64, line: u64) -> Self {
        Self::new(
            "quote-not-closed",
            format!(
                "file `{}` row `{row}` (line `{line}`) opens a quote that is never closed; \
                 expected a closing `\"` before the end of the file",
                path.display()
            ),
            "close the quote in that line, or read quotes as plain text with `--no-quotes`",
        )
        .with("file", path.display())
        .with("row", row)
        .with("line", line)
    }

    pub(crate) fn sheet_missing(path: &Path, sheet: &str, sheets: &[String]) -> Self {
        let have = sheets.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        Self::new(
            "sheet-missing",
            format!("workbook `{}` has no sheet `{sheet}`; expected one of {have}", path.display()),
            "name one of these with `--sheet`",
        )
        .with("file", path.display())
        .with("sheet", sheet)
        .with("sheets", sheets.join(", "))
    }

    pub(crate) fn changed(path: &Path) -> Self {
        Self::new(
            "file-changed",
            format!("file `{}` changed while it was being read; expected it to stay as it was opened", path.display()),
            "wait until the file is written, then import it again",
        )
        .with("file", path.display())
    }

    pub(crate) fn cancelled(path: &Path) -> Self {
        Self::new(
            "cancelled",
            format!("reading file `{}` was cancelled; nothing of it was kept", path.display()),
            "start the import again when ready",
        )
        .with("file", path.display())
    }
}
