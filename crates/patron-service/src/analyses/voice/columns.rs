use std::collections::BTreeSet;

use patron_voice::questionnaire::Instrument;

use crate::catalogue::Text;
use crate::voice::Survey;

/// The five dimensions of service quality, as its template has them.
const QUALITY: [(&str, &str, &str); 5] = [
    ("tangibles", "Tangibles", "有形性"),
    ("reliability", "Reliability", "可靠性"),
    ("responsiveness", "Responsiveness", "响应性"),
    ("assurance", "Assurance", "保证性"),
    ("empathy", "Empathy", "移情性"),
];

/// The seven dimensions of perceived value, as its template has them.
const VALUE: [(&str, &str, &str); 7] = [
    ("functional", "Functional value", "功能价值"),
    ("emotional", "Emotional value", "情感价值"),
    ("social", "Social value", "社会价值"),
    ("added-service", "Added service", "附加服务价值"),
    ("price", "Price value", "价格价值"),
    ("relationship", "Relationship value", "关系价值"),
    ("personal", "Personal value", "个人价值"),
];

/// Dimensions of own questionnaires that say something of loyalty, and the measures they become.
pub(super) const ATTITUDES: [(&str, &str); 3] =
    [("intention", "repurchase_intention"), ("preference", "brand_preference"), ("resistance", "switching_resistance")];

/// A dimension of a questionnaire and its measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Dimension {
    pub(super) id: String,
    pub(super) measure: String,
    pub(super) name: Text,
}

/// The figures of a customer, in this order: recommendation, satisfaction, effort, gap and its dimensions, perceived value
/// and its dimensions, attitudes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Columns {
    pub(super) quality: Vec<Dimension>,
    pub(super) value: Vec<Dimension>,
}

/// Recommendation.
pub(super) const NPS: usize = 0;
/// Satisfaction.
pub(super) const CSAT: usize = 1;
/// Effort.
pub(super) const CES: usize = 2;
/// The gap of service quality; its dimensions follow.
pub(super) const GAP: usize = 3;

impl Columns {
    /// Those of the standard dimensions and of others that are asked for.
    pub(super) fn of<'a>(surveys: impl Iterator<Item = &'a Survey>) -> Self {
        let standard = |prefix: &str, all: &[(&str, &str, &str)]| {
            all.iter().map(|(id, en, zh)| dimension(prefix, id, Text::new(en, zh))).collect::<Vec<_>>()
        };
        let mut found =
            Self { quality: standard("servqual_gap", &QUALITY), value: standard("perceived_value", &VALUE) };
        for survey in surveys {
            let (prefix, into) = match survey.questionnaire.instrument() {
                Instrument::Servqual => ("servqual_gap", &mut found.quality),
                Instrument::PerceivedValue => ("perceived_value", &mut found.value),
                _ => continue,
            };
            for (asked, name) in survey.questionnaire.dimensions().iter().zip(&survey.dimensions) {
                let new = dimension(prefix, &asked.id, name.clone());
                if into.iter().all(|known| known.measure != new.measure) {
                    into.push(new);
                }
            }
        }
        found
    }

    /// The perceived value; its dimensions follow.
    pub(super) fn value_at(&self) -> usize {
        GAP + 1 + self.quality.len()
    }

    /// The first attitude.
    pub(super) fn attitudes_at(&self) -> usize {
        self.value_at() + 1 + self.value.len()
    }

    /// How many figures there are.
    pub(super) fn len(&self) -> usize {
        self.attitudes_at() + ATTITUDES.len()
    }

    /// The measures of the figures.
    pub(super) fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = ["nps_score", "csat", "ces", "servqual_gap"].map(str::to_owned).to_vec();
        names.extend(self.quality.iter().map(|one| one.measure.clone()));
        names.push("perceived_value".to_owned());
        names.extend(self.value.iter().map(|one| one.measure.clone()));
        names.extend(ATTITUDES.map(|(_, measure)| measure.to_owned()));
        names
    }

    /// The place of a dimension of a questionnaire among the figures.
    pub(super) fn place(&self, instrument: Instrument, dimension: &str) -> Option<usize> {
        let among = |all: &[Dimension], first: usize, prefix: &str| {
            let measure = measure(prefix, dimension);
            all.iter().position(|one| one.measure == measure).map(|place| first + place)
        };
        match instrument {
            Instrument::Servqual => among(&self.quality, GAP + 1, "servqual_gap"),
            Instrument::PerceivedValue => among(&self.value, self.value_at() + 1, "perceived_value"),
            Instrument::Custom => {
                let place = ATTITUDES.iter().position(|(id, _)| *id == dimension)?;
                Some(self.attitudes_at() + place)
            }
            Instrument::Nps | Instrument::Csat | Instrument::Ces => None,
        }
    }

    /// Figures that come from one questionnaire together, for each customer.
    pub(super) fn group(&self, instrument: Instrument) -> std::ops::Range<usize> {
        match instrument {
            Instrument::Nps => NPS..NPS + 1,
            Instrument::Csat => CSAT..CSAT + 1,
            Instrument::Ces => CES..CES + 1,
            Instrument::Servqual => GAP..self.value_at(),
            Instrument::PerceivedValue => self.value_at()..self.attitudes_at(),
            Instrument::Custom => self.attitudes_at()..self.len(),
        }
    }
}

fn dimension(prefix: &str, id: &str, name: Text) -> Dimension {
    Dimension { id: id.to_owned(), measure: measure(prefix, id), name }
}

/// A name without dashes and blanks, as measures have them.
fn measure(prefix: &str, dimension: &str) -> String {
    let plain: String =
        dimension.trim().to_lowercase().chars().map(|sign| if sign.is_alphanumeric() { sign } else { '_' }).collect();
    format!("{prefix}_{plain}")
}

/// Instruments that a customer may have answered.
pub(super) const INSTRUMENTS: [Instrument; 6] = [
    Instrument::Nps,
    Instrument::Csat,
    Instrument::Ces,
    Instrument::Servqual,
    Instrument::PerceivedValue,
    Instrument::Custom,
];

/// Scales that answers to questionnaires of service quality stand on; gaps of several are not one figure.
pub(super) fn gap_scales(surveys: &[Survey]) -> usize {
    let of_quality = surveys.iter().filter(|survey| survey.questionnaire.instrument() == Instrument::Servqual);
    let scales = of_quality.flat_map(|survey| survey.questionnaire.items());
    let scales = scales.filter(|item| item.role != patron_voice::questionnaire::Role::Importance);
    scales.map(|item| format!("{}-{}", item.scale.low(), item.scale.high())).collect::<BTreeSet<_>>().len()
}
