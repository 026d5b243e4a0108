use super::product_parts;

/// Sums of a few dozen products.
const ROUNDING: f64 = 1e-13;

fn near(found: f64, expected: f64) {
    assert!((found - expected).abs() <= ROUNDING * expected.abs().max(1.0), "{found} is not {expected}");
}

#[test]
fn two_factors_share_their_change_at_the_mean_of_the_other() {
    // 2 x 10 becomes 3 x 8: (3 - 2) (10 + 8) / 2 and (8 - 10) (2 + 3) / 2.
    let [rate, spend] = product_parts(&[2.0, 10.0], &[3.0, 8.0]);
    near(rate, 9.0);
    near(spend, -5.0);
}

#[test]
fn three_factors_worked_out_by_hand() {
    // 1 x 2 x 3 becomes 2 x 2 x 5. The first: 2 x 3 / 3 + (2 x 3 + 2 x 5) / 6 + 2 x 5 / 3; the third: 2 times
    // 1 x 2 / 3 + (2 x 2 + 1 x 2) / 6 + 2 x 2 / 3.
    let [first, second, third] = product_parts(&[1.0, 2.0, 3.0], &[2.0, 2.0, 5.0]);
    near(first, 8.0);
    near(second, 0.0);
    near(third, 6.0);
}

#[test]
fn parts_add_up_whatever_the_signs() {
    let cases: [([f64; 6], [f64; 6]); 4] = [
        ([0.4, 12.5, 0.83, 31.2, 0.35, 0.96], [0.3, 14.0, 0.11, 28.9, 0.35, 0.97]),
        ([1.0, 3.0, 0.0, 20.0, 0.5, 1.0], [1.0, 3.0, 0.9, 20.0, 0.5, 0.95]),
        ([1.0, 3.0, 0.7, 20.0, 0.5, 0.95], [1.0, 3.0, 0.7, -4.0, 0.5, 0.95]),
        ([1.0, 3.0, 0.7, 20.0, 0.5, 0.95], [1.0, 3.0, 0.7, 20.0, 0.5, 0.95]),
    ];
    for (before, after) in cases {
        let change = after.iter().product::<f64>() - before.iter().product::<f64>();
        let parts = product_parts(&before, &after);
        near(parts.iter().sum(), change);
        for place in 0..6 {
            assert!(before[place] != after[place] || parts[place] == 0.0, "a factor that stays adds nothing");
        }
        // Back again every part has the other sign.
        let back = product_parts(&after, &before);
        parts.iter().zip(back).for_each(|(there, back)| near(back, -there));
    }
}
