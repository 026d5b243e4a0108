use crate::catalogue::{Better, Measure, Text, Unit};

pub(super) fn measures() -> Vec<Measure> {
    let number =
        |id: &str, unit: Unit, label: Text, meaning: Text| Measure::number(id, unit, Better::Lower, label, meaning);
    vec![
        number(
            "outstanding",
            Unit::Currency,
            Text::new("Outstanding", "应收余额"),
            Text::new(
                "What is not paid of the invoices issued up to the valuation date.",
                "截至估值基准日已开票而未付的金额。",
            ),
        ),
        number(
            "arrears",
            Unit::Currency,
            Text::new("Arrears", "逾期金额"),
            Text::new(
                "What is outstanding of invoices that were due before the valuation date.",
                "估值基准日前已到期仍未付的金额。",
            ),
        ),
        number(
            "days_past_due",
            Unit::Days,
            Text::new("Days past due", "逾期天数"),
            Text::new(
                "Days since the oldest unpaid invoice was due; 0 where none is overdue.",
                "最早一张未付发票已逾期的天数，无逾期为 0。",
            ),
        ),
        number(
            "days_to_pay",
            Unit::Days,
            Text::new("Days to pay", "平均回款天数"),
            Text::new(
                "Mean days from invoice to payment, of invoices paid in full.",
                "已结清发票从开票到付款的平均天数。",
            ),
        ),
        number(
            "paid_late_share",
            Unit::Probability,
            Text::new("Paid late", "逾期付款占比"),
            Text::new(
                "Share of invoices paid after they were due, or overdue now; unknown before the first payment or delay.",
                "到期后才付款或目前已逾期的发票占比；尚无付款或逾期时未知。",
            ),
        ),
    ]
}
