//! Words and exit codes of what cannot be done.

use crate::support::Place;

#[test]
fn wrong_usage_ends_with_two() {
    let place = Place::new();
    for arguments in [
        &["fit"][..],
        &["no-such-command"],
        &["fit", "bg-nbd", "f.csv", "--time-unit", "year"],
        &["customers", "--limit", "many"],
    ] {
        let ended = place.run(arguments);
        assert_eq!((ended.code, ended.out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(ended.err.starts_with("error: "), "{}", ended.err);
    }
    let help = place.done(&["--help"]);
    assert!(help.out.starts_with("What every customer is worth"), "{}", help.out);
    assert!(!help.out.contains("reference"), "the hidden command is hidden");
}

#[test]
fn options_that_do_not_go_together_are_named() {
    let place = Place::new();
    let said = |message: &str, hint: &str| (message.to_owned(), hint.to_owned());
    assert_eq!(
        place.refused(2, &["predict", "fit.json", "summary.csv", "--format", "parquet"]),
        said("`--format parquet` is not text, expected `--out`", "add `--out table.parquet`")
    );
    assert_eq!(
        place.refused(2, &["fit", "bg-nbd", "summary.csv", "--out", "fit.txt"]),
        said("the form of `fit.txt` is not known, expected .csv, .json or .parquet", "say `--format csv`")
    );
    assert_eq!(
        place.refused(2, &["simulate", "bg-nbd", "--customers", "5", "--out", "orders.json"]),
        said("an order log is written as csv or parquet", "end the name of `--out` in .csv")
    );
    assert_eq!(
        place.refused(2, &["portfolio", "set", "margins=0.3"]),
        said(
            "setting `margins` is not known, expected one of name, currency, time-zone, margin, discount-rate, horizon-days, \
             value-after-service, calendar, festivals, history-every, history-periods, alert-months, alert-drop, \
             alert-amount, events",
            "write `patron portfolio set margin=0.3`"
        )
    );
    assert_eq!(
        place.refused(2, &["portfolio", "set", "margin=0,3"]),
        said("setting `margin` is `0,3`, expected a number such as 0.3", "use a point for decimals")
    );
}

#[test]
fn files_and_folders_that_are_not_there_are_named() {
    let place = Place::new();
    let (message, _) = place.refused(1, &["fit", "bg-nbd", "none.csv", "--time-unit", "week"]);
    assert_eq!(message, "file `none.csv` does not exist; expected a CSV, JSON lines, Excel or Parquet file");
    let (message, hint) = place.refused(1, &["predict", "fit.json", "none.csv"]);
    assert_eq!(message, "file `fit.json` does not exist; expected a model as `patron fit` writes it");
    assert_eq!(hint, "write one with `patron fit bg-nbd summary.csv --format json > fit.json`");
    let (message, hint) = place.refused(1, &["customers"]);
    assert_eq!(message, "data folder `patron-data` does not exist; expected a folder made by patron");
    assert_eq!(hint, "import orders first, or name another folder with `--data-dir`");
    place.write("summary.csv", "customer_id,frequency,recency,T\n1,0,0,5\n2,3,9,5\n");
    let (message, hint) = place.refused(1, &["fit", "bg-nbd", "summary.csv", "--time-unit", "week"]);
    assert_eq!(message, "file `summary.csv`, row `3`, column `recency`: `9`, expected at most the `5` of `T`");
    assert_eq!(hint, "recency is the time from first to last purchase, not the time since the last");
    let (message, _) =
        place.refused(1, &["fit", "bg-nbd", "summary.csv", "--out", "no/such/fit.json", "--time-unit", "week"]);
    assert!(message.starts_with("file `summary.csv`"), "the work is checked before the target: {message}");
}

#[test]
fn conditions_columns_and_questions_that_do_not_fit_are_named() {
    let place = Place::new();
    place.write(
        "orders.csv",
        "customer_id,ordered_at,amount\nA,2024-01-05,10.00\nA,2024-02-05,10.00\nB,2024-01-07,3.25\n",
    );
    place.done(&["import", "orders", "orders.csv"]);
    let (message, hint) = place.refused(1, &["customers"]);
    assert_eq!(message, "the portfolio has not been valued yet, expected at least one run");
    assert_eq!(hint, "`patron run` values it");
    let run = place.done(&["run"]);
    assert!(run.err.contains("warning: "), "too few customers for a model are said so: {}", run.err);
    let (message, hint) = place.refused(2, &["customers", "--where", "nonsense = 1"]);
    assert_eq!(message, "column `nonsense` is not in the customer table, expected one of its columns");
    assert!(hint.starts_with("nearest are `") && hint.contains("; columns are customer_id, "), "{hint}");
    let (_, hint) = place.refused(2, &["customers", "--where", "Revenue > 1 and reveneu > 2"]);
    assert!(hint.starts_with("nearest are `revenue`, "), "{hint}");
    for (condition, cause) in [
        ("age > 1 nonsense", "expected: end of expression"),
        ("revenue", "cannot create filter with non-boolean predicate"),
        ("no_such(age) > 1", "invalid function 'no_such'"),
    ] {
        let (message, _) = place.refused(2, &["customers", "--where", condition]);
        assert!(message.starts_with(&format!("condition `{condition}` cannot be used: {cause}")), "{message}");
        assert!(message.ends_with("; expected SQL over the columns"), "{message}");
    }
    let (message, hint) = place.refused(2, &["customers", "--where", "age >"]);
    assert!(message.starts_with("condition `age >` cannot be used: expected: an expression"), "{message}");
    assert!(
        hint.starts_with("for example \"residual_value > 100 and days_idle < 60\"; columns are customer_id, "),
        "{hint}"
    );
    let (message, hint) = place.refused(2, &["customers", "--columns", "customer_id,worth"]);
    assert_eq!(message, "column `worth` is not in the customer table, expected one of its columns");
    assert!(hint.contains("; columns are customer_id, "), "{hint}");
    let (message, hint) = place.refused(2, &["sql", "select reveneu from customers"]);
    assert_eq!(message, "column `reveneu` is not in the tables of the question, expected one of their columns");
    assert!(hint.starts_with("nearest are `revenue`, "), "{hint}");
    let (message, hint) = place.refused(2, &["sql", "delete from customers"]);
    assert!(message.starts_with("the question cannot be answered: DML not supported"), "{message}");
    assert!(hint.contains("`ledger.products`; they are read, never changed"), "{hint}");
    let (message, _) = place.refused(2, &["sql", "select 1 from nothing"]);
    assert_eq!(message, "the question cannot be answered: table 'nothing' not found");
    let (message, _) = place.refused(2, &["serve", "--listen", "0.0.0.0:0"]);
    assert_eq!(message, "address `0.0.0.0:0` can be reached from outside, expected one of this machine alone");
}

#[test]
fn like_mistakes_end_with_the_same_code() {
    let place = Place::new();
    place.write("summary.csv", "customer_id,frequency,recency,T\n1,0,0,5\n");
    place.write("fit.json", r#"{"model":"bg-nbd","time_unit":"week","parameters":{"r":0.2,"alpha":4,"a":1,"b":2}}"#);
    place.write("wrong.json", r#"{"model":"coin","time_unit":"week","parameters":{"r":0.2}}"#);
    place.write("orders.csv", "customer_id,ordered_at,amount\nA,2024-01-05,10.00\n");
    for (typed, message) in [
        (&["fit", "coin", "summary.csv", "--time-unit", "week"][..], "model `coin` is not known: expected bg-nbd, "),
        (&["simulate", "coin", "--customers", "5", "--out", "o.csv"], "model `coin` is not known: expected bg-nbd, "),
        (
            &["simulate", "bg-nbd", "--parameters", "r=1", "--customers", "5", "--out", "o.csv"],
            "`bg-nbd` cannot be used: parameter `alpha` is missing",
        ),
        (&["simulate", "bg-nbd", "--customers", "0", "--out", "o.csv"], "customers is `0`, expected at least one"),
        (&["predict", "fit.json", "summary.csv", "--horizon", "0"], "horizon is `0`, expected a positive number"),
        (&["import", "lines", "orders.csv"], "table `lines` "),
        (&["import", "orders", "orders.csv", "--rule", "colour=red"], "rule `colour` "),
        (&["portfolio", "set", "currency=gold"], "setting `currency` is `gold`; expected an ISO 4217 code"),
    ] {
        let (found, _) = place.refused(2, typed);
        assert!(found.starts_with(message), "{typed:?}: {found}");
    }
    for (failed, message) in [
        (&["predict", "wrong.json", "summary.csv"][..], "the model file is of `coin`, expected bg-nbd, "),
        (&["fit", "bg-nbd", "summary.csv", "--time-unit", "week"], "`bg-nbd` cannot be fitted: `1` customers"),
        (&["import", "orders", "orders.csv", "--map", "amount=nothing"], ""),
    ] {
        let (found, _) = place.refused(1, failed);
        assert!(found.starts_with(message), "{failed:?}: {found}");
    }
}

#[test]
fn help_names_every_model() {
    let place = Place::new();
    let named = |arguments: &[&str], names: &[&str]| {
        let help = place.done(arguments).out.split_whitespace().collect::<Vec<_>>().join(" ");
        for name in names {
            assert!(help.contains(name), "{name} is not in {help}");
        }
    };
    let purchases = ["bg-nbd", "pareto-nbd", "ggompertz-nbd", "mbg-nbd", "bg-cnbd-k", "mbg-cnbd-k", "bg-bb"];
    named(&["simulate", "--help"], &purchases);
    named(&["fit", "--help"], &purchases);
    named(&["fit", "--help"], &["gamma-gamma"]);
}

#[test]
fn a_margin_without_a_model_of_spend_is_refused() {
    let place = Place::new();
    assert_eq!(
        place.refused(2, &["predict", "fit.json", "summary.csv", "--margin", "0.3"]),
        (
            "`--margin 0.3` is given without a model of spend, expected `--spend-fit` beside it".to_owned(),
            "without it purchases are counted and there is no money to take a share of".to_owned()
        )
    );
}

#[test]
fn a_condition_that_finds_nobody_by_a_label_names_the_ids() {
    let place = Place::new();
    place.write(
        "orders.csv",
        "customer_id,ordered_at,amount\nA,2024-01-05,10.00\nA,2024-02-05,10.00\nB,2024-01-07,3.25\n",
    );
    place.done(&["import", "orders", "orders.csv"]);
    place.done(&["run"]);
    let said = |condition: &str| place.done(&["customers", "--where", condition]).err;
    let found = said("rfm_segment = 'Champions'");
    assert!(
        found.starts_with("hint: `Champions` is no id of `rfm_segment`: labels stand in the table by their ids; nearest are `champions`, "),
        "{found}"
    );
    assert!(said("abc_class in ('a') and revenue > 0").contains("`a` is no id of `abc_class`"));
    assert_eq!(said("rfm_segment = 'champions' and revenue > 1e9"), "", "a known id that nobody has");
    assert_eq!(said("rfm_segment = 'Champions' or revenue > 0"), "", "somebody is found");
}

#[test]
fn a_preview_fits_the_terminal() {
    let place = Place::new();
    let long = "a note that nobody will ever read to its end ".repeat(20);
    let columns: String = (0..3).map(|i| format!(",column number {i} with a rather long name")).collect();
    let row = |i: u32| format!("C{i},2024-01-0{i},{i}.00,{long},{long},{long}\n");
    place.write("orders.csv", &format!("customer_id,ordered_at,amount{columns}\n{}{}{}", row(1), row(2), row(3)));
    let shown = place.done(&["import", "orders", "orders.csv", "--preview"]).out;
    let widest = shown.lines().map(|line| line.chars().count()).max();
    assert!(widest <= Some(100), "{widest:?}: {shown}");
    assert!(shown.contains("customer_id") && shown.contains("a note that nobody will"), "{shown}");
}

#[test]
fn the_language_comes_from_the_option_and_else_from_the_locale() {
    let place = Place::new();
    let label = |arguments: &[&str], lang: Option<&str>| {
        let mut command = place.command(arguments);
        if let Some(lang) = lang {
            command.env("LANG", lang);
        }
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    assert!(label(&["catalogue", "customer_value"], None).contains("Customer value"));
    assert!(label(&["catalogue", "customer_value"], Some("zh_CN.UTF-8")).contains("客户价值"));
    assert!(label(&["catalogue", "customer_value", "--lang", "en"], Some("zh_CN.UTF-8")).contains("Customer value"));
    assert!(label(&["catalogue", "customer_value"], Some("de_DE.UTF-8")).contains("Customer value"));
}
