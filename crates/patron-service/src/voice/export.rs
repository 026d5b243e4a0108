//! Headings of answer files, among them those of exports of survey tools.

use arrow::array::{Array, AsArray};
use arrow::compute::cast;
use arrow::datatypes::DataType;
use patron_ledger::source::{self, ReadOptions, Source, Watch};

use crate::error::Result;

/// A survey tool whose exports are recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tool {
    /// A line of names, one of texts, one of identifiers as JSON.
    Qualtrics,
    /// A line of texts, and one that says what stands below each.
    SurveyMonkey,
    /// Moment first, then texts.
    GoogleForms,
    /// Number, moment, time taken; then texts with their numbers.
    Wjx,
}

/// Columns as a file heads them.
#[derive(Debug)]
pub(crate) struct Headings {
    pub(crate) names: Vec<String>,
    /// further lines of headings, by column
    texts: Vec<Vec<String>>,
    pub(crate) tool: Option<Tool>,
}

impl Tool {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Qualtrics => "Qualtrics",
            Self::SurveyMonkey => "SurveyMonkey",
            Self::GoogleForms => "Google Forms",
            Self::Wjx => "问卷星",
        }
    }

    /// Names under which the tool writes when somebody answered.
    fn moments(self) -> &'static [&'static str] {
        match self {
            Self::Qualtrics => &["RecordedDate", "EndDate"],
            Self::SurveyMonkey => &["End Date", "Date Created", "结束日期"],
            Self::GoogleForms => &["Timestamp", "时间戳记", "时间戳"],
            Self::Wjx => &["提交答卷时间"],
        }
    }

    /// Names under which the tool writes who answered.
    fn respondents(self) -> &'static [&'static str] {
        match self {
            Self::Qualtrics => &["ResponseId", "ResponseID"],
            Self::SurveyMonkey => &["Respondent ID", "respondent_id", "受访者 ID"],
            Self::GoogleForms => &[],
            Self::Wjx => &["序号"],
        }
    }
}

impl Headings {
    /// Reads the first rows of a file; blocks.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub(crate) fn of(source: &Source, watch: &Watch) -> Result<Self> {
        let names = source.column_names();
        let first = first_rows(source, watch)?;
        let row = |at: usize| first.get(at).map_or(&[][..], Vec::as_slice);
        let is = |name: &str| names.iter().any(|have| have == name);
        let says = |cells: &[String], words: &[&str]| cells.iter().any(|cell| words.contains(&cell.trim()));
        let tool = if row(1).iter().any(|cell| cell.replace(' ', "").starts_with("{\"ImportId\":")) {
            Some(Tool::Qualtrics)
        } else if says(row(0), &["Response", "Open-Ended Response", "回答", "开放式回答"]) {
            Some(Tool::SurveyMonkey)
        } else if is("序号") && is("提交答卷时间") {
            Some(Tool::Wjx)
        } else {
            let first = names.first().map(String::as_str).unwrap_or_default();
            Tool::GoogleForms.moments().contains(&first).then_some(Tool::GoogleForms)
        };
        let lines = match tool {
            Some(Tool::Qualtrics) => 2,
            Some(Tool::SurveyMonkey) => 1,
            _ => 0,
        };
        let mut texts: Vec<Vec<String>> = first.into_iter().take(lines).collect();
        if tool == Some(Tool::SurveyMonkey) {
            texts = vec![below(&names, texts.first().map_or(&[][..], Vec::as_slice))];
        }
        Ok(Self { names, texts, tool })
    }

    /// Rows below the names that are headings as well.
    pub(crate) fn passed_over(&self) -> usize {
        match self.tool {
            Some(Tool::Qualtrics | Tool::SurveyMonkey) => self.texts.len(),
            _ => 0,
        }
    }

    /// The column of this name, or under which this text stands.
    pub(crate) fn find(&self, wanted: &str) -> Option<&str> {
        let place = self.names.iter().position(|name| name == wanted).or_else(|| {
            let wanted = plain(wanted);
            let lines = std::iter::once(&self.names).chain(&self.texts);
            lines.into_iter().find_map(|line| line.iter().position(|text| plain(text) == wanted))
        })?;
        self.names.get(place).map(String::as_str)
    }

    /// The column that says when somebody answered, where the file is of a tool that has one.
    pub(crate) fn moment(&self) -> Option<&str> {
        self.tool?.moments().iter().find_map(|name| self.find(name))
    }

    /// The column that says who answered, where the file is of a tool that has one.
    pub(crate) fn respondent(&self) -> Option<&str> {
        self.tool?.respondents().iter().find_map(|name| self.find(name))
    }
}

/// The first two rows of all columns as texts.
fn first_rows(source: &Source, watch: &Watch) -> Result<Vec<Vec<String>>> {
    let Some(batch) = source::read(source, &ReadOptions::default(), watch)?.next().transpose()? else {
        return Ok(Vec::new());
    };
    let mut rows = vec![Vec::new(); batch.lines.len().min(2)];
    for array in &batch.columns {
        let array = cast(array, &DataType::Utf8)?;
        let texts = array.as_string::<i32>();
        for (at, row) in rows.iter_mut().enumerate() {
            row.push(if texts.is_valid(at) { texts.value(at).to_owned() } else { String::new() });
        }
    }
    Ok(rows)
}

/// What stands in the second line, after the question of the first that it belongs to: a nameless column goes on with the
/// question before it.
fn below(names: &[String], cells: &[String]) -> Vec<String> {
    let mut question = "";
    let mut found = Vec::with_capacity(names.len());
    for (at, name) in names.iter().enumerate() {
        let nameless = *name == format!("column_{}", at + 1);
        if !nameless {
            question = name;
        }
        found.push(match cells.get(at).map(|cell| cell.trim()).unwrap_or_default() {
            "" => String::new(),
            cell => format!("{question} - {cell}"),
        });
    }
    found
}

/// A text without its number, letter case and doubled blanks.
fn plain(text: &str) -> String {
    let text = text.trim();
    let digits = text.trim_start_matches(|sign: char| sign.is_ascii_digit());
    let numbered = digits.len() < text.len() && digits.starts_with(['、', '.', '．', ':', '：', ')', '）']);
    let text = if numbered { digits.trim_start_matches(['、', '.', '．', ':', '：', ')', '）']) } else { text };
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
