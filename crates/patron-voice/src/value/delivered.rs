use serde::{Deserialize, Serialize};

use crate::structure::{StructureError, Weights};

/// What an offer gives and what it costs, as customers see it, each on one scale (0 to 100, say).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Offer {
    /// Value of the product.
    pub product: f64,
    /// Value of the service.
    pub service: f64,
    /// Value of the people.
    pub personnel: f64,
    /// Value of the image.
    pub image: f64,
    /// What is paid: high is dear.
    pub money: f64,
    /// What it takes in time.
    pub time: f64,
    /// What it takes in effort.
    pub effort: f64,
    /// What it takes in thought and worry.
    pub mental: f64,
}

/// Delivered value, in the unit of the scores.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Delivered {
    /// Weighted mean of the four values.
    pub value: f64,
    /// Weighted mean of the four costs.
    pub cost: f64,
    /// Value less cost.
    pub delivered: f64,
    /// Value over cost; `None` where the cost is not above 0.
    pub ratio: Option<f64>,
}

/// Delivered value beside a competitor's.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Advantage {
    /// Ours.
    pub ours: Delivered,
    /// Theirs.
    pub theirs: Delivered,
    /// Ours less theirs.
    pub advantage: f64,
    /// What each of the four values and four costs adds to that, in the order of [`Offer`]; above 0 speaks for us.
    pub parts: [f64; 8],
}

impl Offer {
    fn values(&self) -> [f64; 4] {
        [self.product, self.service, self.personnel, self.image]
    }

    fn costs(&self) -> [f64; 4] {
        [self.money, self.time, self.effort, self.mental]
    }

    fn check(&self) -> Result<(), StructureError> {
        let parts = [self.values(), self.costs()].concat();
        match parts.iter().position(|part| !part.is_finite()) {
            Some(place) => Err(crate::sample::SampleError::NotFinite { answer: place + 1, value: parts[place] }.into()),
            None => Ok(()),
        }
    }
}

/// Product, service, personnel and image value less money, time, effort and mental cost \[K2000\], each side a weighted
/// mean, so that values and costs weigh the same together.
///
/// # Errors
/// When there are not four weights on each side, or a score is not finite.
pub fn delivered(offer: &Offer, values: &Weights, costs: &Weights) -> Result<Delivered, StructureError> {
    values.check(4)?;
    costs.check(4)?;
    offer.check()?;
    let (value, cost) = (values.of(&offer.values()), costs.of(&offer.costs()));
    Ok(Delivered { value, cost, delivered: value - cost, ratio: (cost > 0.0).then(|| value / cost) })
}

/// Our delivered value beside a competitor's, and which parts make the difference; these add up to it.
///
/// # Errors
/// As [`delivered`].
pub fn advantage(ours: &Offer, theirs: &Offer, values: &Weights, costs: &Weights) -> Result<Advantage, StructureError> {
    let (us, them) = (delivered(ours, values, costs)?, delivered(theirs, values, costs)?);
    let mut parts = [0.0; 8];
    for place in 0..4 {
        parts[place] = values.shares()[place] * (ours.values()[place] - theirs.values()[place]);
        parts[place + 4] = -costs.shares()[place] * (ours.costs()[place] - theirs.costs()[place]);
    }
    Ok(Advantage { ours: us, theirs: them, advantage: us.delivered - them.delivered, parts })
}
