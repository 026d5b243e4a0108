//! What a customer brought in equal windows of time, against its own past.

use patron_models::decomposition::product_parts;

/// Windows before the newest that are looked at.
pub(super) const PAST_WINDOWS: u32 = 8;
/// Past windows from which on "less than in each of them" says something: by chance alone it is one in five at most.
const LEAST_PAST: usize = 4;

/// Factors of the contribution of a window, in the order of their parts.
pub(crate) const BILLING_FACTORS: [&str; 4] = ["wallet", "rate", "spend", "margin"];

/// What one customer brought in a window.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Window {
    pub(super) purchases: f64,
    pub(super) net: f64,
    pub(super) contribution: f64,
}

/// How the newest window differs from those before.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Turn {
    /// mean contribution of the windows of the year before
    pub(super) before: f64,
    /// parts of the change by factor; they add up to it
    pub(super) parts: [f64; BILLING_FACTORS.len()],
    /// whether each of at least four past windows brought more
    pub(super) below_all: bool,
}

/// Compares the first of `windows` (newest first, all of them whole) with the mean of the next `year` ones. None without
/// a past window. Contribution = share of wallet x (purchases / share) x spend x margin; share is 1 where it is not
/// known at both ends.
pub(super) fn turn(windows: &[Window], year: usize, shares: [Option<f64>; 2]) -> Option<Turn> {
    let (now, past) = windows.split_first()?;
    let recent = past.get(..year.max(1).min(past.len())).filter(|recent| !recent.is_empty())?;
    let mean = |figure: fn(&Window) -> f64| recent.iter().map(figure).sum::<f64>() / recent.len() as f64;
    let before = Window {
        purchases: mean(|window| window.purchases),
        net: mean(|window| window.net),
        contribution: mean(|window| window.contribution),
    };
    Some(Turn {
        before: before.contribution,
        parts: parts(&before, now, shares),
        below_all: past.len() >= LEAST_PAST && past.iter().all(|window| now.contribution < window.contribution),
    })
}

fn parts(before: &Window, now: &Window, shares: [Option<f64>; 2]) -> [f64; BILLING_FACTORS.len()] {
    let [then_share, now_share] = match shares {
        [Some(then), Some(now)] if then > 0.0 && now > 0.0 => [then, now],
        _ => [1.0, 1.0],
    };
    // What has no purchase or no net amount has neither spend nor margin: the other end's stand for it.
    let of = |window: &Window| {
        (window.purchases > 0.0 && window.net > 0.0)
            .then(|| [window.net / window.purchases, window.contribution / window.net])
    };
    let [spend, margin] = of(before).or_else(|| of(now)).unwrap_or([0.0, 0.0]);
    let [now_spend, now_margin] = of(now).unwrap_or([spend, margin]);
    let then = [then_share, before.purchases / then_share, spend, margin];
    let after = [now_share, now.purchases / now_share, now_spend, now_margin];
    let mut parts = product_parts(&then, &after);
    // Where a window's amounts are no product, such as returns without a purchase, the rest is that less was bought.
    let rest = now.contribution - before.contribution - parts.iter().sum::<f64>();
    if of(before).is_none() || of(now).is_none() {
        parts[1] += rest;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(purchases: f64, net: f64, contribution: f64) -> Window {
        Window { purchases, net, contribution }
    }

    fn near(found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
    }

    #[test]
    fn a_window_is_compared_with_the_year_before_and_with_each_past_one() {
        // 6 purchases of 100 at 40 % bring 240; before, 10 of 100 at 40 % brought 400 in each of five windows.
        let past = [window(10.0, 1000.0, 400.0); 5];
        let windows: Vec<Window> = [window(6.0, 600.0, 240.0)].into_iter().chain(past).collect();
        let found = turn(&windows, 4, [None, None]).unwrap();
        near(found.before, 400.0);
        assert!(found.below_all);
        near(found.parts[1], -160.0);
        assert!(found.parts[0] == 0.0 && found.parts[2].abs() < 1e-9 && found.parts[3].abs() < 1e-9);
        // The share of wallet halved while the wallet grew: 0.5 x 20 purchases of all, then 0.25 x 24.
        let found = turn(&windows, 4, [Some(0.5), Some(0.25)]).unwrap();
        // 100 x 0.4 x (0.25 - 0.5) x (20 + 24) / 2, and x (24 - 20) x (0.5 + 0.25) / 2.
        near(found.parts[0], -220.0);
        near(found.parts[1], 60.0);
        // One past window as low as this one: the fall may be chance. Three past windows say too little.
        let mut once = windows.clone();
        once[5] = window(6.0, 600.0, 240.0);
        assert!(!turn(&once, 4, [None, None]).unwrap().below_all);
        near(turn(&once, 4, [None, None]).unwrap().before, 400.0);
        assert!(!turn(&windows[..4], 4, [None, None]).unwrap().below_all);
        assert_eq!(turn(&windows[..1], 4, [None, None]), None);
    }

    #[test]
    fn margin_is_a_reason_and_silence_falls_on_the_number_of_purchases() {
        let past = [window(10.0, 1000.0, 400.0); 4];
        let with = |now: Window| turn(&[&[now], past.as_slice()].concat(), 4, [None, None]).unwrap();
        // The same sales at 25 % bring 250.
        let found = with(window(10.0, 1000.0, 250.0));
        near(found.parts[3], -150.0);
        near(found.parts.iter().sum(), -150.0);
        let silent = with(Window::default());
        near(silent.parts[1], -400.0);
        near(silent.parts.iter().sum(), -400.0);
        // Returns of 50 that cost 20, and no purchase.
        let returned = with(window(0.0, -50.0, -30.0));
        near(returned.parts.iter().sum(), -430.0);
        near(returned.parts[1], -430.0);
    }
}
