use std::collections::BTreeMap;

use patron_voice::compare::{ShrunkMean, shrunk_means};
use patron_voice::nps::{Strength, Tally, shrink};
use patron_voice::sample::Sample;

use crate::catalogue::Text;
use crate::error::{Result, ServiceError};
use crate::service::Service;
use crate::service::label_column::LabelColumn;
use crate::service::runs::OpenRun;
use crate::views::{VoiceChange, VoiceGroup, VoiceGroups, VoiceGroupsAnswer, VoiceName, VoiceShrunk};
use crate::voice::{Figure, described_instrument};

use super::facts::{OWNER, Worth, facts, worth};
use super::figures::{change, correct, tally};
use super::heard::{Heard, LEVEL};
use super::request::{VoiceOf, answered};
use super::survey::small;

/// What answers are grouped by.
#[derive(Debug, Clone)]
pub(super) enum By {
    Touchpoint,
    Column(LabelColumn),
}

/// Rows of one group.
#[derive(Debug, Clone)]
pub(super) struct Group {
    pub(super) id: String,
    pub(super) label: Text,
    pub(super) rows: Vec<usize>,
}

/// Rows by group; the rows of no group apart.
#[derive(Debug, Clone, Default)]
pub(super) struct Grouped {
    pub(super) groups: Vec<Group>,
    pub(super) without: usize,
}

impl By {
    /// What a reader asks for.
    ///
    /// # Errors
    /// `no-run` where labels are asked for and there is none, or `unknown-dimension`, naming those there are.
    pub(super) fn of(by: &str, run: Option<&OpenRun>) -> Result<Self> {
        if by == "touchpoint" {
            return Ok(Self::Touchpoint);
        }
        let by = if matches!(by, "owner" | "manager") { OWNER } else { by };
        let found = run.and_then(|run| LabelColumn::find(by, run));
        found.map(Self::Column).ok_or_else(|| {
            let have: Vec<String> = offered(run).into_iter().map(|one| format!("`{}`", one.id)).collect();
            let message = format!("groups by `{by}`; expected one of {}", have.join(", "));
            ServiceError::new("unknown-dimension", message)
                .value("by", by)
                .hint("labels and columns of customers are there after `patron run`")
        })
    }

    pub(super) fn id(&self) -> String {
        match self {
            Self::Touchpoint => "touchpoint".to_owned(),
            Self::Column(column) => column.id.clone(),
        }
    }

    pub(super) fn label(&self) -> Text {
        match self {
            Self::Touchpoint => touchpoint(),
            Self::Column(column) if column.id == OWNER => Text::new("Account manager", "客户经理"),
            Self::Column(column) => column.label.clone(),
        }
    }

    pub(super) fn name(&self, id: &str) -> Text {
        match self {
            Self::Touchpoint => Text::new(id, id),
            Self::Column(column) => column.name(id),
        }
    }

    /// The place of a label; all of the company's own records are alike.
    pub(super) fn place(&self, id: &str) -> usize {
        match self {
            Self::Touchpoint => 0,
            Self::Column(column) => {
                column.labels.iter().position(|label| label.id == id).unwrap_or(column.labels.len())
            }
        }
    }

    /// Rows by group: those with a label that is known.
    ///
    /// # Errors
    /// `no-run`, or when the run cannot be read.
    pub(super) async fn grouped(&self, heard: &Heard, rows: &[usize], run: Option<&OpenRun>) -> Result<Grouped> {
        let labels: BTreeMap<String, String> = match (self, run) {
            (Self::Column(column), Some(run)) => {
                let customers = rows.iter().filter_map(|row| heard.customer(*row));
                let known = facts(run, customers, &[column.id.as_str()]).await?;
                known.into_iter().filter_map(|(id, row)| Some((id, row.text(&column.id)?))).collect()
            }
            _ => BTreeMap::new(),
        };
        let label = |row: usize| match self {
            Self::Touchpoint => heard.columns.beside[row].touchpoint.clone(),
            Self::Column(_) => heard.customer(row).and_then(|customer| labels.get(customer).cloned()),
        };
        let (mut found, mut without): (BTreeMap<String, Vec<usize>>, usize) = (BTreeMap::new(), 0);
        for row in rows {
            match label(*row) {
                Some(label) => found.entry(label).or_default().push(*row),
                None => without += 1,
            }
        }
        let group = |(id, rows): (String, Vec<usize>)| Group { label: self.name(&id), id, rows };
        let mut groups: Vec<Group> = found.into_iter().map(group).collect();
        let order = |group: &Group| (self.place(&group.id), usize::MAX - group.rows.len());
        groups.sort_by(|one, other| order(one).cmp(&order(other)).then_with(|| one.id.cmp(&other.id)));
        Ok(Grouped { groups, without })
    }
}

/// Ways to group that there are.
pub(super) fn offered(run: Option<&OpenRun>) -> Vec<VoiceName> {
    let columns = run.map(LabelColumn::offered).unwrap_or_default().into_iter();
    let columns = columns.filter(|(id, _)| id != "name").map(|(id, label)| VoiceName { id, label });
    std::iter::once(VoiceName { id: "touchpoint".to_owned(), label: touchpoint() }).chain(columns).collect()
}

fn touchpoint() -> Text {
    Text::new("Touchpoint", "接触点")
}

impl Service {
    /// A survey's figure by group, each against all others and drawn towards the whole.
    ///
    /// # Errors
    /// `unknown-dimension`, `unknown-survey`, `survey-no-answers`, `unknown-wave`, or when nothing can be read.
    pub async fn voice_groups(&self, of: &VoiceOf, by: &str) -> Result<VoiceGroups> {
        let heard = self.heard(&of.survey).await?;
        let run = self.current_run().await?;
        let rows = heard.rows(of.wave.as_deref())?;
        let by = By::of(by, run.as_ref())?;
        let grouped = by.grouped(&heard, &rows, run.as_ref()).await?;
        let in_all = match (&by, &run) {
            (By::Column(column), Some(run)) => Some(worth(run, Some(column)).await?),
            _ => None,
        };
        let shrunk = shrunk(&heard, &grouped.groups)?;
        let mut groups = Vec::new();
        for (group, shrunk) in grouped.groups.iter().zip(shrunk) {
            let worth = in_all.as_ref().and_then(|all| all.get(&group.id));
            let mut view = view(&heard, group.id.clone(), group.label.clone(), &group.rows, worth)?;
            view.shrunk = shrunk;
            view.against_others = against_others(&heard, group, &grouped.groups);
            groups.push(view);
        }
        correct(groups.iter_mut().filter_map(|group| group.against_others.as_mut()))?;
        let whole = match &run {
            Some(run) if in_all.is_some() => worth(run, None).await?.remove(""),
            _ => None,
        };
        let (low, high) = heard.scored.scoring.range();
        let few = groups.iter().filter_map(|group| Some((group.id.as_str(), group.figure?.small)));
        let notices = small(few).into_iter().collect();
        Ok(VoiceGroups {
            id: heard.survey.id.clone(),
            name: heard.survey.name.clone(),
            instrument: described_instrument(&heard.survey),
            figure: heard.scored.scoring.figure.id().to_owned(),
            low,
            high,
            wave: of.wave.clone(),
            by: by.id(),
            label: by.label(),
            all: view(&heard, String::new(), Text::new("All", "全部"), &rows, whole.as_ref())?,
            groups,
            without_group: grouped.without,
            dimensions: offered(run.as_ref()),
            notices,
        })
    }

    /// The same for pages: why there are none is an answer.
    ///
    /// # Errors
    /// When nothing can be read.
    pub async fn voice_groups_answer(&self, of: &VoiceOf, by: &str) -> Result<VoiceGroupsAnswer> {
        let (groups, problem) = answered(self.voice_groups(of, by).await)?;
        Ok(VoiceGroupsAnswer { groups, problem })
    }
}

fn view(heard: &Heard, id: String, label: Text, rows: &[usize], worth: Option<&Worth>) -> Result<VoiceGroup> {
    Ok(VoiceGroup {
        id,
        label,
        customers: heard.customers(rows),
        figure: heard.figure(rows)?,
        shrunk: None,
        classes: heard.classes(rows),
        parts: heard.parts(rows)?,
        against_others: None,
        customers_in_all: worth.map(|worth| worth.customers),
        revenue: worth.map(|worth| worth.revenue),
        equity: worth.map(|worth| worth.equity),
    })
}

/// The group less all others; none where no test can be made.
fn against_others(heard: &Heard, group: &Group, all: &[Group]) -> Option<VoiceChange> {
    let others = rows_of_others(group, all);
    let found = heard.difference(&others, &group.rows).ok()?;
    Some(change("", &group.id, &found))
}

/// Rows of all groups but one.
pub(super) fn rows_of_others(group: &Group, all: &[Group]) -> Vec<usize> {
    all.iter().filter(|other| other.id != group.id).flat_map(|other| other.rows.iter().copied()).collect()
}

/// Each group's score drawn towards the whole; of net promoter scores.
fn shrunk(heard: &Heard, groups: &[Group]) -> Result<Vec<Option<VoiceShrunk>>> {
    let samples: Vec<_> = groups.iter().map(|group| heard.scores(&group.rows)).collect();
    if heard.scored.scoring.figure != Figure::Score {
        return Ok(shrunk_means_of(samples));
    }
    let tallies: Vec<Tally> = samples.iter().flatten().map(tally).collect::<Result<_>>()?;
    if tallies.len() < 2 {
        return Ok(vec![None; groups.len()]);
    }
    let found = shrink(&tallies, Strength::Estimated, LEVEL)
        .map_err(|error| ServiceError::new(error.code(), error.to_string()).hint(error.hint()))?;
    let mut found = found.groups.into_iter();
    let one = |sample: &Option<_>| {
        sample.as_ref()?;
        let group = found.next()?;
        let (low, high) = (group.interval.low, group.interval.high);
        Some(VoiceShrunk { value: group.score, low, high, own: group.own })
    };
    Ok(samples.iter().map(one).collect())
}

fn shrunk_means_of(samples: Vec<Option<Sample>>) -> Vec<Option<VoiceShrunk>> {
    let has: Vec<bool> = samples.iter().map(Option::is_some).collect();
    let known: Vec<Sample> = samples.into_iter().flatten().collect();
    let Some(found) = shrunk_means(&known, LEVEL) else { return vec![None; has.len()] };
    let mut found = found.into_iter();
    let shown = |group: ShrunkMean| {
        let (low, high) = (group.interval.low, group.interval.high);
        VoiceShrunk { value: group.mean, low, high, own: group.own }
    };
    has.into_iter().map(|has| if has { found.next().map(shown) } else { None }).collect()
}
