use datafusion::logical_expr::{col, lit};

use crate::error::Result;
use crate::query::read;
use crate::views::{AccountGroup, GroupMember};

use super::MOST;
use super::records::At;

impl At<'_> {
    /// The parent of the account, its children, and the other children of its parent.
    pub(super) async fn group(&self) -> Result<Option<AccountGroup>> {
        let Some(own) = self.own("customers")? else { return Ok(None) };
        let parent_id = read(own.select(vec![col("parent_id")])?).await?.first().and_then(|row| row.text("parent_id"));
        let parent_id = parent_id.filter(|parent| parent != self.customer);
        let all = self.ledger.table(&self.ledger.engine().session(), "customers")?;
        let mut related = col("parent_id").eq(lit(self.customer));
        if let Some(parent) = &parent_id {
            related =
                related.or(col("parent_id").eq(lit(parent.as_str()))).or(col("customer_id").eq(lit(parent.as_str())));
        }
        let others = all.filter(related.and(col("customer_id").not_eq(lit(self.customer))))?;
        let shown = others.select(vec![col("customer_id"), col("name"), col("parent_id")])?;
        let rows = read(shown.sort(vec![col("customer_id").sort(true, false)])?.limit(0, Some(MOST + 1))?).await?;
        let mut parent = parent_id.clone().map(|customer_id| member(customer_id, None, ""));
        let mut members = Vec::new();
        for row in rows {
            let Some(id) = row.text("customer_id") else { continue };
            if Some(&id) == parent_id.as_ref() {
                parent = Some(member(id, row.text("name"), ""));
            } else {
                let child = row.text("parent_id").as_deref() == Some(self.customer);
                members.push(member(id, row.text("name"), if child { "child" } else { "sibling" }));
            }
        }
        members.sort_by(|a, b| a.relation.cmp(&b.relation));
        members.truncate(MOST);
        Ok((parent.is_some() || !members.is_empty()).then_some(AccountGroup { parent, members }))
    }
}

fn member(customer_id: String, name: Option<String>, relation: &str) -> GroupMember {
    GroupMember { customer_id, name, relation: relation.to_owned() }
}
