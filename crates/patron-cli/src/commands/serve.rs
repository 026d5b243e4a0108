use std::net::SocketAddr;
use std::path::Path;

use clap::Args;
use patron_server::{ServeOptions, Server};
use patron_service::Service;

use crate::Outcome;
use crate::context::Context;
use crate::output::Target;
use crate::problem::Result;

/// Where pages are served when nothing is said.
pub(crate) const LISTEN: &str = "127.0.0.1:7171";

/// Serve pages and the HTTP API of the data folder
///
/// Prints the address and waits; Ctrl-C ends. Only this machine can reach the pages.
#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// Address of the pages; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS", default_value = LISTEN)]
    listen: SocketAddr,
}

impl Serve {
    pub(crate) async fn run(self, context: &Context) -> Result<Outcome> {
        let service = context.new_service().await?;
        until_ctrl_c(service, self.listen, &context.data_dir(), context).await
    }
}

/// Serves until somebody asks the program to end.
pub(crate) async fn until_ctrl_c(
    service: Service,
    listen: SocketAddr,
    folder: &Path,
    context: &Context,
) -> Result<Outcome> {
    let server = Server::bind(service, ServeOptions::new(listen, context.clock)).await?;
    let address = server.address();
    context.output.text(&format!("patron serves `{}` at http://{address}/", folder.display()), &Target::default())?;
    context.output.note("Ctrl-C ends");
    server.run(asked_to_end()).await?;
    Ok(Outcome::Done)
}

/// Ctrl-C, or the signal by which service managers end a program.
async fn asked_to_end() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut ended) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = ended.recv() => {}
            }
            return;
        }
    }
    tokio::signal::ctrl_c().await.ok();
}
