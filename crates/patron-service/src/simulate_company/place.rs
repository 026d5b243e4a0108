//! Where customers are, what they do, and how they came; the groups differ, so that breakdowns show something.

/// A region with its cities and account managers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Region {
    pub(super) name: &'static str,
    pub(super) share: f64,
    pub(super) western: bool,
    pub(super) cities: &'static [&'static str],
    pub(super) managers: &'static [&'static str],
}

const fn region(
    name: &'static str,
    share: f64,
    western: bool,
    cities: &'static [&'static str],
    managers: &'static [&'static str],
) -> Region {
    Region { name, share, western, cities, managers }
}

pub(super) const REGIONS: [Region; 7] = [
    region("华东 East", 0.29, false, &["上海", "杭州", "苏州", "南京", "宁波"], &["顾明远", "沈佳宁", "陆子衡"]),
    region("华南 South", 0.19, false, &["广州", "深圳", "厦门", "东莞"], &["何婉仪", "梁启航"]),
    region("华北 North", 0.15, false, &["北京", "天津", "石家庄", "青岛"], &["赵雪松", "孟瑶"]),
    region("西南 Southwest", 0.11, false, &["成都", "重庆", "昆明"], &["罗一鸣", "杜若溪"]),
    region("华中 Central", 0.09, false, &["武汉", "长沙", "郑州"], &["彭思齐"]),
    region("东北 Northeast", 0.05, false, &["沈阳", "大连", "哈尔滨"], &["于海涛"]),
    region("海外 Overseas", 0.12, true, &["Singapore", "London", "Berlin", "Sydney"], &["Emma Clarke", "Jonas Weber"]),
];

/// An industry, what companies of it are called, and how often they buy against others.
#[derive(Debug, Clone, Copy)]
pub(super) struct Industry {
    pub(super) name: &'static str,
    pub(super) share: f64,
    pub(super) chinese: &'static str,
    pub(super) western: &'static str,
    pub(super) pace: f64,
}

const fn industry(name: &'static str, share: f64, chinese: &'static str, western: &'static str, pace: f64) -> Industry {
    Industry { name, share, chinese, western, pace }
}

pub(super) const INDUSTRIES: [Industry; 9] = [
    industry("餐饮 Catering", 0.2, "餐饮管理", "Kitchens", 1.5),
    industry("酒店 Hotels", 0.1, "酒店管理", "Hotels", 1.35),
    industry("零售 Retail", 0.16, "商贸", "Trading", 1.1),
    industry("信息技术 IT", 0.15, "信息技术", "Systems", 1.0),
    industry("制造 Manufacturing", 0.13, "机电设备", "Works", 0.75),
    industry("教育 Education", 0.08, "教育科技", "Learning", 0.8),
    industry("医疗 Health", 0.07, "医疗科技", "Health", 0.9),
    industry("金融 Finance", 0.06, "投资管理", "Capital", 0.95),
    industry("物流 Logistics", 0.05, "供应链管理", "Freight", 0.7),
];

/// How customers come, and how easily they go again against others.
#[derive(Debug, Clone, Copy)]
pub(super) struct Channel {
    pub(super) name: &'static str,
    pub(super) of_companies: f64,
    pub(super) of_people: f64,
    pub(super) leaving: f64,
}

const fn channel(name: &'static str, of_companies: f64, of_people: f64, leaving: f64) -> Channel {
    Channel { name, of_companies, of_people, leaving }
}

pub(super) const CHANNELS: [Channel; 6] = [
    channel("销售拜访 Sales visit", 0.34, 0.0, 0.9),
    channel("转介绍 Referral", 0.22, 0.16, 0.65),
    channel("展会 Trade fair", 0.2, 0.04, 1.1),
    channel("搜索 Search", 0.16, 0.3, 1.0),
    channel("门店 Store", 0.08, 0.22, 0.85),
    channel("促销活动 Promotion", 0.0, 0.28, 1.45),
];
