//! What the company sells.

use chrono::NaiveDate;
use rand::RngExt;

use super::clock::date;
use super::random::{Draw, stream};
use super::table_file;
use super::{DAYS, FIRST_DAY};
use crate::error::Result;

/// One product; money in hundredths.
#[derive(Debug, Clone)]
pub(super) struct Product {
    pub(super) id: String,
    name: String,
    category: &'static str,
    /// when it came out new
    pub(super) price: i64,
    pub(super) unit_cost: i64,
    /// days of the simulation on which it is sold
    pub(super) launched: usize,
    pub(super) retired: Option<usize>,
    /// how often companies and people choose it
    pub(super) for_companies: f64,
    pub(super) for_people: f64,
}

struct Category {
    name: &'static str,
    kinds: [&'static str; 5],
    /// lowest and highest price, in hundredths
    prices: (i64, i64),
    /// share of the price that is cost
    cost: f64,
    for_companies: f64,
    for_people: f64,
}

const CATEGORIES: [Category; 6] = [
    Category {
        name: "咖啡豆 Coffee",
        kinds: ["意式拼配 House blend", "云南单品 Yunnan", "埃塞俄比亚 Ethiopia", "哥伦比亚 Colombia", "低因 Decaf"],
        prices: (6800, 15800),
        cost: 0.55,
        for_companies: 3.0,
        for_people: 2.0,
    },
    Category {
        name: "茶叶 Tea",
        kinds: ["龙井 Longjing", "铁观音 Tieguanyin", "普洱 Pu'er", "茉莉花茶 Jasmine", "正山小种 Lapsang"],
        prices: (4800, 26800),
        cost: 0.42,
        for_companies: 2.0,
        for_people: 3.0,
    },
    Category {
        name: "器具 Equipment",
        kinds: ["磨豆机 Grinder", "手冲壶 Kettle", "茶具套装 Tea set", "咖啡机 Coffee machine", "保温杯 Flask"],
        prices: (9900, 129_900),
        cost: 0.66,
        for_companies: 0.4,
        for_people: 0.6,
    },
    Category {
        name: "点心 Snacks",
        kinds: ["曲奇 Cookies", "坚果 Nuts", "绿豆糕 Mung bean cake", "巧克力 Chocolate", "凤梨酥 Pineapple cake"],
        prices: (1900, 6900),
        cost: 0.6,
        for_companies: 1.6,
        for_people: 1.8,
    },
    Category {
        name: "耗材 Supplies",
        kinds: ["纸杯 Paper cups", "滤纸 Filters", "糖包 Sugar", "搅拌棒 Stirrers", "清洁剂 Cleaner"],
        prices: (900, 5900),
        cost: 0.7,
        for_companies: 2.4,
        for_people: 0.3,
    },
    Category {
        name: "乳品 Milk",
        kinds: ["常温牛奶 Whole milk", "燕麦奶 Oat milk", "奶球 Creamer", "豆奶 Soy milk", "厚椰乳 Coconut milk"],
        prices: (3900, 9900),
        cost: 0.78,
        for_companies: 1.8,
        for_people: 0.6,
    },
];

/// Draws the products, category by category.
pub(super) fn draw(per_category: usize, seed: u64) -> Result<Vec<Product>> {
    let mut products = Vec::with_capacity(per_category * CATEGORIES.len());
    for category in &CATEGORIES {
        for place in 0..per_category {
            let row = products.len();
            let mut rng = stream(seed, Draw::Products, row);
            let (low, high) = category.prices;
            // prices end in .00 or .50
            let price = rng.random_range(low..=high) / 50 * 50;
            let cost = category.cost * rng.random_range(0.85..1.15);
            // the first five are always sold; later ones come and go
            let launched = if place < 5 { 0 } else { rng.random_range(0..DAYS * 2 / 3) };
            let retired = (place >= 5 && rng.random_bool(0.25)).then(|| launched + rng.random_range(200..700));
            let liked = rng.random_range(0.4..1.6);
            products.push(Product {
                id: format!("P{:03}", row + 1),
                name: format!("{} {}", category.kinds[place % 5], size(place / 5)),
                category: category.name,
                price,
                unit_cost: (price as f64 * cost).round() as i64,
                launched,
                retired: retired.filter(|day| *day < DAYS),
                for_companies: category.for_companies * liked,
                for_people: category.for_people * liked,
            });
        }
    }
    Ok(products)
}

fn size(turn: usize) -> String {
    match turn {
        0 => "标准装 Standard".to_owned(),
        1 => "大包装 Large".to_owned(),
        more => format!("No. {more}"),
    }
}

impl Product {
    pub(super) fn is_sold(&self, day: usize) -> bool {
        self.launched <= day && self.retired.is_none_or(|retired| day < retired)
    }
}

pub(super) fn csv(products: &[Product]) -> Result<Vec<u8>> {
    let day = |day: NaiveDate| day.to_string();
    table_file::csv(
        ["product_id", "name", "category", "unit_cost", "launched_at", "retired_at"],
        products.iter().map(|product| {
            [
                product.id.clone(),
                product.name.clone(),
                product.category.to_owned(),
                table_file::money(product.unit_cost),
                if product.launched == 0 { day(FIRST_DAY) } else { day(date(product.launched)) },
                product.retired.map(|retired| day(date(retired))).unwrap_or_default(),
            ]
        }),
    )
}
