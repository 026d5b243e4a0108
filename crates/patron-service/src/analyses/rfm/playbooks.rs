//! How each type and segment is treated.

use crate::catalogue::Playbook;

/// Of the eight types.
#[rustfmt::skip]
pub(super) fn of_type(id: &str) -> Option<Playbook> {
    Some(match id {
        "key-value" => Playbook::new(
            ["Early access to new products, a reserved contact, terms agreed for the year; no open discounts.", "新品优先、专属联系人、年度约定条件；不做公开折扣。"],
            ["A personal contact every month, a review of the relationship every quarter.", "每月一次专人联系，每季度一次关系回顾。"],
            ["Account manager, backed by a director.", "客户经理负责，主管领导协同。"], 30),
        "key-develop" => Playbook::new(
            ["Replenishment plans, related ranges, a benefit from the third order of a year.", "补货计划、关联品类、年内第三单起的权益。"],
            ["Every two weeks until the next order, then monthly.", "下一单之前每两周联系，之后每月。"],
            ["Account manager.", "客户经理。"], 20),
        "key-keep" => Playbook::new(
            ["A proposal made for them after asking what changed; help before money.", "先了解变化，再给出专属方案；先解决问题，再谈优惠。"],
            ["A call within a week, a second within a month.", "一周内致电，一个月内再次跟进。"],
            ["Account manager, with service where there was trouble.", "客户经理，有服务问题时客服协同。"], 15),
        "key-win-back" => Playbook::new(
            ["One personal offer with a date, worth no more than a year of their contribution.", "一次有期限的专属方案，成本不超过其一年的毛利贡献。"],
            ["Three contacts in a quarter, then quarterly.", "一个季度内联系三次，之后每季度一次。"],
            ["Sales, in person where value allows.", "销售人员，价值足够时上门。"], 10),
        "general-value" => Playbook::new(
            ["Bundles, thresholds for free delivery, the next better range.", "组合装、满额包邮、更高一档的品类。"],
            ["With each order and once a month by e-mail or message.", "随每次下单触达，另每月一次消息推送。"],
            ["Marketing automation; service on request.", "自动化营销，按需客服。"], 10),
        "general-develop" => Playbook::new(
            ["A welcome series, help with the first use, a small advantage on the second order.", "欢迎系列、使用指导、第二单小额优惠。"],
            ["Four messages in the first six weeks.", "前六周内四次触达。"],
            ["Marketing automation.", "自动化营销。"], 8),
        "general-keep" => Playbook::new(
            ["A reminder of what they bought, a small reason to come back.", "提醒曾购商品，给一个小的回访理由。"],
            ["Monthly for a quarter, then every season.", "一个季度内每月一次，之后每季一次。"],
            ["Marketing automation.", "自动化营销。"], 5),
        "general-win-back" => Playbook::new(
            ["General campaigns only.", "仅参加通用活动。"],
            ["Twice a year.", "每年两次。"],
            ["Marketing automation.", "自动化营销。"], 2),
        _ => return None,
    })
}

/// Of the eleven segments.
#[rustfmt::skip]
pub(super) fn of_segment(id: &str) -> Option<Playbook> {
    Some(match id {
        "champions" => Playbook::new(
            ["First look at what is new, a say in what comes, thanks that are not a discount; ask for referrals.", "新品先看、参与共创、非折扣式答谢；邀请推荐。"],
            ["Monthly, in person where value allows.", "每月一次，价值足够时当面沟通。"],
            ["Account manager or a named contact.", "客户经理或专属联系人。"], 22),
        "loyal" => Playbook::new(
            ["Membership with real advantages, higher ranges, a request for a review.", "有实际权益的会员、升级品类、邀请评价。"],
            ["Every three to four weeks.", "每三到四周一次。"],
            ["Account manager for the larger, else marketing.", "大客户由客户经理负责，其余由市场部。"], 18),
        "potential-loyalist" => Playbook::new(
            ["A programme that rewards the third and fourth order; related products.", "奖励第三、第四单的计划；关联产品。"],
            ["Every two weeks for two months.", "两个月内每两周一次。"],
            ["Marketing.", "市场部。"], 12),
        "new" => Playbook::new(
            ["Welcome, first use, whom to ask; a small advantage on the second order.", "欢迎、首次使用指导、联系窗口；第二单小额优惠。"],
            ["Four messages in six weeks.", "六周内四次触达。"],
            ["Service and marketing automation.", "客服与自动化营销。"], 10),
        "promising" => Playbook::new(
            ["A trial of a second range, a low threshold.", "第二品类试用，低门槛。"],
            ["Monthly for a quarter.", "一个季度内每月一次。"],
            ["Marketing automation.", "自动化营销。"], 5),
        "need-attention" => Playbook::new(
            ["An offer that expires, made from what they bought.", "基于购买记录、有期限的优惠。"],
            ["Twice within a month.", "一个月内两次。"],
            ["Marketing.", "市场部。"], 8),
        "about-to-sleep" => Playbook::new(
            ["What others like them buy most; renewal of consent and preferences.", "同类客户的热销品；更新偏好设置。"],
            ["Once a month for a quarter.", "一个季度内每月一次。"],
            ["Marketing automation.", "自动化营销。"], 4),
        "at-risk" => Playbook::new(
            ["A question first, then help, replacement or a renewal offer.", "先询问原因，再提供帮助、换货或续购方案。"],
            ["A call or letter within two weeks, again after a month.", "两周内致电或去信，一个月后再次跟进。"],
            ["Service, for the larger the account manager.", "客服；大客户由客户经理。"], 10),
        "cannot-lose" => Playbook::new(
            ["Whatever brought them: a visit, terms, a solution of the complaint behind the silence.", "拜访、条件、解决沉默背后的问题，一户一策。"],
            ["Within the week, until an answer is known.", "一周内联系，直到有明确答复。"],
            ["Account manager with a director.", "客户经理与主管领导。"], 8),
        "hibernating" => Playbook::new(
            ["Seasonal campaigns.", "季节性活动。"],
            ["Once a season.", "每季一次。"],
            ["Marketing automation.", "自动化营销。"], 2),
        "lost" => Playbook::new(
            ["One last campaign, then none.", "最后一次唤回，之后不再投入。"],
            ["Once.", "一次。"],
            ["Marketing automation.", "自动化营销。"], 1),
        _ => return None,
    })
}
