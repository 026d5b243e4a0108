use super::Driver;

/// What would change the volume of a driver.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lever {
    /// it follows what customers pay
    Revenue,
    /// fewer and larger orders
    Orders,
    /// fewer visits, calls, kilometres
    Service,
    /// fewer returns
    Returns,
}

impl Driver {
    /// None for goods: pieces and lines are what is sold.
    pub(crate) fn lever(&self) -> Option<Lever> {
        match self.base() {
            Self::Orders => Some(Lever::Orders),
            Self::Counted { table: "orders", condition, sum } => {
                let condition = condition.as_deref().unwrap_or_default();
                if condition.trim_start_matches('(').starts_with("is_return") {
                    Some(Lever::Returns)
                } else {
                    (sum.as_deref() == Some("amount")).then_some(Lever::Revenue)
                }
            }
            _ => Some(Lever::Service),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drivers_say_what_would_move_them() {
        let counted = |table: &'static str, condition: &str, sum: Option<&str>| Driver::Counted {
            table,
            condition: Some(condition.to_owned()),
            sum: sum.map(str::to_owned),
        };
        let cases = [
            (Driver::Orders, Some(Lever::Orders)),
            (counted("orders", "not is_return", Some("amount")), Some(Lever::Revenue)),
            (counted("orders", "not is_return", Some("quantity")), None),
            (counted("orders", "not is_return", None), None),
            (counted("orders", "is_return", None), Some(Lever::Returns)),
            (counted("orders", "(is_return) and (product_id = 'A')", None), Some(Lever::Returns)),
            (counted("interactions", "kind = 'visit'", None), Some(Lever::Service)),
        ];
        for (driver, lever) in cases {
            assert_eq!(driver.lever(), lever, "{driver:?}");
        }
    }
}
