//! The roster, tasks and playbooks from the command line.

use crate::support::Place;

fn company() -> Place {
    let place = Place::new();
    place.write(
        "orders.csv",
        "customer_id,ordered_at,amount\nA,2023-01-01,100\nA,2024-12-31,900\nB,2024-06-01,300\nC,2024-09-01,50\n",
    );
    place.write(
        "rule.toml",
        "enter_revenue = 250\nstay_revenue = 200\n[[tier]]\nid = \"top\"\nname = { en = \"Top\", zh = \"顶级\" }\nfrom = 800\n\
         [[tier]]\nid = \"key\"\nname = { en = \"Key\", zh = \"重点\" }\n",
    );
    place.done(&["import", "orders", "orders.csv"]);
    place
}

#[test]
fn a_roster_is_ruled_proposed_and_decided() {
    let place = company();
    let first = place.done(&["roster", "rule", "show"]).out;
    assert!(first.contains("enter_revenue = 1000000") && first.contains("[[tier]]"), "{first}");
    let set = ["roster", "rule", "set", "rule.toml", "--by", "Wang"];
    let (error, hint) = place.refused(2, &set);
    assert_eq!(
        (error.as_str(), hint.as_str()),
        ("no reason is given; expected why it is decided so", "say it: `--why TEXT`")
    );
    place.done(&[&set[..], &["--why", "policy"]].concat());
    assert!(place.done(&["roster", "rule", "show"]).out.contains("enter_revenue = 250"));
    place.done(&["run"]);
    let open = place.json(&["roster", "proposals"]);
    let told: Vec<_> =
        open["proposals"].as_array().unwrap().iter().map(|one| one["customer_id"].as_str().unwrap()).collect();
    assert_eq!(told, ["A", "B"]);
    let table = place.done(&["roster", "proposals", "--lang", "zh"]).out;
    assert!(table.contains("顶级") && table.contains("900"), "{table}");

    let (error, hint) = place.refused(2, &["roster", "confirm", "A", "--why", "signed"]);
    assert_eq!(error, "no name is given; expected who decides");
    assert_eq!(hint, "say it: `--by NAME`, or set `PATRON_BY`");
    let named =
        place.command(&["roster", "confirm", "A", "--why", "signed"]).env("PATRON_BY", "Wang").output().unwrap();
    assert!(named.status.success(), "{}", String::from_utf8_lossy(&named.stderr));
    place.done(&["roster", "decline", "B", "--by", "Li", "--why", "too small for us"]);
    let (error, _) = place.refused(1, &["roster", "confirm", "A", "--by", "Li", "--why", "again"]);
    assert_eq!(error, "the proposal for account `A` was confirmed by `Wang`; expected one that is open");
    let (error, _) = place.refused(1, &["roster", "confirm", "Z", "--by", "Li", "--why", "again"]);
    assert_eq!(error, "customer `Z` is not in the current run");
    let (error, _) = place.refused(2, &["roster", "list", "--on", "soon"]);
    assert_eq!(error, "date `soon`, expected a day such as `2026-03-31`");
    let list = place.json(&["roster", "list"]);
    assert_eq!((&list["accounts"][0]["tier"]["id"], list["accounts"].as_array().unwrap().len()), (&"top".into(), 1));
    let history = place.json(&["roster", "history"]);
    assert_eq!((&history[0]["decision"], &history[1]["by"]), (&"decline".into(), &"Wang".into()));

    place.done(&["run"]);
    let customers = place.json(&["customers", "--where", "key_account = 'top'"]);
    assert!(customers.to_string().contains("\"A\""), "{customers}");
    place.write("broken.toml", "enter_revenue = 250\nleave = 3\n");
    let (error, _) = place.refused(1, &["roster", "rule", "set", "broken.toml", "--by", "Wang", "--why", "x"]);
    assert!(error.starts_with("the rule cannot be read, line `2`: unknown field `leave`"), "{error}");
}

#[test]
fn a_task_is_added_followed_up_and_closed() {
    let place = company();
    place.done(&["run"]);
    place.done(&["task", "add", "A", "--title", "Call", "--due", "2025-03-31", "--by", "Wang", "--owner", "Li"]);
    place.done(&["task", "note", "1", "no answer", "--on", "2025-03-01", "--by", "Li"]);
    let list = place.json(&["task", "list", "--on", "2025-04-10", "--owner", "Li"]);
    assert_eq!(
        (&list["tasks"][0]["overdue_days"], &list["tasks"][0]["notes"][0]["text"]),
        (&10.into(), &"no answer".into())
    );
    let (error, hint) = place.refused(1, &["task", "close", "1", "--by", "Li"]);
    assert_eq!(
        (error.as_str(), hint.as_str()),
        ("the task has no result; expected what came of it", "say it: `--result TEXT`")
    );
    place.done(&["task", "close", "1", "--result", "renewed", "--amount", "1200", "--by", "Li"]);
    let table = place.done(&["task", "list", "--state", "done"]).out;
    assert!(table.contains("renewed") && table.contains("1,200"), "{table}");
}

#[test]
fn a_playbook_is_shown_changed_and_reset() {
    let place = company();
    place.done(&["run"]);
    let text = place.done(&["playbook", "show", "abc_class"]).out;
    place.write("abc.toml", &text.replace("resources = 60", "resources = 65"));
    let set = ["playbook", "set", "abc_class", "abc.toml", "--by", "Wang", "--why", "budget"];
    let (error, hint) = place.refused(1, &set);
    assert_eq!(error, "resources of scheme `abc_class` add to `105`; expected `100`");
    assert_eq!(hint, "take 5 off: A 65, B 30, C 10");
    place.write(
        "abc.toml",
        &text.replace("resources = 60", "resources = 65").replace("resources = 30", "resources = 25"),
    );
    place.done(&set);
    assert!(place.done(&["playbook", "show", "abc_class"]).out.contains("resources = 65"));
    assert_eq!(place.json(&["playbook", "history", "abc_class"])[0]["why"], "budget");
    assert_eq!(place.done(&["playbook", "show", "abc_class", "--at-version", "0"]).out, text);
    place.done(&["playbook", "reset", "abc_class", "--by", "Wang", "--why", "back"]);
    assert_eq!(place.done(&["playbook", "show", "abc_class"]).out, text);
    let list = place.json(&["playbook", "list"]);
    let abc = list.as_array().unwrap().iter().find(|scheme| scheme["scheme"] == "abc_class").unwrap();
    assert_eq!(abc["version"], 2);
}
