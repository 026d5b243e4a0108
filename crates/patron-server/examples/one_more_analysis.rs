//! Serves a data folder with one more analysis than the program has: what the browser tests look for in the pages.
//!
//! `one_more_analysis DATA_FOLDER ADDRESS`: a folder without a run gets a small shop of its own, valued.

#![expect(clippy::print_stdout, reason = "an example tells its address")]

#[path = "../tests/api/orders.rs"]
#[expect(dead_code, reason = "the tests use more of it")]
mod orders;
#[path = "../tests/api/spend_pace.rs"]
mod spend_pace;

use std::error::Error;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::Utc;
use patron_server::{ServeOptions, Server};
use patron_service::run::Cancel;
use patron_service::views::{ImportRequest, RunRequest};
use patron_service::{Registry, Service};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("expected a data folder and an address")?);
    let listen = arguments.next().ok_or("expected a data folder and an address")?.parse()?;
    let registry = Registry::default().with(Arc::new(spend_pace::SpendPace));
    let service = Service::open_or_create(&folder, registry).await?;
    if service.runs().await?.is_empty() {
        value_a_shop(&service).await?;
    }
    let server = Server::bind(service, ServeOptions::new(listen, Utc::now)).await?;
    println!("http://{}", server.address());
    server.run(async { drop(tokio::signal::ctrl_c().await) }).await?;
    Ok(())
}

/// Imports the shop of the tests and values it.
async fn value_a_shop(service: &Service) -> Result<(), Box<dyn Error>> {
    let shop = orders::Shop::new(120);
    let scratch = tempfile::tempdir()?;
    for (table, text) in [("orders", shop.orders_csv()), ("customers", shop.customers_csv())] {
        let file = scratch.path().join(format!("{table}.csv"));
        std::fs::write(&file, text)?;
        let request = ImportRequest { table: table.to_owned(), ..ImportRequest::default() };
        service.import(&[file], &request, Utc::now(), Arc::new(|_| {}), Cancel::default()).await?;
    }
    service.run(&RunRequest::default(), Utc::now(), Arc::new(|_| {}), Cancel::default()).await?;
    Ok(())
}
