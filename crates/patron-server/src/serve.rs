use std::net::SocketAddr;
use std::time::Duration;

use patron_service::Service;
use patron_service::error::{Result, ServiceError};
use tokio::net::TcpListener;

use crate::options::ServeOptions;
use crate::router::router;
use crate::state::AppState;

/// Answers that are under way when the server is told to stop get this long.
const STOP_WITHIN: Duration = Duration::from_secs(5);

/// A server that listens and does not answer yet.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    state: AppState,
}

impl Server {
    /// Takes the address.
    ///
    /// # Errors
    /// `address-not-loopback` for an address that others can reach, `address-in-use`, `address-not-usable`.
    pub async fn bind(service: Service, options: ServeOptions) -> Result<Self> {
        let wanted = options.listen;
        if !wanted.ip().is_loopback() {
            let message = format!("address `{wanted}` can be reached from outside, expected one of this machine alone");
            return Err(ServiceError::new("address-not-loopback", message)
                .value("address", wanted.to_string())
                .hint("listen on `127.0.0.1`; there are no users with passwords yet, so others must not reach it"));
        }
        let refused = |error: std::io::Error| {
            let (code, hint) = match error.kind() {
                std::io::ErrorKind::AddrInUse => ("address-in-use", "choose another port with `--listen 127.0.0.1:0`"),
                _ => ("address-not-usable", "choose another address with `--listen`"),
            };
            ServiceError::new(code, format!("address `{wanted}` cannot be listened on: {error}"))
                .value("address", wanted.to_string())
                .hint(hint)
        };
        let listener = TcpListener::bind(wanted).await.map_err(refused)?;
        let address = listener.local_addr().map_err(refused)?;
        Ok(Self { listener, address, state: AppState::new(service, ServeOptions { listen: address, ..options }) })
    }

    /// The address, with the port that was taken.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers until `shutdown` is done; then running work is cancelled and answers under way are finished.
    ///
    /// # Errors
    /// When the listener breaks.
    pub async fn run(self, shutdown: impl Future<Output = ()> + Send + 'static) -> Result<()> {
        let jobs = self.state.jobs.clone();
        let (told, stopping) = tokio::sync::oneshot::channel();
        let stop = async move {
            shutdown.await;
            jobs.cancel_all();
            told.send(()).ok();
        };
        let answering = axum::serve(self.listener, router(self.state.clone())).with_graceful_shutdown(stop);
        let late = async {
            if stopping.await.is_ok() {
                tokio::time::sleep(STOP_WITHIN).await;
            } else {
                std::future::pending::<()>().await;
            }
        };
        tokio::select! {
            ended = answering.into_future() => ended?,
            () = late => tracing::warn!("answers under way were cut off"),
        }
        // The data folder is left as it was only once the writer has let go of it.
        tokio::time::timeout(STOP_WITHIN, self.state.jobs.idle()).await.ok();
        Ok(())
    }
}

/// Listens and answers until `shutdown` is done.
///
/// # Errors
/// What [`Server::bind`] refuses, or a broken listener.
pub async fn serve(
    service: Service,
    options: ServeOptions,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> Result<()> {
    Server::bind(service, options).await?.run(shutdown).await
}
