//! The engine session: the one place that knows how DataFusion is set up.

mod parquet;

use std::path::Path;
use std::sync::Arc;

use datafusion::error::Result;
use datafusion::execution::disk_manager::{DiskManagerBuilder, DiskManagerMode};
use datafusion::execution::runtime_env::{RuntimeEnv, RuntimeEnvBuilder};
use datafusion::prelude::{SessionConfig, SessionContext};

pub use parquet::{ParquetFiles, read_parquet};

/// How much of the machine the engine may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionLimits {
    pub threads: usize,
    /// working memory of sorts, joins and aggregates; beyond it they spill to disk
    pub memory_bytes: usize,
}

impl Default for SessionLimits {
    fn default() -> Self {
        let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self { threads, memory_bytes: 1 << 30 }
    }
}

/// Sessions on one runtime.
#[derive(Debug, Clone)]
pub struct Engine {
    runtime: Arc<RuntimeEnv>,
    limits: SessionLimits,
}

impl Engine {
    /// An engine that spills below `spill_dir`.
    ///
    /// # Errors
    /// When the runtime cannot be built.
    pub fn new(spill_dir: &Path, limits: SessionLimits) -> Result<Self> {
        let disk = DiskManagerBuilder::default().with_mode(DiskManagerMode::Directories(vec![spill_dir.to_owned()]));
        let runtime = RuntimeEnvBuilder::new()
            .with_memory_limit(limits.memory_bytes, 1.0)
            .with_disk_manager_builder(disk)
            .build_arc()?;
        Ok(Self { runtime, limits })
    }

    /// A session for queries over whole tables: identifiers keep their case, decimals stay decimals.
    #[must_use]
    pub fn session(&self) -> SessionContext {
        self.with_config(Self::config(self.limits.threads))
    }

    /// A session for passes that rely on the order of sorted files: files are never split, and each is a partition,
    /// so that several are merged by their order instead of being sorted again.
    #[must_use]
    pub fn ordered_session(&self, files: usize) -> SessionContext {
        let config = Self::config(files.max(1)).with_repartition_file_scans(false).with_round_robin_repartition(false);
        self.with_config(config)
    }

    fn config(partitions: usize) -> SessionConfig {
        let mut config = SessionConfig::new()
            .with_target_partitions(partitions)
            .with_information_schema(false)
            .with_parquet_pruning(true);
        let options = config.options_mut();
        options.sql_parser.enable_ident_normalization = false;
        options.sql_parser.parse_float_as_decimal = true;
        // Pushed down, each field of a kernel's result would run the kernel anew.
        options.optimizer.enable_leaf_expression_pushdown = false;
        config
    }

    fn with_config(&self, config: SessionConfig) -> SessionContext {
        SessionContext::new_with_config_rt(config, Arc::clone(&self.runtime))
    }
}
