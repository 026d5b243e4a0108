//! From a questionnaire as written to one that can be used.

use patron_voice::ces::Wording;
use patron_voice::questionnaire::{Item, QuestionDimension, Questionnaire, Role};
use patron_voice::scale::{Scale, ScaleError};

use super::file::{RawCode, RawItem, RawNumber, RawScale, RawSurvey, line_of};
use super::{Asked, NamedColumns, Survey};
use crate::catalogue::Text;
use crate::error::{Result, ServiceError};
use crate::views::{SurveyCheck, SurveyDimensionText, SurveyItemText};

const MAX_ID: usize = 64;

/// What holds for every item that says nothing else.
struct Defaults {
    scale: Option<Scale>,
    importance: Scale,
    missing: Vec<String>,
}

pub(super) fn check(raw: RawSurvey, text: &str) -> Result<Survey> {
    let sound = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || "-_".contains(sign);
    let id = raw.id.get_ref().clone();
    if id.is_empty() || id.len() > MAX_ID || !id.chars().all(sound) {
        let words = format!("id `{id}`; expected up to {MAX_ID} small letters, digits and dashes");
        let line = line_of(text, raw.id.span().start);
        return Err(refuse(line, "survey-id", &words, "`name` is what people read, in both languages"));
    }
    let of_file = |raw: &Option<toml::Spanned<RawScale>>| {
        raw.as_ref().map(|raw| scale(raw.get_ref(), line_of(text, raw.span().start))).transpose()
    };
    let defaults = Defaults {
        scale: of_file(&raw.scale)?,
        importance: of_file(&raw.importance_scale)?.unwrap_or(Scale::ONE_TO_FIVE),
        missing: codes(&raw.missing),
    };
    let (mut items, mut asked) = (Vec::new(), Vec::new());
    for item in raw.items {
        let line = line_of(text, item.span().start);
        for (item, about) in add(item.into_inner(), &defaults, line)? {
            items.push(item);
            asked.push(about);
        }
    }
    let weight = |weight: Option<RawNumber>| weight.map_or(1.0, RawNumber::value);
    let dimensions = raw.dimensions.iter();
    let dimensions =
        dimensions.map(|raw| QuestionDimension { id: raw.id.clone(), weight: weight(raw.weight) }).collect();
    let names = raw.dimensions.into_iter().map(|raw| raw.name.unwrap_or_else(|| Text::new(&raw.id, &raw.id)));
    let questionnaire = Questionnaire::new(raw.instrument, dimensions, items)
        .map_err(|error| ServiceError::new(error.code(), error.to_string()).hint(error.hint()))?;
    Ok(Survey {
        id,
        name: raw.name,
        questionnaire,
        items: asked,
        dimensions: names.collect(),
        columns: NamedColumns {
            respondent: raw.columns.respondent,
            customer: raw.columns.customer,
            answered_at: raw.columns.answered_at,
            weight: raw.columns.weight,
            wave: raw.columns.wave,
            touchpoint: raw.columns.touchpoint,
        },
        satisfied_from: raw.satisfied_from.map(RawNumber::value),
        wording: raw.wording.unwrap_or(Wording::Ease),
    })
}

fn refuse(line: usize, code: &str, words: &str, hint: &str) -> ServiceError {
    ServiceError::new(code, format!("line `{line}` of the questionnaire: {words}"))
        .value("line", line)
        .value("reason", words)
        .hint(hint)
}

fn scale(raw: &RawScale, line: usize) -> Result<Scale> {
    Scale::new(raw.low.value(), raw.high.value(), raw.step.map_or(1.0, RawNumber::value))
        .map_err(|error: ScaleError| refuse(line, "survey-scale", &error.to_string(), error.hint()))
}

fn codes(raw: &[RawCode]) -> Vec<String> {
    raw.iter().map(RawCode::text).collect()
}

/// An item, its expectation and its importance.
fn add(raw: RawItem, defaults: &Defaults, line: usize) -> Result<Vec<(Item, Asked)>> {
    let own = raw.scale.as_ref().map(|raw| scale(raw, line)).transpose()?;
    let Some(scale) = own.or(defaults.scale) else {
        let words = format!("item `{}` has no scale; expected one of its own or one for all", raw.id);
        return Err(refuse(line, "survey-scale", &words, "write `scale = { low = 1, high = 5 }` above the items"));
    };
    let missing = raw.missing.as_deref().map_or_else(|| defaults.missing.clone(), codes);
    let text = raw.text.unwrap_or_else(|| Text::new(&raw.id, &raw.id));
    let asked = Asked { text, optional: raw.optional };
    let beside = |id: String, role: Role, scale: Scale, reversed: bool| {
        // a code that is an answer on the other scale means one there
        let codes = missing.iter().filter(|code| !code.trim().parse().is_ok_and(|number| scale.contains(number)));
        let (of, missing) = (Some(raw.id.clone()), codes.cloned().collect());
        (Item { id, role, of, dimension: None, scale, reversed, missing }, asked.clone())
    };
    let mut all = vec![(
        Item {
            id: raw.id.clone(),
            role: Role::Answer,
            of: None,
            dimension: raw.dimension,
            scale,
            reversed: raw.reversed,
            missing: missing.clone(),
        },
        asked.clone(),
    )];
    all.extend(raw.expectation.map(|id| beside(id, Role::Expectation, scale, raw.reversed)));
    all.extend(raw.importance.map(|id| beside(id, Role::Importance, defaults.importance, false)));
    Ok(all)
}

pub(super) fn described(survey: &Survey) -> SurveyCheck {
    let item = |(item, asked): (&Item, &Asked)| SurveyItemText {
        id: item.id.clone(),
        text: asked.text.clone(),
        role: role(item.role).to_owned(),
        of: item.of.clone(),
        dimension: item.dimension.clone(),
        low: item.scale.low(),
        high: item.scale.high(),
        step: item.scale.step(),
        reversed: item.reversed,
        missing: item.missing.clone(),
        optional: asked.optional,
    };
    let dimensions = survey.questionnaire.dimensions().iter().zip(&survey.dimensions);
    SurveyCheck {
        id: survey.id.clone(),
        name: survey.name.clone(),
        instrument: instrument(survey),
        items: survey.questionnaire.items().iter().zip(&survey.items).map(item).collect(),
        dimensions: dimensions
            .map(|(dimension, name)| SurveyDimensionText {
                id: dimension.id.clone(),
                name: name.clone(),
                weight: dimension.weight,
            })
            .collect(),
    }
}

pub(crate) fn instrument(survey: &Survey) -> String {
    use patron_voice::questionnaire::Instrument;
    match survey.questionnaire.instrument() {
        Instrument::Nps => "nps",
        Instrument::Csat => "csat",
        Instrument::Ces => "ces",
        Instrument::Servqual => "servqual",
        Instrument::PerceivedValue => "perceived_value",
        Instrument::Custom => "custom",
    }
    .to_owned()
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Answer => "answer",
        Role::Expectation => "expectation",
        Role::Importance => "importance",
    }
}
