//! A first way.

use super::close::Lacking;
use super::{Aim, Lever};

/// Steps of each lever that together bring `needed` points: the cheapest points first, or the largest levers first,
/// which uses as few as can be.
pub(super) fn steps(needed: Lacking, levers: &[Lever], aim: Aim) -> Vec<u32> {
    let mut order: Vec<usize> = (0..levers.len()).collect();
    match aim {
        Aim::Cheapest => order.sort_by(|a, b| rate(&levers[*a]).total_cmp(&rate(&levers[*b]))),
        Aim::Fewest => order.sort_by(|a, b| levers[*b].most().total_cmp(&levers[*a].most())),
    }
    let mut steps = vec![0; levers.len()];
    let mut left = needed;
    for index in order {
        if left.is_closed() {
            break;
        }
        steps[index] = levers[index].steps_for(left.points());
        left = left.less(f64::from(steps[index]) * levers[index].points);
    }
    steps
}

/// Cost of a point.
pub(super) fn rate(lever: &Lever) -> f64 {
    lever.cost / lever.points
}
