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

/// The example with two customers who bought, one of them by a name that looks like a formula, and a third elsewhere.
fn written(language: bool) -> Vec<u8> {
    let model = CostModel::parse(include_str!("../costing/example.toml")).unwrap();
    let costed = settle(&model, vec![22_000.0, 530_000.0, 22_000.0, 9_000.0, 9_000_000.0]).unwrap();
    let rates = Rates::of(&costed);
    let customer = |id: &str, revenue: f64, volumes: [f64; 5]| CustomerFigures {
        customer_id: id.to_owned(),
        name: Some("=HYPERLINK(\"x\")".to_owned()),
        revenue,
        product_cost: revenue / 2.0,
        volumes: volumes.to_vec(),
    };
    let customers = vec![
        customer("c1", 4_000.0, [10.0, 200.0, 10.0, 0.0, 4_000.0]),
        customer("=1+1", 90.0, [3.0, 9.0, 3.0, 2.0, 100.0]),
    ];
    let all = |rates: &[f64]| rates.iter().zip(&costed.volumes).map(|(rate, volume)| rate * volume).sum::<f64>();
    let (to_serve, incremental) = (all(&rates.caused), all(&rates.incremental));
    let (revenue, product_cost) = (9_000_000.0, 4_000_000.0);
    let totals = crate::views::CostedTotals {
        customers: 800,
        revenue,
        product_cost,
        gross_profit: revenue - product_cost,
        cost_to_serve: to_serve,
        cost_incremental: incremental,
        profit_full: revenue - product_cost - to_serve,
        profit_incremental: revenue - product_cost - incremental,
        ..crate::views::CostedTotals::default()
    };
    let unread = vec![("rent (north)".to_owned(), 700.0)];
    workbook(&Material { model: &model, costed: &costed, unread, totals, customers, chinese: language }).unwrap()
}

type Book = calamine::Xlsx<std::io::Cursor<Vec<u8>>>;

fn sheet(book: &mut Book, name: &str) -> calamine::Range<calamine::Data> {
    calamine::Reader::worksheet_range(book, name).unwrap()
}

fn number(range: &calamine::Range<calamine::Data>, at: (u32, u32)) -> f64 {
    calamine::DataType::as_f64(range.get_value(at).unwrap()).unwrap()
}

#[test]
fn what_follows_in_a_workbook_is_a_formula_with_its_value() {
    let mut book: Book = calamine::Reader::new(std::io::Cursor::new(written(false))).unwrap();
    let names = calamine::Reader::sheet_names(&book);
    assert_eq!(names, ["Overview", "Resources", "Flows", "Departments", "Activities", "Customers", "Open"]);
    let customers = sheet(&mut book, "Customers");
    let formulas = calamine::Reader::worksheet_formula(&mut book, "Customers").unwrap();
    let formula = |at: (u32, u32)| formulas.get_value(at).cloned().unwrap_or_default();
    assert_eq!(formula((1, 10)), "'Activities'!$I$2");
    assert_eq!(formula((3, 4)), "C4-D4");
    assert_eq!(formula((3, 5)), "SUMPRODUCT($K$2:$O$2,K4:O4)");
    assert_eq!(formula((6, 2)), "SUM(C4:C6)");
    // A text stays a text, whatever it begins with.
    assert_eq!(customers.get_value((4, 0)), Some(&calamine::Data::String("=1+1".to_owned())));
    assert_eq!(formula((4, 0)) + &formula((4, 1)), "");
    // Values are those of the formulas: rate times volume, and rows down to the total.
    for row in 3..6 {
        let product: f64 =
            (10..15).map(|column| number(&customers, (1, column)) * number(&customers, (row, column))).sum();
        assert!((number(&customers, (row, 5)) - product).abs() < 1e-6, "row {row}");
        let left = number(&customers, (row, 2)) - number(&customers, (row, 3)) - product;
        assert!((number(&customers, (row, 7)) - left).abs() < 1e-6, "row {row}");
    }
    assert_eq!(customers.get_value((5, 0)), Some(&calamine::Data::String("798 other customers".to_owned())));
    for column in (2..9).chain(10..15) {
        let sum: f64 = (3..6).map(|row| number(&customers, (row, column))).sum();
        assert!((number(&customers, (6, column)) - sum).abs() < 1e-6 * sum.abs().max(1.0), "column {column}");
    }
    let overview = sheet(&mut book, "Overview");
    // What went in has the pool that no resource reads, and so has what is open.
    assert_eq!(number(&overview, (1, 1)), 855_700.0);
    let ends: f64 = (2..6).map(|row| number(&overview, (row, 1))).sum();
    assert!((ends - 855_700.0).abs() < 1e-6 && number(&overview, (6, 1)) == 0.0);
    let open = sheet(&mut book, "Open");
    assert_eq!(open.get_value((1, 2)), Some(&calamine::Data::String("no resource reads this pool".to_owned())));
    assert_eq!(number(&open, (1, 3)), 700.0);
    // what is left of all that went in, as sums of f64
    assert!((number(&overview, (5, 1)) - 700.0).abs() < 1e-6);
    let resources = sheet(&mut book, "Resources");
    let last = u32::try_from(resources.height()).unwrap() - 1;
    assert_eq!((number(&resources, (last - 1, 3)), number(&resources, (last, 3))), (700.0, 855_700.0));
    let activities = sheet(&mut book, "Activities");
    for row in 1..6 {
        let rate = number(&activities, (row, 7)) / number(&activities, (row, 3));
        assert!((number(&activities, (row, 8)) - rate).abs() < 1e-12, "row {row}");
    }
    let departments = sheet(&mut book, "Departments");
    let unused = number(&departments, (1, 8));
    assert!((unused - number(&overview, (3, 1))).abs() < 1e-3, "{unused}");
}

/// Design goes to two products by their lines, the products to customers by pieces.
const PRODUCTS: &str = r#"
id = "products"
name = { en = "Products", zh = "产品" }
from = "2025-01-01"
to = "2025-12-31"
[[resource]]
id = "drawing"
amount = 90
behaviour = "shared"
to = { design = 1, ordering = 2 }
[[activity]]
id = "design"
driver = "orders"
products = "lines"
[[activity]]
id = "ordering"
driver = "orders"
[[product]]
id = "tea"
where = "product_id = 'tea'"
driver = "quantity"
[[product]]
id = "pots"
where = "product_id = 'pot'"
driver = "quantity"
"#;

#[test]
fn cost_that_goes_to_products_first_is_counted_once_in_a_workbook() {
    let model = CostModel::parse(PRODUCTS).unwrap();
    // Orders twice, pieces of tea and pots, then their lines.
    let costed = settle(&model, vec![10.0, 10.0, 50.0, 0.0, 20.0, 10.0]).unwrap();
    let material = Material {
        model: &model,
        costed: &costed,
        unread: Vec::new(),
        totals: crate::views::CostedTotals::default(),
        customers: Vec::new(),
        chinese: false,
    };
    let mut book: Book = calamine::Reader::new(std::io::Cursor::new(workbook(&material).unwrap())).unwrap();
    let activities = sheet(&mut book, "Activities");
    let formulas = calamine::Reader::worksheet_formula(&mut book, "Activities").unwrap();
    // Incremental, shared, sustaining, caused, rate, incremental rate, reaches nobody, to products.
    let row = |at: u32| -> Vec<f64> { (4..12).map(|column| number(&activities, (at, column))).collect() };
    assert_eq!(row(1), [0.0, 30.0, 0.0, 0.0, 0.0, 0.0, 0.0, 30.0]);
    assert_eq!(row(2), [0.0, 60.0, 0.0, 60.0, 6.0, 0.0, 0.0, 0.0]);
    assert_eq!(row(3), [0.0, 20.0, 0.0, 20.0, 0.4, 0.0, 0.0, 0.0]);
    assert_eq!(row(4), [0.0, 10.0, 0.0, 10.0, 0.0, 0.0, 10.0, 0.0], "nobody bought a pot");
    assert_eq!(formulas.get_value((1, 11)).unwrap(), "SUM(E2:G2)");
    let overview = sheet(&mut book, "Overview");
    let ends: Vec<f64> = (1..7).map(|row| number(&overview, (row, 1))).collect();
    assert_eq!(ends, [90.0, 80.0, 0.0, 0.0, 10.0, 0.0]);
    let formulas = calamine::Reader::worksheet_formula(&mut book, "Overview").unwrap();
    let reached = formulas.get_value((2, 1)).unwrap();
    assert!(reached.ends_with("-SUM('Activities'!K2:K5)-SUM('Activities'!L2:L5)"), "{reached}");
}

#[test]
fn a_workbook_is_written_in_both_languages() {
    let mut book: Book = calamine::Reader::new(std::io::Cursor::new(written(true))).unwrap();
    let names = calamine::Reader::sheet_names(&book);
    assert_eq!(names, ["总览", "资源", "流向", "部门", "作业", "客户", "未分配"]);
    let customers = sheet(&mut book, "客户");
    assert_eq!(customers.get_value((5, 0)), Some(&calamine::Data::String("其余 798 位客户".to_owned())));
    let formulas = calamine::Reader::worksheet_formula(&mut book, "客户").unwrap();
    assert_eq!(formulas.get_value((1, 10)).unwrap(), "'作业'!$I$2");
}
