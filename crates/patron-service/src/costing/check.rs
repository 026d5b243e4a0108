//! From costs as written to a model that can be settled.

use std::collections::{BTreeMap, BTreeSet};

use patron_profit::costing::Behaviour;
use patron_profit::money::Money;
use toml::Spanned;

use super::file::{RawActivity, RawCosts, RawDepartment, RawNumber, RawResource, line_of};
use super::{Activity, CostModel, Department, Driver, Passes, Pool, Resource, Way, stages};
use crate::catalogue::Text;
use crate::error::{Result, ServiceError};
use crate::run::parse_day;

const MAX_NODES: usize = 2000;
const MAX_ID: usize = 64;
/// Names that nodes of the program have.
const RESERVED: [&str; 2] = ["enterprise", "customers"];

/// A line of the file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line(usize);

impl Line {
    pub(super) fn refuse(self, code: &str, words: &str, hint: &str) -> ServiceError {
        ServiceError::new(code, format!("line `{}` of the costs: {words}", self.0))
            .value("line", self.0)
            .value("reason", words)
            .hint(hint)
    }
}

pub(super) fn check(raw: RawCosts, text: &str) -> Result<CostModel> {
    let at = |span: std::ops::Range<usize>| Line(line_of(text, span.start));
    let day = |text: &Spanned<String>| {
        parse_day(text.get_ref()).map_err(|error| {
            at(text.span()).refuse("costs-day", &error.to_string(), "write year, month and day with dashes")
        })
    };
    if !is_id(raw.id.get_ref()) {
        let words = format!("id `{}`; expected up to {MAX_ID} small letters, digits and dashes", raw.id.get_ref());
        return Err(at(raw.id.span()).refuse("costs-id", &words, "the portfolio keeps the costs by this id"));
    }
    let (from_day, to_day) = (day(&raw.from)?, day(&raw.to)?);
    if to_day < from_day {
        let words = format!("the costs end on `{}`, before they begin", raw.to.get_ref());
        return Err(at(raw.to.span()).refuse("costs-day", &words, "`from` is the first day, `to` the last one"));
    }
    let nodes = raw.resources.len() + raw.departments.len() + raw.activities.len();
    if raw.resources.is_empty() || nodes > MAX_NODES {
        let words = format!(
            "`{}` resources and `{nodes}` entries in all; expected a resource and at most `{MAX_NODES}`",
            raw.resources.len()
        );
        return Err(Line(1).refuse("costs-size", &words, "begin with `[[resource]]`"));
    }
    let mut names = Names::default();
    for entry in &raw.activities {
        names.add(&entry.get_ref().id, Kind::Activity(entry.get_ref().minutes.is_some()), at(entry.span()))?;
    }
    for entry in &raw.departments {
        names.add(&entry.get_ref().id, Kind::Department, at(entry.span()))?;
    }
    for entry in &raw.resources {
        names.add(&entry.get_ref().id, Kind::Resource, at(entry.span()))?;
    }
    stages::few(raw.products.len(), raw.groups.len())?;
    for entry in &raw.products {
        names.add(&entry.get_ref().id, Kind::Stop, at(entry.span()))?;
    }
    for entry in &raw.groups {
        names.add(&entry.get_ref().id, Kind::Stop, at(entry.span()))?;
    }
    let lines = |entry: &std::ops::Range<usize>| at(entry.clone());
    let mut model = CostModel {
        id: raw.id.into_inner(),
        name: raw.name,
        from_day,
        to_day,
        resources: Vec::new(),
        departments: Vec::new(),
        activities: Vec::new(),
        products: Vec::new(),
        groups: Vec::new(),
        sustaining: None,
        tax: 0.0,
    };
    for entry in raw.products {
        let line = lines(&entry.span());
        model.products.push(stages::product(entry.into_inner(), line)?);
    }
    for entry in raw.groups {
        let line = lines(&entry.span());
        model.groups.push(stages::group(entry.into_inner(), line)?);
    }
    if let Some(entry) = raw.sustaining {
        let line = lines(&entry.span());
        model.sustaining = Some(Driver::check(entry.into_inner().by, line)?);
    }
    if let Some(entry) = raw.tax {
        let line = lines(&entry.span());
        model.tax = stages::tax(entry.into_inner(), line)?;
    }
    for entry in raw.activities {
        let line = lines(&entry.span());
        let products = model.products.len();
        model.activities.push(activity(entry.into_inner(), products, line)?);
    }
    for entry in raw.departments {
        let line = lines(&entry.span());
        model.departments.push(department(entry.into_inner(), line, &names)?);
    }
    for entry in raw.resources {
        let line = lines(&entry.span());
        let next = resource(entry.into_inner(), line, &names)?;
        read_once(&next, &model.resources, line)?;
        model.resources.push(next);
    }
    Ok(model)
}

fn is_id(id: &str) -> bool {
    let sound = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || "-_".contains(sign);
    !id.is_empty() && id.len() <= MAX_ID && id.chars().all(sound)
}

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Resource,
    Department,
    /// whether its minutes are known
    Activity(bool),
    /// a product or a customer group
    Stop,
}

#[derive(Debug, Default)]
struct Names(BTreeMap<String, Kind>);

impl Names {
    fn add(&mut self, id: &str, kind: Kind, line: Line) -> Result<()> {
        if !is_id(id) || RESERVED.contains(&id) {
            let words = format!("id `{id}`; expected up to {MAX_ID} small letters, digits and dashes");
            return Err(line.refuse("costs-id", &words, "`name` is what people read, in both languages"));
        }
        if self.0.insert(id.to_owned(), kind).is_some() {
            let words = format!("id `{id}` is there twice; expected every id once");
            return Err(line.refuse("costs-id", &words, "resources, departments and activities share their ids"));
        }
        Ok(())
    }

    /// Volumes to departments and activities.
    fn ways(&self, to: BTreeMap<String, RawNumber>, from: &str, line: Line) -> Result<Vec<(String, f64)>> {
        let mut ways = Vec::with_capacity(to.len());
        for (target, volume) in to {
            match self.0.get(&target) {
                Some(Kind::Department | Kind::Activity(_) | Kind::Stop) if target != from => {}
                _ => return Err(line.refuse("costs-target", &self.unknown(from, &target), HINT_TARGET)),
            }
            let volume = volume.value();
            if !(volume >= 0.0 && volume.is_finite()) {
                let words = format!("`{from}` passes a volume of `{volume}` to `{target}`; expected 0 or more");
                return Err(line.refuse("costs-volume", &words, "volumes are shares, minutes, areas, pieces"));
            }
            ways.push((target, volume));
        }
        if !ways.iter().any(|(_, volume)| *volume > 0.0) {
            let words = format!("`{from}` passes its cost to nobody; expected a volume above 0");
            return Err(line.refuse("costs-volume", &words, "give shares: `to = { warehouse = 60, service = 40 }`"));
        }
        Ok(ways)
    }

    fn unknown(&self, from: &str, target: &str) -> String {
        let have = self.0.iter().filter(|(id, kind)| **kind != Kind::Resource && id.as_str() != from);
        let have: Vec<String> = have.map(|(id, _)| format!("`{id}`")).collect();
        format!("`{from}` passes cost to `{target}`; expected one of {}", have.join(", "))
    }
}

const HINT_TARGET: &str = "cost goes to departments and activities; list the one that is meant";

fn activity(raw: RawActivity, products: usize, line: Line) -> Result<Activity> {
    let minutes = raw.minutes.map(RawNumber::value);
    if let Some(minutes) = minutes.filter(|minutes| !(*minutes > 0.0 && minutes.is_finite())) {
        let words = format!("activity `{}` takes `{minutes}` minutes; expected more than 0", raw.id);
        return Err(line.refuse("costs-minutes", &words, "minutes each time; leave it out where it is not known"));
    }
    let driver = Driver::check(raw.driver, line)?;
    let products = match raw.products {
        Some(by) => Some(stages::to_products(Driver::check(by, line)?, products, &raw.id, line)?),
        None => None,
    };
    Ok(Activity { name: named(raw.name, &raw.id), id: raw.id, minutes, driver, products })
}

fn department(raw: RawDepartment, line: Line, names: &Names) -> Result<Department> {
    let passes = match (raw.to, raw.capacity_minutes, raw.performs) {
        (Some(to), None, None) => Passes::Volumes(names.ways(to, &raw.id, line)?),
        (None, Some(capacity), Some(performs)) => {
            let capacity = capacity.value();
            if !(capacity > 0.0 && capacity.is_finite()) {
                let words = format!("department `{}` has `{capacity}` minutes; expected more than 0", raw.id);
                return Err(line.refuse("costs-minutes", &words, "practical capacity: 80 to 85 % of the paid minutes"));
            }
            let mut seen = BTreeSet::new();
            for activity in &performs {
                match names.0.get(activity) {
                    Some(Kind::Activity(true)) if seen.insert(activity) => {}
                    Some(Kind::Activity(false)) => {
                        let words =
                            format!("department `{}` performs `{activity}`, whose `minutes` are missing", raw.id);
                        return Err(line.refuse("costs-minutes", &words, "write the minutes of the activity"));
                    }
                    _ => {
                        let words = format!(
                            "department `{}` performs `{activity}`; expected activities with minutes, each once",
                            raw.id
                        );
                        return Err(line.refuse("costs-target", &words, "list activities by their ids"));
                    }
                }
            }
            Passes::Minutes { capacity, performs }
        }
        _ => {
            let words = format!("department `{}`; expected either `to`, or `capacity_minutes` and `performs`", raw.id);
            return Err(line.refuse("costs-way", &words, "by volume: `to = { picking = 70, packing = 30 }`"));
        }
    };
    Ok(Department { name: named(raw.name, &raw.id), id: raw.id, passes })
}

fn resource(raw: RawResource, line: Line, names: &Names) -> Result<Resource> {
    let pool = match (&raw.amount, raw.pool, raw.department) {
        (Some(_), None, None) => None,
        (None, Some(pool), department) => Some(Pool { pool, department }),
        _ => {
            let words =
                format!("resource `{}`; expected either `amount`, or `pool` with or without `department`", raw.id);
            return Err(line.refuse("costs-amount", &words, "a pool is one of the imported table `cost_pools`"));
        }
    };
    let amount = raw.amount.map_or(0.0, RawNumber::value);
    if !(amount >= 0.0 && amount.is_finite()) {
        let words = format!("resource `{}` costs `{amount}`; expected 0 or more", raw.id);
        return Err(line.refuse("costs-negative", &words, "net a refund within its resource"));
    }
    let way = match (raw.to, raw.driver) {
        (Some(to), None) => Way::To(names.ways(to, &raw.id, line)?),
        (None, Some(driver)) => Way::Customers(Driver::check(driver, line)?),
        (None, None) if raw.behaviour == Behaviour::Sustaining => Way::Enterprise,
        (None, None) => {
            let words = format!("resource `{}` goes nowhere; expected `to` or `driver`", raw.id);
            return Err(line.refuse("costs-way", &words, "`to` names departments, `driver` what customers cause"));
        }
        (Some(_), Some(_)) => {
            let words = format!("resource `{}` has `to` and `driver`; expected one of them", raw.id);
            return Err(line.refuse("costs-way", &words, "split it in two where both are true"));
        }
    };
    let name = named(raw.name, &raw.id);
    Ok(Resource { name, id: raw.id, amount: Money::nearest(amount), pool, behaviour: raw.behaviour, way })
}

/// A pool goes one way: what two resources read would be there twice.
fn read_once(next: &Resource, before: &[Resource], line: Line) -> Result<()> {
    let Some(pool) = &next.pool else { return Ok(()) };
    let overlaps = |other: &Pool| {
        let apart = other.department.is_some() && pool.department.is_some() && other.department != pool.department;
        other.pool == pool.pool && !apart
    };
    let twice = before.iter().find(|other| other.pool.as_ref().is_some_and(overlaps));
    twice.map_or(Ok(()), |other| {
        let words = format!("resources `{}` and `{}` both read pool `{pool}`", other.id, next.id);
        Err(line.refuse(
            "costs-amount",
            &words,
            "let one resource read it and pass it on by shares, or split it by `department`",
        ))
    })
}

fn named(name: Option<Text>, id: &str) -> Text {
    name.unwrap_or_else(|| Text::new(id, id))
}
