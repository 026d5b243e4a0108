use std::net::SocketAddr;

use clap::Args;
use patron_service::{Registry, Service};

use super::{run, serve};
use crate::Outcome;
use crate::context::Context;
use crate::problem::Result;

/// Load bundled real data, value it and show it as pages
///
/// The data are all purchases of 23,570 customers of a music shop in 1997 and 1998. The demo keeps its own data
/// folder; what is there already is not loaded again. Ctrl-C ends.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  patron demo\n  patron demo --simulated --no-serve")]
pub(crate) struct Demo {
    /// Take a simulated company with products, regions and account managers instead
    #[arg(long)]
    simulated: bool,
    /// Seed of the simulated company
    #[arg(long, value_name = "N", default_value_t = 1, requires = "simulated")]
    seed: u64,
    /// Address of the pages
    #[arg(long, value_name = "ADDRESS", default_value = serve::LISTEN)]
    listen: SocketAddr,
    /// Load and value only
    #[arg(long)]
    no_serve: bool,
}

impl Demo {
    pub(crate) async fn run(self, context: &Context) -> Result<Outcome> {
        let folder = context.data_dir_or(if self.simulated { "patron-demo-simulated" } else { "patron-demo" });
        let service = Service::open_or_create(&folder, Registry::default()).await?;
        let watched = context.watched();
        let (now, sink, cancel) = (context.now, watched.sink(), watched.cancel());
        let view = if self.simulated {
            service.load_simulated(self.seed, now, sink, cancel).await?
        } else {
            service.load_demo(now, sink, cancel).await?
        };
        drop(watched);
        let portfolio = service.portfolio().await?;
        context.output.value(&view, || run::words(&view, &portfolio, context.output.language))?;
        context.output.notices(&view.notices);
        if self.no_serve {
            return Ok(Outcome::Done);
        }
        serve::until_ctrl_c(service, self.listen, &folder, context).await
    }
}
