//! What customers think from the command line.

use crate::support::Place;

/// Twelve customers who bought in 2025 and recommend us or not, in two waves.
fn company() -> Place {
    let place = Place::new();
    let template = place.done(&["survey", "template", "nps"]).out;
    place.write("nps.toml", &template.replace("[columns]", "[columns]\nwave = \"wave\""));
    let (mut orders, mut answers) = (
        "customer_id,ordered_at,amount\n".to_owned(),
        "respondent_id,customer_id,answered_at,wave,recommend\n".to_owned(),
    );
    for who in 0..12 {
        for month in [1, 4, 9] {
            if (who + month) % 3 > 0 {
                orders += &format!("K{who:02},2025-{month:02}-{:02},{}\n", 1 + who, 100 + 10 * who);
            }
        }
        answers += &format!("r{who},K{who:02},2025-03-01,2025-spring,{}\n", 10 - who % 4);
        answers += &format!("r{who},K{who:02},2025-10-01,2025-autumn,{}\n", 9 - who % 7);
    }
    place.write("orders.csv", &orders);
    place.write("answers.csv", &answers);
    place.done(&["import", "orders", "orders.csv"]);
    place.done(&["survey", "import", "nps.toml", "answers.csv"]);
    place
}

#[test]
fn one_page_says_what_matters() {
    let place = company();
    let found = place.json(&["voice"]);
    assert_eq!((found["overview"]["surveys"][0]["id"].as_str(), found["stake"].is_null()), (Some("nps"), true));
    place.done(&["run"]);
    let words = place.done(&["voice"]).out;
    for part in ["net promoter score", "2025-autumn", "At stake", "Call first", "since the wave before"] {
        assert!(words.contains(part), "{part} is not in {words}");
    }
    let words = place.done(&["voice", "--lang", "zh"]).out;
    for part in ["净推荐值", "优先联系", "贬损者", "在险"] {
        assert!(words.contains(part), "{part} is not in {words}");
    }
}

#[test]
fn questions_about_answers() {
    let place = company();
    place.done(&["run"]);
    let moved = place.json(&["survey", "compare", "nps", "--waves", "2025-spring,2025-autumn"]);
    assert_eq!((moved["rows"].as_array().unwrap().len(), moved["tests"].as_u64()), (1, Some(1)));
    // spring: 10, 9, 8, 7 three times over; autumn: 9 to 3, two of each but one of 4 and 3: two promoters, six detractors
    assert_eq!(moved["rows"][0]["from_figure"]["value"].as_f64(), Some(50.0));
    assert!((moved["rows"][0]["to_figure"]["value"].as_f64().unwrap() + 100.0 / 3.0).abs() < 1e-9, "{moved}");
    let words = place.done(&["survey", "compare", "nps"]).out;
    assert!(words.contains("-83.33") && words.contains("1 tests"), "{words}");
    let groups = place.json(&["voice", "groups", "nps", "--by", "abc_class"]);
    assert_eq!(groups["all"]["customers_in_all"].as_u64(), Some(12));
    let words = place.done(&["voice", "stake", "nps"]).out;
    assert!(words.contains("Detractors") && words.contains("12 / 12"), "{words}");
    place.done(&["voice", "calls", "--out", "calls.csv"]);
    let file = place.read("calls.csv");
    let listed = place.json(&["voice", "calls"]);
    assert_eq!(file.lines().count() as u64 - 1, listed["customers"].as_u64().unwrap());
    assert!(place.done(&["voice", "loyalty", "nps"]).out.contains("Truly loyal"));
    let words = place.done(&["voice", "association", "nps", "--wave", "2025-spring"]).out;
    assert!(words.contains("association, not cause") && words.contains("Bought again"), "{words}");
}

#[test]
fn what_cannot_be_told_is_refused_with_its_reason() {
    let place = company();
    let (message, hint) = place.refused(1, &["survey", "drivers", "nps"]);
    assert_eq!(message, "`nps` asks nothing beside `recommend`; expected another item");
    assert!(hint.contains("beside the whole"), "{hint}");
    let (message, _) = place.refused(1, &["voice", "stake", "nps"]);
    assert_eq!(message, "the portfolio has not been valued yet, expected at least one run");
    let (message, _) = place.refused(1, &["voice", "complaints"]);
    assert_eq!(message, "the ledger has no contacts with customers; expected complaints, suggestions or others");
    let (message, _) = place.refused(1, &["survey", "compare", "nps", "--waves", "2025-spring,winter"]);
    assert_eq!(message, "wave `winter` of `nps`; expected one of `2025-spring`, `2025-autumn`");
}
