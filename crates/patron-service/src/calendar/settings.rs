use patron_models::calendar::{FESTIVALS, Tradition};
use serde::{Deserialize, Serialize};

use super::Months;
use crate::error::Result;
use crate::portfolio::refuse;
use crate::run::parse_day;
use crate::views::DatedEvent;

/// Whether time runs at a pace of its own, and by which pattern.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum CalendarChoice {
    /// time is counted in days; so it was in runs made before there were calendars
    #[default]
    None,
    /// tested by the backtest, and used where its verdict says so
    Auto,
    /// always, days of the week alone
    Weekly,
    /// always, days of the week and months
    Yearly,
}

/// Checked settings of the calendar.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CalendarSettings {
    pub(crate) choice: CalendarChoice,
    /// names of the traditions whose festivals count
    pub(crate) festivals: Vec<String>,
    pub(crate) events: Vec<OwnEvent>,
}

/// Days of the company's own with one name, such as a sale; those of one name share a factor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct OwnEvent {
    pub(crate) name: String,
    /// days since 1970-01-01, both included
    pub(crate) from_day: i32,
    pub(crate) to_day: i32,
}

const MOST_EVENTS: usize = 200;
const MOST_NAMES: usize = 30;
const LONGEST_NAME: usize = 60;
const LONGEST_DAYS: i32 = 366;

impl CalendarChoice {
    const ALL: [(&'static str, Self); 4] =
        [("none", Self::None), ("auto", Self::Auto), ("weekly", Self::Weekly), ("yearly", Self::Yearly)];

    /// Whether a pattern is set, and not only tested.
    pub(crate) fn is_set(self) -> bool {
        matches!(self, Self::Weekly | Self::Yearly)
    }

    /// Which patterns it asks for.
    pub(crate) fn months(self) -> Months {
        match self {
            Self::None | Self::Weekly => Months::Never,
            Self::Auto => Months::WhereSeenTwice,
            Self::Yearly => Months::Always,
        }
    }

    /// The word in settings.
    pub(crate) fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(_, choice)| *choice == self).map_or("none", |(word, _)| word)
    }
}

impl CalendarSettings {
    /// Checks what was set; absent is the default: tested, without festivals and events.
    pub(crate) fn checked(
        choice: Option<&str>,
        festivals: Option<&[String]>,
        events: Option<&[DatedEvent]>,
    ) -> Result<Self> {
        let word = choice.unwrap_or("auto");
        let found = CalendarChoice::ALL.iter().find(|(known, _)| *known == word);
        let Some((_, choice)) = found else {
            return Err(refuse("calendar", word, "`none`, `auto`, `weekly` or `yearly`"));
        };
        let festivals = festivals.unwrap_or_default();
        for (place, name) in festivals.iter().enumerate() {
            if tradition(name).is_none() {
                return Err(refuse("festivals", name, "`western`, `chinese`, both or none"));
            }
            if festivals[..place].contains(name) {
                return Err(refuse("festivals", name, "each set once"));
            }
        }
        Ok(Self { choice: *choice, festivals: festivals.to_vec(), events: own(events.unwrap_or_default())? })
    }

    /// The traditions whose festivals count.
    pub(super) fn traditions(&self) -> Vec<Tradition> {
        self.festivals.iter().filter_map(|name| tradition(name)).collect()
    }
}

fn tradition(name: &str) -> Option<Tradition> {
    match name {
        "western" => Some(Tradition::Western),
        "chinese" => Some(Tradition::Chinese),
        _ => None,
    }
}

/// Events in the order of their days.
fn own(events: &[DatedEvent]) -> Result<Vec<OwnEvent>> {
    if events.len() > MOST_EVENTS {
        return Err(refuse("events", format!("{} events", events.len()), "at most 200"));
    }
    let mut own: Vec<OwnEvent> = events.iter().map(one).collect::<Result<_>>()?;
    own.sort_by_key(|event| (event.from_day, event.to_day));
    for pair in own.windows(2) {
        if let [one, next] = pair
            && next.from_day <= one.to_day
        {
            let both = format!("{}` and `{}", one.name, next.name);
            return Err(refuse("events", both, "events that do not overlap: end one before the next begins"));
        }
    }
    let mut names: Vec<&str> = own.iter().map(|event| event.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    if names.len() > MOST_NAMES {
        return Err(refuse("events", format!("{} names", names.len()), "at most 30: events of one kind share a name"));
    }
    Ok(own)
}

fn one(event: &DatedEvent) -> Result<OwnEvent> {
    let name = event.name.trim();
    if name.is_empty() || name.chars().count() > LONGEST_NAME || name.contains([';', '\n']) {
        return Err(refuse("events", &event.name, "a name of 1 to 60 characters, without `;`"));
    }
    if FESTIVALS.iter().any(|festival| festival.name == name) {
        return Err(refuse("events", name, "a name that is not that of a built-in festival"));
    }
    let (from_day, to_day) = (parse_day(&event.from)?, parse_day(&event.to)?);
    if to_day < from_day {
        let days = format!("{name} {}..{}", event.from, event.to);
        return Err(refuse("events", days, "a last day that is not before the first"));
    }
    if to_day - from_day >= LONGEST_DAYS {
        let days = format!("{name} {}..{}", event.from, event.to);
        return Err(refuse("events", days, "at most 366 days"));
    }
    Ok(OwnEvent { name: name.to_owned(), from_day, to_day })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(name: &str, from: &str, to: &str) -> DatedEvent {
        DatedEvent { name: name.to_owned(), from: from.to_owned(), to: to.to_owned() }
    }

    fn refused(choice: &str, festivals: &[&str], events: &[DatedEvent]) -> String {
        let festivals: Vec<String> = festivals.iter().map(|name| (*name).to_owned()).collect();
        CalendarSettings::checked(Some(choice), Some(&festivals), Some(events)).unwrap_err().to_string()
    }

    #[test]
    fn unset_is_tested_without_festivals() {
        let found = CalendarSettings::checked(None, None, None).unwrap();
        assert_eq!((found.choice, found.festivals.len(), found.events.len()), (CalendarChoice::Auto, 0, 0));
        assert_eq!(CalendarSettings::default().choice.as_str(), "none");
    }

    #[test]
    fn what_does_not_fit_is_refused_in_words() {
        let unknown = refused("monthly", &[], &[]);
        assert_eq!(unknown, "setting `calendar` is `monthly`; expected `none`, `auto`, `weekly` or `yearly`");
        let set = refused("auto", &["lunar"], &[]);
        assert_eq!(set, "setting `festivals` is `lunar`; expected `western`, `chinese`, both or none");
        assert!(refused("auto", &["western", "western"], &[]).ends_with("expected each set once"));
        let reversed = refused("auto", &[], &[event("Sale", "2025-06-10", "2025-06-01")]);
        assert_eq!(
            reversed,
            "setting `events` is `Sale 2025-06-10..2025-06-01`; expected a last day that is not before the first"
        );
        let overlap = [event("Fair", "2025-06-05", "2025-06-20"), event("Sale", "2025-06-01", "2025-06-05")];
        assert!(refused("auto", &[], &overlap).starts_with("setting `events` is `Sale` and `Fair`; expected events"));
        assert!(refused("auto", &[], &[event("qixi", "2025-06-01", "2025-06-02")]).contains("built-in festival"));
        assert!(refused("auto", &[], &[event(" ", "2025-06-01", "2025-06-02")]).contains("1 to 60"));
        assert!(refused("auto", &[], &[event("Sale", "2025-02-30", "2025-03-02")]).contains("`2025-02-30`"));
        assert!(refused("auto", &[], &[event("Sale", "2024-01-01", "2025-01-01")]).contains("366"));
        // The longest that is accepted, beside one that begins the day after.
        let fine = [event("Sale", "2024-01-01", "2024-12-31"), event("Sale", "2025-01-01", "2025-01-01")];
        assert_eq!(CalendarSettings::checked(None, None, Some(&fine)).unwrap().events.len(), 2);
    }
}
