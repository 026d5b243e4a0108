//! Renewal tables with a column for each period. Figures are of the segments of [FH2007].

use super::super::fit;
use super::{Written, words};

/// The published maxima of the two segments.
const HIGH_END: (f64, f64) = (0.6680883511064463, 3.806094964058267);
const REGULAR: (f64, f64) = (0.7040772984735162, 1.1820430262094757);
const COUNTS: &str = "cohort,customers,1,2,3,4,5,6,7\nhigh,1000,869,743,653,593,551,517,491\n";

#[track_caller]
fn assert_fit(content: &str, expected: (f64, f64), customers: f64) {
    let fitted = fit("sbg", &Written::csv(content).summary(), None).unwrap();
    let names = ["alpha", "beta"].map(|name| fitted.fit.parameters.get(name).unwrap());
    assert!((names[0] / expected.0 - 1.0).abs() < 1e-6 && (names[1] / expected.1 - 1.0).abs() < 1e-6, "{names:?}");
    assert_eq!(fitted.fit.customers, customers);
}

#[test]
fn counts_and_shares_in_columns_give_the_published_fits() {
    assert_fit(COUNTS, HIGH_END, 1000.0);
    for content in [
        "0;1;2;3;4;5;6;7\n1000;869;743;653;593;551;517;491\n",
        "Year 3,Year 1,Year 2,Year 4,Year 5,Year 6,Year 7,n\n653,869,743,593,551,517,491,1000\n",
        "cohort,customers,第1期,第2期,第3期,第4期,第5期,第6期,第7期\nx,1000,0.869,0.743,0.653,0.593,0.551,0.517,0.491\n",
        "cohort,customers,1,2,3,4,5,6,7\nx,1000,86.9%,74.3%,65.3 %,59.3%,55.1%,51.7%,49.1%\n",
    ] {
        assert_fit(content, HIGH_END, 1000.0);
    }
    assert_fit("customers,1,2,3,4,5,6,7\n1000,.631,.468,.382,.326,.289,.262,.241\n", REGULAR, 1000.0);
    // Later cohorts have come less far: the form with a row for each period says the same.
    let long: String = [("a", 1000, &[869, 743, 653][..]), ("b", 500, &[430])]
        .into_iter()
        .flat_map(|(cohort, start, left)| {
            let left = std::iter::once(&start).chain(left).enumerate();
            left.map(|(period, left)| format!("{cohort},{period},{left}\n")).collect::<Vec<_>>()
        })
        .collect();
    let long = fit("sbg", &Written::csv(&format!("cohort,period,customers\n{long}")).summary(), None).unwrap();
    let wide = Written::csv("cohort,customers,1,2,3\na,1000,869,743,653\nb,500,430,,\n");
    let wide = fit("sbg", &wide.summary(), None).unwrap();
    assert_eq!(wide.fit, long.fit);
    assert_eq!((wide.rows_read, long.rows_read), (2, 6));
}

#[test]
fn what_is_no_table_is_named_with_row_and_column() {
    for (content, expected) in [
        (
            "cohort,customers,1,2\na,100,90,95\n",
            "file `summary.csv`, row `2`, column `2`: `95`, expected at most the `90` of the period before",
        ),
        (
            "cohort,customers,1,2\na,100,90%,95%\n",
            "file `summary.csv`, row `2`, column `2`: `95%`, expected at most the `90%` of the period before",
        ),
        (
            "cohort,customers,1,2\na,100,120,95\n",
            "file `summary.csv`, row `2`, column `1`: `120`, expected at most the `100` of the period before",
        ),
        (
            "cohort,customers,1,2\na,100,90,80\nb,100,,80\n",
            "file `summary.csv`, row `3`, column `1`: ``, expected a value",
        ),
        ("cohort,customers,1,2\na,100,90,many\n", "file `summary.csv`, row `2`, column `2`: `many`, expected a number"),
        (
            "cohort,customers,1,2\na,100,90,-1\n",
            "file `summary.csv`, row `2`, column `2`: `-1`, expected what is left of a cohort, not below zero",
        ),
        ("cohort,customers,1,2\na,,90,80\n", "file `summary.csv`, row `2`, column `customers`: ``, expected a value"),
        (
            "cohort,customers,1,2\na,100,90,80\na,100,70,60\n",
            "file `summary.csv`, row `3`, column `cohort`: `a`, expected a cohort of its own, found the one of row `2`",
        ),
        (
            "cohort,customers,1,2\na,100,90%,80\n",
            "file `summary.csv`, row `2`, column `2`: `80`, expected a share with `%`, as elsewhere in the table",
        ),
        (
            "cohort,customers,1,3\na,100,90,80\n",
            "file `summary.csv` has column `3` for period `3`; expected period `2` before it",
        ),
        ("cohort,1,2\na,90,80\n", "file `summary.csv` has no column `customers`; expected it among `cohort, 1, 2`"),
        (
            "cohort,customers,0,1\na,100,100,80\n",
            "file `summary.csv` has columns `0` and `customers`; expected one of them to be `customers`",
        ),
    ] {
        let file = Written::csv(content);
        assert_eq!(words(&fit("sbg", &file.summary(), None).unwrap_err(), &file).0, expected, "{content}");
    }
}
