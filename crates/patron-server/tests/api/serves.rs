//! The server on a socket, from its start to its end.

use std::time::{Duration, Instant};

use patron_server::{ServeOptions, Server};
use patron_service::Service;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;

use crate::desk::{Desk, now, options, registry_with};
use crate::jobs::Endless;
use crate::orders::Shop;

/// One request on a connection of its own; the whole answer.
async fn exchange(address: std::net::SocketAddr, line: &str, body: &str) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let head = format!("{line} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\ncontent-type: application/json");
    let request = format!("{head}\r\ncontent-length: {}\r\n\r\n{body}", body.len());
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}

#[tokio::test]
async fn an_end_is_asked_for_and_comes() {
    let desk = Desk::with(registry_with(Endless), options()).await;
    desk.import("orders", &Shop::new(10).orders_csv()).await;
    let service = Service::open(&desk.folder.path().join("data"), registry_with(Endless)).await.unwrap();
    let server = Server::bind(service.clone(), ServeOptions::new("127.0.0.1:0".parse().unwrap(), now)).await.unwrap();
    let address = server.address();
    let (end, ended) = oneshot::channel::<()>();
    let serving = tokio::spawn(server.run(async { drop(ended.await) }));

    let status = exchange(address, "GET /api/v1/status", "").await;
    assert!(status.starts_with("HTTP/1.1 200 OK") && status.contains("\"run_is_stale\":"), "{status}");
    let started = exchange(address, "POST /api/v1/runs", "{}").await;
    assert!(started.starts_with("HTTP/1.1 202"), "{started}");

    // A run that would never end does not hold the server back, and leaves the folder as it was.
    let asked = Instant::now();
    end.send(()).unwrap();
    serving.await.unwrap().unwrap();
    assert!(asked.elapsed() < Duration::from_secs(10), "{:?}", asked.elapsed());
    assert!(service.runs().await.unwrap().is_empty());
    assert!(TcpStream::connect(address).await.is_err());
    assert!(service.folder().writer(now()).await.is_ok(), "the folder is free again");
}
