use super::*;
use crate::costing::{CostModel, settle};
use crate::views::{CostDiagram, CostNodeKind};

fn settled(text: &str, volumes: Vec<f64>) -> CostDiagram {
    let model = CostModel::parse(text).unwrap();
    let costed = settle(&model, volumes).unwrap();
    diagram(&model, &costed)
}

/// What each place gets and gives.
fn balance(diagram: &CostDiagram, id: &str) -> (f64, f64) {
    let sum = |of: &dyn Fn(&crate::views::CostPath) -> bool| -> f64 {
        diagram.paths.iter().filter(|path| of(path)).map(|path| path.amount.full).sum()
    };
    (sum(&|path| path.to == id), sum(&|path| path.from == id))
}

/// The canteen and the shop serve each other, and the shop a garage that serves the canteen.
const CIRCLES: &str = r#"
id = "circles"
name = { en = "Circles", zh = "循环" }
from = "2025-01-01"
to = "2025-12-31"
[[resource]]
id = "wages"
amount = 1000
behaviour = "shared"
to = { canteen = 1, shop = 2 }
[[resource]]
id = "gas"
amount = 100
behaviour = "incremental"
to = { garage = 1 }
[[resource]]
id = "fees"
amount = 50
behaviour = "incremental"
driver = "revenue"
[[resource]]
id = "board"
amount = 70
behaviour = "sustaining"
[[department]]
id = "canteen"
to = { shop = 3, serving = 7 }
[[department]]
id = "shop"
to = { canteen = 2, garage = 1, mending = 7 }
[[department]]
id = "garage"
to = { canteen = 1, serving = 4 }
[[activity]]
id = "serving"
driver = "orders"
[[activity]]
id = "mending"
driver = "returns"
"#;

#[test]
fn a_diagram_has_no_way_back_and_every_place_still_gives_what_it_gets() {
    let found = settled(CIRCLES, vec![10.0, 0.0, 500.0]);
    // No way leads back: places can be put in an order in which every way goes on.
    let mut left: Vec<&str> = found.nodes.iter().map(|node| node.id.as_str()).collect();
    while !left.is_empty() {
        let before = left.len();
        let stays = left.clone();
        left.retain(|id| found.paths.iter().any(|path| path.to == **id && stays.contains(&path.from.as_str())));
        assert!(left.len() < before, "a circle is left among {left:?}");
    }
    for id in ["canteen", "shop", "garage", "serving", "mending"] {
        let (gets, gives) = balance(&found, id);
        assert!((gets - gives).abs() < 1e-3 && gets > 0.0, "{id}: {gets} {gives}");
    }
    let kinds = |kind: CostNodeKind| -> Vec<&str> {
        found.nodes.iter().filter(|node| node.kind == kind).map(|node| node.id.as_str()).collect()
    };
    assert_eq!(kinds(CostNodeKind::Open), ["~open"]);
    let ends: f64 = ["~customers", "~open", "~enterprise"].iter().map(|id| balance(&found, id).0).sum();
    assert!((ends - 1220.0).abs() < 1e-3, "{ends}");
    // Nobody returned anything: what mending costs is open.
    assert_eq!(balance(&found, "mending").1, balance(&found, "~open").0);
    assert_eq!(balance(&found, "~enterprise").0, 70.0);
}

#[test]
fn capacity_that_was_not_used_is_one_end() {
    let text = include_str!("../costing/example.toml");
    let found = settled(text, vec![22_000.0, 530_000.0, 22_000.0, 9_000.0, 9_000_000.0]);
    let unused = balance(&found, "~unused").0;
    assert!((unused - 434_500.0 * 413_000.0 / 900_000.0).abs() < 1e-3, "{unused}");
    assert!(found.nodes.iter().all(|node| node.kind != CostNodeKind::Open));
}
