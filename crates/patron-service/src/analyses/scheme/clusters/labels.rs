//! Groups in words: what sets each apart from the rest.

use patron_learn::clusters::{Direction, Strength, Trait};

use crate::catalogue::{Label, Text};
use crate::schemes::{Feature, Plan, Scheme};

use super::super::figure::figure;
use super::super::measure;
use super::groups::{Group, Groups};

/// Traits that are named: in the name of a group, and in its description.
const IN_NAME: usize = 2;
const IN_MEANING: usize = 4;

/// A label for each group by its number; name, strategy and playbook are those of the file where it has them.
pub(in crate::analyses::scheme) fn labels(scheme: &Scheme, plan: &Plan, groups: &Groups) -> Vec<Label> {
    let features = if let Plan::Clusters { features, .. } = plan { features.as_slice() } else { &[] };
    let mut ordered: Vec<&Group> = groups.groups.iter().collect();
    ordered.sort_by_key(|group| group.number);
    let label = |group: &Group| {
        let described = meaning(group, features);
        match scheme.labels.iter().find(|label| label.id == group.id()) {
            Some(written) if written.meaning.is_some() => measure::label(written),
            Some(written) => Label { meaning: described, ..measure::label(written) },
            None => Label {
                id: group.id(),
                label: name(group, features),
                meaning: described,
                strategy: Text::new("", ""),
                playbook: None,
            },
        }
    };
    ordered.into_iter().map(label).collect()
}

/// Traits worth a word, with their measure.
fn told<'a>(group: &'a Group, features: &'a [Feature]) -> impl Iterator<Item = (&'a Trait, &'a Feature, Direction)> {
    group.profile.traits.iter().filter_map(|found| {
        let feature = features.iter().find(|feature| feature.measure == found.feature)?;
        found.strength?;
        Some((found, feature, found.direction?))
    })
}

fn name(group: &Group, features: &[Feature]) -> Text {
    let words: Vec<(String, String)> = told(group, features)
        .take(IN_NAME)
        .map(|(_, feature, direction)| match direction {
            Direction::Higher => (format!("high {}", inner(&feature.name.en)), format!("{}高", feature.name.zh)),
            Direction::Lower => (format!("low {}", inner(&feature.name.en)), format!("{}低", feature.name.zh)),
        })
        .collect();
    let number = group.number;
    if words.is_empty() {
        return Text::new(&format!("{number} · near the average"), &format!("{number} · 接近平均"));
    }
    let (en, zh): (Vec<_>, Vec<_>) = words.into_iter().unzip();
    Text::new(&format!("{number} · {}", en.join(", ")), &format!("{number} · {}", zh.join("、")))
}

fn meaning(group: &Group, features: &[Feature]) -> Text {
    let words: Vec<(String, String)> = told(group, features)
        .take(IN_MEANING)
        .map(|(found, feature, direction)| {
            let much = found.strength == Some(Strength::Much);
            let (en, zh) = match (direction, much) {
                (Direction::Higher, true) => ("much higher", "明显偏高"),
                (Direction::Higher, false) => ("somewhat higher", "略高"),
                (Direction::Lower, true) => ("much lower", "明显偏低"),
                (Direction::Lower, false) => ("somewhat lower", "略低"),
            };
            let typical = found.typical.zip(found.typical_rest);
            let typical = typical.map(|(own, rest)| (figure(own, feature.unit), figure(rest, feature.unit)));
            let (en_typical, zh_typical) = typical.map_or_else(Default::default, |(own, rest)| {
                (format!(" (typically {own}, others {rest})"), format!("（典型值 {own}，其余 {rest}）"))
            });
            (format!("{} {en}{en_typical}", feature.name.en), format!("{}{zh}{zh_typical}", feature.name.zh))
        })
        .collect();
    if words.is_empty() {
        return Text::new("Like the other customers in every measure.", "各项指标与其他客户相近。");
    }
    let (en, zh): (Vec<_>, Vec<_>) = words.into_iter().unzip();
    Text::new(&format!("{}.", en.join("; ")), &format!("{}。", zh.join("；")))
}

/// A label within a sentence: its first letter small, unless it is an abbreviation.
fn inner(label: &str) -> String {
    let mut letters = label.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(letters).collect(),
        _ => label.to_owned(),
    }
}
