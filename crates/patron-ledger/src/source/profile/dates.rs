//! Dates of a column.

use serde::{Deserialize, Serialize};

use super::kind::enough;
use crate::value::date::{DateForm, Moment, Shape, ShapedDate};

/// Which of the two first numbers of `3/4/2024` is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DayOrder {
    /// The first: some cell has a first number above 12.
    DayFirst,
    /// The second: some cell has a second number above 12.
    MonthFirst,
    /// No cell decides it; somebody has to say.
    Ambiguous,
    /// Some cells can only be the one, some only the other.
    Conflicting,
}

/// More about a column of dates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateProfile {
    /// The forms found, the most frequent first. While `order` is not certain, both forms that it
    /// could be are named.
    pub forms: Vec<DateForm>,
    /// More than one form is in use.
    pub mixed: bool,
    /// Which number is the day, where a form leaves that open.
    pub order: Option<DayOrder>,
    /// Cells that only day-first fits.
    pub only_day_first: u64,
    /// Cells that only month-first fits.
    pub only_month_first: u64,
    /// Cells with a time of day.
    pub with_time: u64,
    /// Cells with an offset from UTC.
    pub with_offset: u64,
}

/// Counts under one form.
#[derive(Debug, Default, Clone, Copy)]
struct Side {
    fitting: u64,
    range: Option<(Moment, Moment)>,
}

impl Side {
    fn add(&mut self, moment: Moment) {
        self.fitting += 1;
        self.range = Some(wider(self.range, (moment, moment)));
    }
}

fn wider(range: Option<(Moment, Moment)>, other: (Moment, Moment)) -> (Moment, Moment) {
    let Some((mut min, mut max)) = range else { return other };
    if other.0.local < min.local {
        min = other.0;
    }
    if other.1.local > max.local {
        max = other.1;
    }
    (min, max)
}

/// Forms whose reading is certain, and those that come in pairs.
const CERTAIN: [DateForm; 3] = [DateForm::YearFirst, DateForm::Compact, DateForm::MonthName];
const DAY_FIRST: [DateForm; 2] = [DateForm::DayFirst, DateForm::DayFirstShort];
const MONTH_FIRST: [DateForm; 2] = [DateForm::MonthFirst, DateForm::MonthFirstShort];

/// Counts of dates while rows go by.
#[derive(Debug, Default)]
pub(super) struct Dates {
    certain: [Side; 3],
    day_first: [Side; 2],
    month_first: [Side; 2],
    only_day_first: u64,
    only_month_first: u64,
    either: u64,
    with_time: u64,
    with_offset: u64,
}

impl Dates {
    /// Counts a cell; false if its day does not exist under any form.
    pub(super) fn add(&mut self, shaped: &ShapedDate) -> bool {
        let known = match shaped.shape {
            Shape::YearFirst { .. } => self.add_certain(shaped, 0),
            // eight digits are a date only near our time: other numbers have eight digits too
            Shape::Compact { year, .. } if !(1900..2100).contains(&year) => false,
            Shape::Compact { .. } => self.add_certain(shaped, 1),
            Shape::MonthName { .. } => self.add_certain(shaped, 2),
            Shape::YearLast { .. } => self.add_either(shaped, 0),
            Shape::ShortYear { .. } => self.add_either(shaped, 1),
        };
        if known {
            self.with_time += u64::from(shaped.time.is_some());
            self.with_offset += u64::from(shaped.offset.is_some());
        }
        known
    }

    fn add_certain(&mut self, shaped: &ShapedDate, at: usize) -> bool {
        let (Some(side), Some(form)) = (self.certain.get_mut(at), CERTAIN.get(at)) else { return false };
        shaped.read(*form).map(|moment| side.add(moment)).is_ok()
    }

    fn add_either(&mut self, shaped: &ShapedDate, at: usize) -> bool {
        let read = |forms: &[DateForm; 2]| forms.get(at).and_then(|form| shaped.read(*form).ok());
        let (day_first, month_first) = (read(&DAY_FIRST), read(&MONTH_FIRST));
        if let (Some(side), Some(moment)) = (self.day_first.get_mut(at), day_first) {
            side.add(moment);
        }
        if let (Some(side), Some(moment)) = (self.month_first.get_mut(at), month_first) {
            side.add(moment);
        }
        match (day_first, month_first) {
            (None, None) => return false,
            (Some(_), None) => self.only_day_first += 1,
            (None, Some(_)) => self.only_month_first += 1,
            (Some(_), Some(_)) => self.either += 1,
        }
        true
    }

    fn order(&self) -> Option<DayOrder> {
        let decided = self.only_day_first + self.only_month_first;
        if decided + self.either == 0 {
            return None;
        }
        Some(if decided == 0 {
            DayOrder::Ambiguous
        } else if enough(self.only_day_first, decided) {
            DayOrder::DayFirst
        } else if enough(self.only_month_first, decided) {
            DayOrder::MonthFirst
        } else {
            DayOrder::Conflicting
        })
    }

    /// Every form in use with its count and range.
    fn used(&self) -> Vec<(DateForm, Side)> {
        let (day, month) = match self.order() {
            None => (false, false),
            Some(DayOrder::DayFirst) => (true, false),
            Some(DayOrder::MonthFirst) => (false, true),
            Some(DayOrder::Ambiguous | DayOrder::Conflicting) => (true, true),
        };
        let mut used: Vec<_> = CERTAIN.into_iter().zip(self.certain).collect();
        if day {
            used.extend(DAY_FIRST.into_iter().zip(self.day_first));
        }
        if month {
            used.extend(MONTH_FIRST.into_iter().zip(self.month_first));
        }
        used.retain(|(_, side)| side.fitting > 0);
        used.sort_by_key(|(_, side)| std::cmp::Reverse(side.fitting));
        used
    }

    /// How many cells fit the forms in use.
    pub(super) fn fitting(&self) -> u64 {
        let certain: u64 = self.certain.iter().map(|side| side.fitting).sum();
        certain
            + match self.order() {
                None => 0,
                Some(DayOrder::DayFirst) => self.either + self.only_day_first,
                Some(DayOrder::MonthFirst) => self.either + self.only_month_first,
                Some(_) => self.either + self.only_day_first + self.only_month_first,
            }
    }

    /// Whether at least half of the filled cells are dates, and none of them contradicts another about which number is
    /// the day.
    pub(super) fn are_most_of(&self, filled: u64) -> bool {
        let fitting = self.fitting();
        fitting > 0 && fitting.saturating_mul(2) >= filled && (self.only_day_first == 0 || self.only_month_first == 0)
    }

    pub(super) const fn any_time(&self) -> bool {
        self.with_time > 0
    }

    /// Earliest and latest; none while nobody has said which number is the day.
    pub(super) fn range(&self) -> Option<(Moment, Moment)> {
        if matches!(self.order(), Some(DayOrder::Ambiguous | DayOrder::Conflicting)) {
            return None;
        }
        self.used().into_iter().filter_map(|(_, side)| side.range).fold(None, |all, range| Some(wider(all, range)))
    }

    pub(super) fn finish(&self) -> DateProfile {
        let forms: Vec<DateForm> = self.used().into_iter().map(|(form, _)| form).collect();
        let order = self.order();
        let shapes = self.certain.iter().filter(|side| side.fitting > 0).count()
            + (0..2)
                .filter(|at| {
                    [&self.day_first, &self.month_first].iter().any(|s| s.get(*at).is_some_and(|s| s.fitting > 0))
                })
                .count();
        DateProfile {
            forms,
            mixed: shapes > 1 || order == Some(DayOrder::Conflicting),
            order,
            only_day_first: self.only_day_first,
            only_month_first: self.only_month_first,
            with_time: self.with_time,
            with_offset: self.with_offset,
        }
    }
}
