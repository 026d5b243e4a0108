//! One file before its rows are read: what it is, how it maps, what is open.

use std::collections::BTreeMap;
use std::path::Path;

use chrono_tz::Tz;
use datafusion::execution::SessionState;
use patron_ledger::batch::{OWN_COLUMN_PREFIX, Part};
use patron_ledger::mapping::{ColumnKind, Mapper, SourceColumn, check_name, shape};
use patron_ledger::rule::Treatment;
use patron_ledger::source::proposal::quoted;
use patron_ledger::source::{self, Detail, Profile, Proposal, Source, Watch};
use patron_ledger::table::{Kind, Table};
use patron_store::Store;
use serde::{Deserialize, Serialize};

use super::answers::Answers;
use super::kinds::Fills;
use super::{kinds, questions};
use crate::error::{Result, ServiceError};
use crate::views::{ImportRequest, Question};

/// The column that every file has: the number of the row, from 1, the heading not counted.
const ROW_NUMBER: &str = "row_number";

/// What is kept for files of one shape.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Kept {
    /// field -> expression
    pub(super) mapping: BTreeMap<String, String>,
    /// answers about its columns
    pub(super) answers: BTreeMap<String, String>,
}

/// A file that was opened and profiled.
#[derive(Debug)]
pub(super) struct Prepared {
    pub(super) source: Source,
    pub(super) profile: Profile,
    pub(super) proposal: Option<Proposal>,
    /// Columns that are read: all but those of an exported quarantine.
    pub(super) read: Vec<String>,
    /// the last of them is the number of the row, which is not in the file
    numbered: bool,
    pub(super) shape: String,
    pub(super) remembered: bool,
    /// field -> expression, empty ones left out
    pub(super) mapping: BTreeMap<String, String>,
    pub(super) answers: Answers,
    columns: Vec<SourceColumn>,
    open: Vec<Option<Question>>,
}

/// Opens and profiles a file; blocks.
pub(super) fn look(path: &Path, answers: &Answers, watch: &Watch) -> Result<(Source, Profile)> {
    let source = source::open(path, answers.open_options()?, watch)?;
    let profile = source::profile(&source, watch)?;
    Ok((source, profile))
}

impl Prepared {
    /// Finds the mapping of a file: given, else kept, else proposed.
    pub(super) async fn new(
        store: &dyn Store,
        table: &'static Table,
        request: &ImportRequest,
        (source, profile): (Source, Profile),
    ) -> Result<Self> {
        for field in request.mapping.keys() {
            check_name(table, field)?;
        }
        let mut read: Vec<String> =
            source.column_names().into_iter().filter(|name| !name.starts_with(OWN_COLUMN_PREFIX)).collect();
        let shape = shape(format_name(source.detail()), &read);
        let kept: Option<Kept> = match store.mapping(table.id, &shape).await? {
            Some(value) => Some(serde_json::from_value(value)?),
            None => None,
        };
        let own = profile.columns.iter().filter(|column| read.contains(&column.name)).cloned().collect();
        let proposal = source::propose(table.id, &Profile { columns: own, ..profile.clone() });
        let mut mapping = kept.as_ref().map_or_else(|| proposed(table, proposal.as_ref()), |kept| kept.mapping.clone());
        mapping.extend(request.mapping.iter().map(|(field, sql)| (field.clone(), sql.trim().to_owned())));
        mapping.retain(|_, sql| !sql.is_empty());
        let answers =
            Answers::new(&request.answers)?.or(&kept.as_ref().map(|kept| kept.answers.clone()).unwrap_or_default());
        let mut columns = Vec::with_capacity(read.len());
        let mut open = Vec::with_capacity(read.len());
        for column in profile.columns.iter().filter(|column| read.contains(&column.name)) {
            let (column, question) = kinds::column(column, &answers, fills(table, &mapping, &column.name))?;
            columns.push(column);
            open.push(question);
        }
        let remembered = kept.is_some();
        let numbered = asks_for_number(&mapping, &read);
        if numbered {
            read.push(ROW_NUMBER.to_owned());
            columns.push(SourceColumn { name: ROW_NUMBER.to_owned(), kind: ColumnKind::Text });
            open.push(None);
        }
        Ok(Self { source, profile, proposal, read, numbered, shape, remembered, mapping, answers, columns, open })
    }

    /// The checked mapping.
    pub(super) fn mapper(&self, table: &'static Table, zone: Tz, state: &SessionState) -> Result<Mapper> {
        Mapper::new(table, &self.mapping, self.columns.clone(), zone, state).map_err(|refusal| {
            let field = refusal.values().iter().find(|(name, _)| *name == "field").map(|(_, field)| field.clone());
            let candidates = field.as_deref().map(|field| self.candidates(field)).unwrap_or_default();
            let incomplete = refusal.code() == "mapping-incomplete";
            let error = ServiceError::from(refusal);
            match (incomplete, field, candidates.first()) {
                (true, Some(field), Some(first)) => incomplete_with(table, &field, &candidates, first),
                _ => error,
            }
        })
    }

    /// Columns that could be meant by a field.
    pub(super) fn candidates(&self, field: &str) -> Vec<String> {
        let open = self.proposal.iter().flat_map(|proposal| &proposal.unmatched).filter(|open| open.field == field);
        open.flat_map(|open| open.candidates.iter().map(|candidate| candidate.column.clone())).collect()
    }

    /// What a mapping leaves open about the columns it uses.
    pub(super) fn questions(&self, mapper: &Mapper) -> Vec<Question> {
        mapper.used().iter().filter_map(|&at| self.open.get(at).cloned().flatten()).collect()
    }

    /// The question about the time zone, if the day of a row hangs on it.
    pub(super) fn time_zone_question(&self, table: &Table, mapper: &Mapper) -> Option<Question> {
        table.day()?;
        let is_date = |at: &usize| matches!(self.columns.get(*at).map(|c| &c.kind), Some(ColumnKind::Date { .. }));
        let used = mapper.used().iter().filter(|at| is_date(at)).filter_map(|&at| self.read.get(at));
        used.filter_map(|name| self.profile.column(name))
            .find(|column| column.dates().is_some_and(|dates| dates.with_time > dates.with_offset))
            .map(|column| questions::ask_time_zone(&column.name))
    }

    /// Name without folders.
    pub(super) fn name(&self) -> String {
        let path = self.source.path();
        path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
    }

    /// The file as one part of an import; `skip` where all its rows are in the ledger.
    pub(super) fn part(&self, name: String, mapper: Mapper, skip: bool) -> Part {
        let treatment = Treatment { corrected: self.is_corrected(), skip };
        Part {
            name,
            columns: self.source.column_names(),
            read: self.read.clone(),
            numbered: self.numbered,
            mapper,
            treatment,
        }
    }

    /// Whether the file is an exported quarantine that was corrected.
    fn is_corrected(&self) -> bool {
        let has = |name: &str| self.source.columns().iter().any(|column| column.name == name);
        has("patron_row") && has("patron_reason")
    }

    pub(super) fn kept(&self) -> Kept {
        Kept { mapping: self.mapping.clone(), answers: self.answers.lasting() }
    }
}

/// Whether an expression names the number of the row, and the file has no column of that name.
fn asks_for_number(mapping: &BTreeMap<String, String>, read: &[String]) -> bool {
    !read.iter().any(|name| name.eq_ignore_ascii_case(ROW_NUMBER))
        && mapping.values().any(|sql| words(sql).any(|word| word == ROW_NUMBER))
}

/// What the mapping makes of a column.
fn fills(table: &Table, mapping: &BTreeMap<String, String>, column: &str) -> Fills {
    let of_kind = |wanted: fn(Kind) -> bool| {
        let fields = table.fields().into_iter().filter(move |field| wanted(field.kind));
        fields.filter_map(|field| mapping.get(field.name))
    };
    let is_column = |sql: &str| sql == quoted(column) || sql.to_lowercase() == column.to_lowercase();
    let holds_column = |sql: &String| sql.contains(&quoted(column)) || words(sql).any(is_column);
    Fills {
        date: of_kind(|kind| matches!(kind, Kind::Date | Kind::Timestamp)).any(|sql| is_column(sql)),
        number: of_kind(|kind| matches!(kind, Kind::Decimal | Kind::Count)).any(holds_column),
    }
}

/// The bare words of an expression.
fn words(sql: &str) -> impl Iterator<Item = &str> {
    sql.split(|sign: char| !(sign.is_alphanumeric() || sign == '_')).filter(|word| !word.is_empty())
}

fn proposed(table: &Table, proposal: Option<&Proposal>) -> BTreeMap<String, String> {
    let fields = proposal.iter().flat_map(|proposal| &proposal.fields);
    fields
        .filter(|field| table.field(&field.field).is_ok())
        .map(|field| (field.field.clone(), field.expression.clone()))
        .collect()
}

fn incomplete_with(table: &Table, field: &str, candidates: &[String], first: &str) -> ServiceError {
    let list = candidates.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    ServiceError::new(
        "mapping-incomplete",
        format!("table `{}` needs field `{field}`, and no column is surely it; expected one of {list}", table.id),
    )
    .hint(if table.id == "customers" {
        format!("name the column with `--map {field}={first}`; where rows have no name, number them: `--map {field}={ROW_NUMBER}`")
    } else {
        format!("name the column with `--map {field}={first}`")
    })
    .value("table", table.id)
    .value("field", field)
    .value("candidates", candidates.to_vec())
}

/// Kind of file, as part of its shape.
pub(super) const fn format_name(detail: &Detail) -> &'static str {
    match detail {
        Detail::Csv { .. } => "csv",
        Detail::JsonLines { .. } => "json-lines",
        Detail::Excel { .. } => "excel",
        Detail::Parquet { .. } => "parquet",
    }
}
