//! Finds the groups of a sample and gives them the numbers of the run before.

use patron_learn::clusters::{
    ClusterError, KMeans, KMeansPlan, Mixture, MixturePlan, Points, Scale, Scaled, Scaling, Shape, Table,
    choose_k_means, choose_mixture, match_labels, profiles, silhouette,
};

use crate::schemes::{ClusterMethod, Feature, Plan};

use super::super::Found;
use super::super::fit::Fit;
use super::groups::{Counts, Group, Groups, Model};

pub(super) fn grouped(
    plan: &Plan,
    features: &[&Feature],
    columns: Vec<(String, Vec<f64>)>,
    counts: Counts,
    asked: &Fit<'_>,
) -> Result<Groups, ClusterError> {
    let Plan::Clusters { method, number, missing, .. } = plan else {
        return Err(ClusterError::Names { features: String::new() });
    };
    let table = Table::new(columns)?;
    let scales: Vec<Scale> = features.iter().map(|feature| feature.scale).collect();
    let scaling = Scaling::fit(&table, &scales, *missing)?;
    let scaled = scaling.apply(&table)?;
    let points = Points::new(&scaled.rows, scaled.width, None)?;
    let range = number.0..=number.1;
    let (model, labels, tried) = match method {
        ClusterMethod::KMeans => k_means(&points, range, asked.seed)?,
        ClusterMethod::Mixture => mixture(&points, range, asked.seed)?,
    };
    let clusters = model.clusters();
    let measured = silhouette(&points, &labels, clusters, asked.seed).ok().map(|found| found.mean);
    let profiles = profiles(&table, &scaling, &scaled, &labels, clusters)?;
    let (numbers, next) = numbers(&table, &labels, clusters, asked)?;
    let groups = profiles.into_iter().zip(numbers);
    let groups = groups.map(|(profile, (number, known_before))| Group { number, known_before, profile }).collect();
    Ok(Groups { scaling, model, groups, next, tried, silhouette: measured, counts })
}

type Fitted = (Model, Vec<u32>, Vec<(usize, Option<f64>)>);

fn k_means(points: &Points, range: std::ops::RangeInclusive<usize>, seed: u64) -> Result<Fitted, ClusterError> {
    let mut plan = KMeansPlan::new(*range.start(), seed);
    let mut tried = Vec::new();
    if range.start() < range.end() {
        let choice = choose_k_means(points, range, &plan)?;
        plan.clusters = choice.best;
        let scored = choice.tried.into_iter();
        tried = scored.map(|one| (one.clusters, one.outcome.ok().map(|(_, silhouette)| silhouette.mean))).collect();
    }
    let (found, labels) = KMeans::fit(points, &plan)?;
    Ok((Model::KMeans(found), labels, tried))
}

fn mixture(points: &Points, range: std::ops::RangeInclusive<usize>, seed: u64) -> Result<Fitted, ClusterError> {
    let plan = MixturePlan::new(*range.start(), Shape::Full, seed);
    let mut choice = choose_mixture(points, range, &plan)?;
    let tried = choice.tried.iter().map(|one| (one.components, one.outcome.as_ref().ok().map(Mixture::bic))).collect();
    let best = choice.tried.iter().position(|one| one.components == choice.best).unwrap_or(0);
    let mut found = choice.tried.swap_remove(best).outcome?;
    // the way there is of no use later
    found.path.clear();
    let (labels, _) = found.labels(points)?;
    Ok((Model::Mixture(found), labels, tried))
}

impl Model {
    fn clusters(&self) -> usize {
        match self {
            Self::KMeans(found) => found.centres.len(),
            Self::Mixture(found) => found.components.len(),
        }
    }

    fn centres(&self) -> Vec<Vec<f64>> {
        match self {
            Self::KMeans(found) => found.centres.clone(),
            Self::Mixture(found) => found.components.iter().map(|component| component.mean.clone()).collect(),
        }
    }
}

/// The number of each cluster and whether the run before had it; and the next number that is free. Centres are compared
/// in the scaling of the run before.
fn numbers(
    table: &Table,
    labels: &[u32],
    clusters: usize,
    asked: &Fit<'_>,
) -> Result<(Vec<(u32, bool)>, u32), ClusterError> {
    let earlier = asked.earlier.and_then(|earlier| match &earlier.found {
        Found::Clusters(groups) => Some(groups),
        _ => None,
    });
    let first = || ((1_u32..).take(clusters).map(|number| (number, false)).collect(), clusters as u32 + 1);
    let Some(before) = earlier else { return Ok(first()) };
    // other measures, or other customers labelled: nothing to compare
    let Ok(scaled) = before.scaling.apply(table) else { return Ok(first()) };
    if scaled.customers.len() != labels.len() {
        return Ok(first());
    }
    let matched = match_labels(&before.model.centres(), &means(&scaled, labels, clusters))?;
    let mut next = before.next;
    let numbered = matched.iter().map(|found| match before.groups.get(found.number as usize) {
        Some(group) if found.distance.is_some() => (group.number, true),
        _ => {
            next += 1;
            (next - 1, false)
        }
    });
    let numbered = numbered.collect();
    Ok((numbered, next))
}

fn means(scaled: &Scaled, labels: &[u32], clusters: usize) -> Vec<Vec<f64>> {
    let mut sums = vec![vec![0.0; scaled.width]; clusters];
    let mut counts = vec![0.0_f64; clusters];
    for (row, &label) in scaled.rows.chunks_exact(scaled.width).zip(labels) {
        if let (Some(sum), Some(count)) = (sums.get_mut(label as usize), counts.get_mut(label as usize)) {
            sum.iter_mut().zip(row).for_each(|(sum, value)| *sum += value);
            *count += 1.0;
        }
    }
    for (sum, count) in sums.iter_mut().zip(counts) {
        sum.iter_mut().for_each(|sum| *sum /= count.max(1.0));
    }
    sums
}
