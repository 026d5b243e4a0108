//! Standard output that knows when nobody reads any more.

use std::io::{self, BufWriter, Stdout, Write};
use std::sync::atomic::{AtomicBool, Ordering};

static CLOSED: AtomicBool = AtomicBool::new(false);

/// Whether the reader of standard output went away, as `head` does: the work ends, and that is no error.
pub(crate) fn is_closed() -> bool {
    CLOSED.load(Ordering::Relaxed)
}

/// Buffered standard output.
#[derive(Debug)]
pub(crate) struct Pipe(BufWriter<Noticing>);

#[derive(Debug)]
struct Noticing(Stdout);

impl Pipe {
    pub(crate) fn new() -> Self {
        Self(BufWriter::with_capacity(1 << 16, Noticing(io::stdout())))
    }
}

fn notice<T>(result: io::Result<T>) -> io::Result<T> {
    if result.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::BrokenPipe) {
        CLOSED.store(true, Ordering::Relaxed);
    }
    result
}

impl Write for Noticing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        notice(self.0.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        notice(self.0.flush())
    }
}

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
