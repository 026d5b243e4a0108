//! New moons and the longitude of the sun, to a few minutes from 1900 to 2100 \[M1998\].
//!
//! Times are Julian days of universal time.

/// Julian day of 1970-01-01, midnight.
const EPOCH: f64 = 2_440_587.5;
/// Universal time is behind the even time of the formulas by about 70 seconds.
const BEHIND: f64 = 70.0 / 86_400.0;
/// Mean length of a month, and the first new moon of 2000.
const MONTH: f64 = 29.530_588_861;
const FIRST: f64 = 2_451_550.097_66;

/// Sine of degrees.
fn sine(degrees: f64) -> f64 {
    degrees.to_radians().sin()
}

/// The k-th new moon from 2000-01-06 on \[M1998, chapter 49\].
fn new_moon(k: f64) -> f64 {
    let t = k / 1236.85;
    let e = 1.0 - 0.002_516 * t - 0.000_007_4 * t * t;
    let sun = 2.5534 + 29.105_356_70 * k - 0.000_001_4 * t * t;
    let moon = 201.5643 + 385.816_935_28 * k + 0.010_758_2 * t * t;
    let latitude = 160.7108 + 390.670_502_84 * k - 0.001_611_8 * t * t;
    let node = 124.7746 - 1.563_755_88 * k + 0.002_067_2 * t * t;
    let periodic = -0.407_20 * sine(moon)
        + 0.172_41 * e * sine(sun)
        + 0.016_08 * sine(2.0 * moon)
        + 0.010_39 * sine(2.0 * latitude)
        + 0.007_39 * e * sine(moon - sun)
        - 0.005_14 * e * sine(moon + sun)
        + 0.002_08 * e * e * sine(2.0 * sun)
        - 0.001_11 * sine(moon - 2.0 * latitude)
        - 0.000_57 * sine(moon + 2.0 * latitude)
        + 0.000_56 * e * sine(2.0 * moon + sun)
        - 0.000_42 * sine(3.0 * moon)
        + 0.000_42 * e * sine(sun + 2.0 * latitude)
        + 0.000_38 * e * sine(sun - 2.0 * latitude)
        - 0.000_24 * e * sine(2.0 * moon - sun)
        - 0.000_17 * sine(node);
    FIRST + MONTH * k + 0.000_154_37 * t * t + periodic - BEHIND
}

/// Apparent longitude of the sun in degrees \[M1998, chapter 25\].
fn sun_at(julian: f64) -> f64 {
    let t = (julian - 2_451_545.0) / 36_525.0;
    let mean = 280.466_46 + 36_000.769_83 * t + 0.000_303_2 * t * t;
    let anomaly = 357.529_11 + 35_999.050_29 * t - 0.000_153_7 * t * t;
    let centre = (1.914_602 - 0.004_817 * t) * sine(anomaly)
        + (0.019_993 - 0.000_101 * t) * sine(2.0 * anomaly)
        + 0.000_289 * sine(3.0 * anomaly);
    let apparent = mean + centre - 0.005_69 - 0.004_78 * sine(125.04 - 1934.136 * t);
    apparent.rem_euclid(360.0)
}

/// The day, in Beijing, of the k-th new moon.
pub(super) fn new_moon_day(k: i64) -> i64 {
    (new_moon(k as f64) + 8.0 / 24.0 - EPOCH).floor() as i64
}

/// The last new moon on or before a day in Beijing.
pub(super) fn new_moon_until(day: i64) -> i64 {
    let mut k = ((day as f64 + EPOCH - FIRST) / MONTH).round() as i64 + 1;
    while new_moon_day(k) > day {
        k -= 1;
    }
    k
}

/// Longitude of the sun at the beginning of a day in Beijing.
pub(super) fn sun_on(day: i64) -> f64 {
    sun_at(day as f64 + EPOCH - 8.0 / 24.0)
}
