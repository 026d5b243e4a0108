//! Features as small whole numbers: which part of the values seen a value falls into.

use patron_models::tournament::Rows;
use rayon::prelude::*;

/// Parts of one feature, that of unknown values included.
pub(super) const PARTS: usize = 64;

/// Where the parts of each feature end.
#[derive(Debug)]
pub(super) struct Bins {
    /// by feature, ascending; a value falls into the part after the cuts below it
    cuts: Vec<Vec<f64>>,
}

impl Bins {
    /// Parts with about as many rows each; of few distinct values one each.
    pub(super) fn of(rows: &Rows) -> Self {
        let cuts = (0..rows.width()).into_par_iter().map(|feature| {
            let values = (0..rows.len()).map(|place| rows.row(place)[feature]);
            let mut known: Vec<f64> = values.filter(|value| !value.is_nan()).collect();
            known.sort_unstable_by(f64::total_cmp);
            let mut distinct = known.clone();
            distinct.dedup();
            // The last part ends nowhere; the first of all is that of unknown values.
            let most = PARTS - 2;
            if distinct.len() > most + 1 {
                distinct = (1..=most).map(|part| known[part * known.len() / (most + 1)]).collect();
                distinct.dedup();
            } else {
                distinct.pop();
            }
            distinct
        });
        Self { cuts: cuts.collect() }
    }

    /// The parts of one row; 0 for a value that is not known.
    pub(super) fn parts(&self, row: &[f64]) -> Vec<u8> {
        let part = |(cuts, value): (&Vec<f64>, &f64)| {
            let part = if value.is_nan() { 0 } else { 1 + cuts.partition_point(|cut| cut < value) };
            u8::try_from(part).unwrap_or(u8::MAX)
        };
        self.cuts.iter().zip(row).map(part).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_distinct_values_or_hold_as_many_rows() {
        let mut rows = Rows::new(2);
        for place in 0..6_300 {
            rows.push(&[f64::from(place % 3), f64::from(place)]).unwrap();
        }
        let bins = Bins::of(&rows);
        assert_eq!([-1.0, 0.0, 0.5, 1.0, 2.0, 9.0].map(|value| bins.parts(&[value, 0.0])[0]), [1, 1, 2, 2, 3, 3]);
        assert_eq!(bins.parts(&[f64::NAN, f64::NAN]), [0, 0]);
        let mut held = [0; PARTS];
        (0..6_300).for_each(|place| held[usize::from(bins.parts(rows.row(place))[1])] += 1);
        assert_eq!(held[0], 0);
        assert!(held[1..].iter().all(|rows| (99..=101).contains(rows)), "{held:?}");
    }
}
