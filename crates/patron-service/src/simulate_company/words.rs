//! Words that names are made from.

pub(super) const SURNAMES: &[&str] = &[
    "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙", "马", "朱", "胡", "郭", "何", "林", "高",
    "罗", "郑", "梁", "谢", "宋", "唐", "许", "韩", "冯", "邓", "曹", "彭", "曾", "萧", "田", "董", "潘", "袁", "蔡",
    "蒋", "余",
];

pub(super) const GIVEN: &[&str] = &[
    "伟", "芳", "娜", "敏", "静", "磊", "洋", "艳", "勇", "杰", "涛", "明", "超", "霞", "平", "刚", "雨", "子", "梓",
    "欣", "怡", "浩", "宇", "轩", "思", "佳", "晨", "文", "嘉", "雪", "梦", "若", "一", "诗", "俊", "晓", "家", "志",
    "海", "云",
];

pub(super) const BRANDS: &[&str] = &[
    "和", "泰", "恒", "瑞", "盛", "嘉", "宏", "润", "锦", "鑫", "华", "安", "信", "达", "丰", "源", "德", "诚", "远",
    "康", "凯", "博", "联", "创", "云", "星", "海", "天", "新", "正",
];

pub(super) const FIRST_NAMES: &[&str] = &[
    "Olivia", "Liam", "Amelia", "Noah", "Isla", "Oscar", "Mia", "Lukas", "Hannah", "Felix", "Clara", "Theo", "Ava",
    "Jack", "Grace", "Leon", "Ruby", "Max", "Ella", "Paul", "Zoe", "Henry", "Lena", "Samuel",
];

pub(super) const LAST_NAMES: &[&str] = &[
    "Smith",
    "Jones",
    "Taylor",
    "Brown",
    "Wilson",
    "Evans",
    "Walker",
    "Wright",
    "Hughes",
    "Fischer",
    "Becker",
    "Hoffmann",
    "Schneider",
    "Wagner",
    "Klein",
    "Tan",
    "Lim",
    "Ng",
    "Campbell",
    "Murphy",
    "Kelly",
    "Morgan",
];

pub(super) const FIRMS: &[&str] = &[
    "Northgate",
    "Harbour",
    "Silver Oak",
    "Bluestone",
    "Kestrel",
    "Meridian",
    "Ashford",
    "Lindenhof",
    "Redwood",
    "Clearwater",
    "Fairview",
    "Granite",
    "Holloway",
    "Juniper",
    "Langley",
    "Maple",
    "Orchard",
    "Pinnacle",
    "Ridgeway",
    "Sandpiper",
    "Thornbury",
    "Westbrook",
    "Larkfield",
    "Eastport",
];

pub(super) const FORMS: &[&str] = &["Ltd", "GmbH", "Pte Ltd", "Pty Ltd", "& Co", "Group"];
