//! Files that fit and files that do not, with the exact words.

use patron_service::Registry;
use patron_service::catalogue::{Better, Measure, Text, Unit};
use patron_service::error::ServiceError;
use patron_service::schemes::{
    CellDraft, Columns, Comparison, Plan, Scheme, SchemeKind, ValueDraft, read_draft, template, templates, write,
};

/// Every column of a portfolio with records of customers and the card that the matrix reads.
fn columns() -> Columns {
    let mut measures = Registry::default().measures();
    let name = Text::new("Match", "匹配");
    measures.push(Measure::number("card.strategic-match.score", Unit::Score, Better::Higher, name.clone(), name));
    Columns { measures, attributes: vec![("region".to_owned(), false), ("acquired_at".to_owned(), true)] }
}

fn refused(text: &str) -> ServiceError {
    Scheme::parse(text, &columns()).unwrap_err()
}

/// Two rules, to be spoilt.
const RULES: &str = "id = \"two\"\nname = { en = \"Two\", zh = \"二\" }\nkind = \"rules\"\n\n\
    [[label]]\nid = \"big\"\nname = { en = \"Big\", zh = \"大\" }\nwhen = { measure = \"revenue\", is = \">=\", value = 1000 }\nresources = 70\n\n\
    [[label]]\nid = \"small\"\nname = { en = \"Small\", zh = \"小\" }\notherwise = true\nresources = 30\n";

const BOUNDS: &str = "id = \"tiers\"\nname = { en = \"T\", zh = \"级\" }\nkind = \"bounds\"\nbounds = { measure = \"revenue\" }\n\n\
    [[label]]\nid = \"a\"\nname = { en = \"A\", zh = \"甲\" }\nfrom = 1000\n\n\
    [[label]]\nid = \"b\"\nname = { en = \"B\", zh = \"乙\" }\nfrom = 100\n\n\
    [[label]]\nid = \"c\"\nname = { en = \"C\", zh = \"丙\" }\n";

/// Code, message and hint of a text with one thing changed.
fn spoilt(text: &str, from: &str, to: &str) -> (String, String, String) {
    assert!(text.contains(from), "{from}");
    let error = refused(&text.replacen(from, to, 1));
    (error.code().to_owned(), error.to_string(), error.problem().hint.clone().unwrap_or_default())
}

#[test]
fn every_template_fits_and_is_named_by_its_file() {
    let kinds: Vec<SchemeKind> = templates()
        .iter()
        .map(|template| {
            let scheme = Scheme::parse(template.text, &columns()).unwrap();
            assert_eq!(scheme.id, template.id);
            let books: Vec<u8> =
                scheme.labels.iter().filter_map(|label| Some(label.playbook.as_ref()?.resources)).collect();
            assert_eq!(books.len(), scheme.labels.len(), "{}: every label has a playbook", scheme.id);
            scheme.plan.kind()
        })
        .collect();
    for kind in [SchemeKind::Rules, SchemeKind::Bounds, SchemeKind::Attribute, SchemeKind::Match, SchemeKind::Clusters]
    {
        assert!(kinds.contains(&kind), "{kind:?}");
    }
}

#[test]
fn what_is_written_is_read_as_the_same() {
    for template in templates() {
        let draft = read_draft(template.text).unwrap();
        let text = write(&draft).unwrap();
        assert_eq!(read_draft(&text).unwrap(), draft, "{text}");
        assert_eq!(Scheme::parse(&text, &columns()).unwrap(), Scheme::parse(template.text, &columns()).unwrap());
    }
}

#[test]
fn rules_that_do_not_fit_are_refused_with_scheme_line_and_remedy() {
    let (code, message, hint) = spoilt(RULES, "\"revenue\"", "\"revenues\"");
    assert_eq!(code, "scheme-measure-unknown");
    assert_eq!(message, "scheme `two`, line `5`: `revenues` is no measure and no attribute");
    assert_eq!(hint, "did you mean `revenue`? all: `patron catalogue`");

    let (code, message, hint) = spoilt(RULES, "value = 1000", "value = \"much\"");
    assert_eq!(code, "scheme-value");
    assert_eq!(message, "scheme `two`, line `5`: value `much` of `revenue`; expected a number");
    assert_eq!(hint, "write it without quotes, for example `value = 1000`");

    let (code, message, _) = spoilt(RULES, "is = \">=\", value = 1000", "is = \"contains\", value = \"a\"");
    assert_eq!(code, "scheme-operator");
    assert_eq!(message, "scheme `two`, line `5`: `revenue` holds numbers, which cannot be compared by `contains`");

    let (_, message, _) = spoilt(
        RULES,
        "measure = \"revenue\", is = \">=\", value = 1000",
        "measure = \"abc_class\", is = \"=\", value = \"D\"",
    );
    assert_eq!(message, "scheme `two`, line `5`: value `D` of `abc_class`; expected one of its labels: `A`, `B`, `C`");

    let (_, message, hint) = spoilt(
        RULES,
        "measure = \"revenue\", is = \">=\", value = 1000",
        "measure = \"acquired_at\", is = \"after\", value = \"May\"",
    );
    assert_eq!(message, "scheme `two`, line `5`: value `May` of `acquired_at`; expected a day");
    assert_eq!(hint, "write year, month and day: `value = \"2026-01-31\"`");

    let (code, message, _) = spoilt(RULES, "is = \">=\", value = 1000", "is = \"between\", value = [9, 1]");
    assert_eq!((code.as_str(), message.contains("goes down; expected the lower value first")), ("scheme-value", true));

    let (code, message, hint) = spoilt(RULES, "id = \"small\"", "id = \"big\"");
    assert_eq!(code, "scheme-label-twice");
    assert_eq!(message, "scheme `two`, line `11`: label `big` is there twice; expected each id once");
    assert_eq!(hint, "rename or remove one of them");

    let (code, message, hint) = spoilt(RULES, "resources = 30", "resources = 20");
    assert_eq!(code, "scheme-resources");
    assert_eq!(message, "scheme `two`, line `1`: `resources` of the labels add to `90`; expected `100`");
    assert_eq!(hint, "give 10 more to one or more labels");

    let (code, message, _) = spoilt(RULES, "is = \">=\"", "is = \"=>\"");
    assert_eq!(code, "scheme-not-read");
    assert!(message.starts_with("line `8` of the scheme cannot be read: unknown variant `=>`"), "{message}");

    let (code, message, _) = spoilt(RULES, "otherwise = true", "from = 5");
    assert_eq!(code, "scheme-label-field");
    assert!(message.ends_with("label `small` holds `from`, which its kind of scheme does not have"), "{message}");
    let (code, ..) = spoilt(RULES, "otherwise = true\n", "");
    assert_eq!(code, "scheme-when");
    let (code, ..) = spoilt(RULES, "id = \"two\"", "id = \"Two Schemes\"");
    assert_eq!(code, "scheme-id");
    let (code, message, _) = spoilt(RULES, "kind = \"rules\"", "kind = \"bounds\"");
    assert_eq!((code.as_str(), message.contains("has no `bounds`; its kind needs it")), ("scheme-part", true));
    let (code, ..) = spoilt(RULES, "measure = \"revenue\", is = \">=\", value = 1000", "all = []");
    assert_eq!(code, "scheme-condition");
}

#[test]
fn sql_is_read_only_bounded_and_about_one_customer() {
    let sql = |text: &str| {
        let when = "{ measure = \"revenue\", is = \">=\", value = 1000 }";
        RULES.replacen(when, &format!("{{ sql = {text:?} }}"), 1)
    };
    let fits = Scheme::parse(
        &sql("revenue > 1000 and upper(region) = 'EAST' and \"card.strategic-match.score\" is null"),
        &columns(),
    );
    assert_eq!(fits.unwrap().reads(), ["card.strategic-match.score", "region", "revenue"]);
    let said = |text: &str| {
        let error = refused(&sql(text));
        assert_eq!(error.code(), "scheme-sql", "{error}");
        error.to_string()
    };
    assert_eq!(
        said("revenu > 1000"),
        "scheme `two`, line `5`: the expression cannot be used: column `revenu` is not in the customer table, expected \
         one of its columns"
    );
    assert_eq!(said("revenue + 1"), "scheme `two`, line `5`: the expression gives `Float64`; expected true or false");
    assert!(said("sum(revenue) > 1").contains("holds a sum over customers"), "{}", said("sum(revenue) > 1"));
    assert!(said("random() > 0.5").contains("a function that gives something else each time"));
    for bad in
        ["revenue >", "revenue > (select 1)", "exists (select 1)", "drop table customers", "revenue > 1; delete from x"]
    {
        said(bad);
    }
    assert!(said(&format!("revenue > {}1", "0".repeat(5_000))).contains("expected at most `4000`"));
}

#[test]
fn bounds_descend_and_shares_ascend() {
    let scheme = Scheme::parse(BOUNDS, &columns()).unwrap();
    let Plan::Bounds { labels, .. } = &scheme.plan else { unreachable!() };
    assert_eq!(labels.iter().map(|(_, from)| *from).collect::<Vec<_>>(), [Some(1000.0), Some(100.0), None]);
    let (code, message, hint) = spoilt(BOUNDS, "from = 100\n", "from = 2000\n");
    assert_eq!(code, "scheme-bounds");
    assert_eq!(
        message,
        "scheme `tiers`, line `11`: label `b`: begins at `2000`; expected less than the label before it"
    );
    assert_eq!(hint, "sort the labels by `from`, highest first");
    let shares = BOUNDS.replace("measure = \"revenue\"", "measure = \"revenue\", by = \"sum\"");
    let shares = shares.replace("from = 1000", "top = 0.8").replace("from = 100", "top = 0.5");
    let (message, error) = (refused(&shares).to_string(), refused(&shares));
    assert_eq!(error.code(), "scheme-bounds");
    assert!(message.ends_with("`top` is `0.5`; expected a share between 0 and 1 that ascends from label to label"));
    let (code, message, _) = spoilt(BOUNDS, "\"revenue\"", "\"abc_class\"");
    assert_eq!((code.as_str(), message.ends_with("measure `abc_class` is no number")), ("scheme-measure-kind", true));
}

#[test]
fn corners_numbers_of_groups_and_columns_are_checked() {
    let matrix = template("match-matrix").unwrap().text;
    let (code, message, _) = spoilt(matrix, "high = [\"match\"]", "high = [\"value\"]");
    assert_eq!((code.as_str(), message.ends_with("has the same corner as `profit`")), ("scheme-corner", true));
    let (_, message, _) = spoilt(matrix, "high = [\"match\"]", "high = [\"fit\"]");
    assert!(message.ends_with("axis `fit` is not there; expected `value`, `match`"), "{message}");
    let groups = template("behaviour").unwrap().text;
    let (code, message, _) = spoilt(groups, "from = 3", "from = 9");
    assert_eq!((code.as_str(), message.contains("`9` to `7` groups")), ("scheme-number", true));
    let (code, message, hint) = spoilt(template("regions").unwrap().text, "\"region\"", "\"revenue\"");
    assert_eq!((code.as_str(), message.contains("`revenue` holds no texts")), ("scheme-measure-kind", true));
    assert_eq!(hint, "for numbers use `kind = \"bounds\"`, for days `kind = \"rules\"`");
}

#[test]
fn a_condition_is_read_as_it_is_written() {
    let draft = read_draft(template("win-back").unwrap().text).unwrap();
    let first = draft.labels[0].when.as_ref().unwrap().all.as_ref().unwrap();
    assert_eq!(first[0].is, Some(Comparison::In));
    assert!(matches!(first[1].value, Some(ValueDraft::One(CellDraft::Number(90.0)))), "{first:?}");
}
