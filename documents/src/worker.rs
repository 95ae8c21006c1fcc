//! The process that renders: it reads requests, writes answers, and may be ended at any time.

use std::io::{self, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use rustix::time::{ClockId, clock_gettime};

use crate::{MAX_MESSAGE, RenderAnswer, RenderProblem, RenderRequest, encode_answer, render};

/// What the process may use. The system ends it when it takes more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Time on a processor for one document; counted in whole seconds.
    pub cpu: Duration,
    /// Address space in bytes, the program itself included.
    pub memory: u64,
}

/// Depth of calls: type-setting nests, and builds without optimisation have large frames.
const STACK: usize = 64 << 20;

/// Answers requests from the standard input on the standard output until there are no more.
///
/// # Errors
/// When the streams fail or a limit cannot be set. A process that has lost an answer is not to be used further.
pub fn serve(limits: Limits) -> io::Result<()> {
    limit(Resource::As, limits.memory)?;
    limit(Resource::Core, 0)?;
    limit(Resource::Fsize, 0)?;
    let thread = std::thread::Builder::new().name("render".to_owned()).stack_size(STACK);
    let served = thread.spawn(move || {
        // Type-setting spreads over threads with small stacks; here it stays on this one.
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread();
        pool.build_global().map_err(io::Error::other)?;
        answer_all(limits, &mut io::stdin().lock(), &mut io::stdout().lock())
    })?;
    served.join().unwrap_or_else(|_| Err(io::Error::other("the thread that renders has panicked")))
}

fn answer_all(limits: Limits, input: &mut impl Read, output: &mut impl Write) -> io::Result<()> {
    while let Some(request) = receive(input)? {
        allow_cpu(limits.cpu)?;
        let (answer, sound) = answer(&request);
        send(output, &encode_answer(&answer))?;
        if !sound {
            return Err(io::Error::other("rendering has panicked"));
        }
    }
    Ok(())
}

/// The answer, and whether the process can go on.
fn answer(request: &[u8]) -> (RenderAnswer, bool) {
    match catch_unwind(AssertUnwindSafe(|| RenderRequest::decode(request).and_then(|request| render(&request)))) {
        Ok(Ok(pdf)) if pdf.len() >= MAX_MESSAGE => (Err(RenderProblem::TooLarge), true),
        Ok(answer) => (answer, true),
        Err(_) => (Err(RenderProblem::Unavailable("rendering has panicked".to_owned())), false),
    }
}

fn receive(input: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 4];
    match input.read_exact(&mut length) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        result => result?,
    }
    let length = u32::from_be_bytes(length) as usize;
    if length > MAX_MESSAGE {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "the request is too long"));
    }
    let mut request = vec![0; length];
    input.read_exact(&mut request)?;
    Ok(Some(request))
}

fn send(output: &mut impl Write, answer: &[u8]) -> io::Result<()> {
    let length = u32::try_from(answer.len()).map_err(io::Error::other)?;
    output.write_all(&length.to_be_bytes())?;
    output.write_all(answer)?;
    output.flush()
}

/// So much more time on a processor from now on. The server ends a process that takes too long; this ends one whose
/// server is gone.
fn allow_cpu(more: Duration) -> io::Result<()> {
    let used = u64::try_from(clock_gettime(ClockId::ProcessCPUTime).tv_sec).unwrap_or_default();
    let until = used + more.as_secs().max(1) + u64::from(more.subsec_nanos() > 0);
    let Rlimit { maximum, .. } = getrlimit(Resource::Cpu);
    setrlimit(Resource::Cpu, Rlimit { current: Some(until), maximum })?;
    Ok(())
}

fn limit(resource: Resource, most: u64) -> io::Result<()> {
    let Rlimit { maximum, .. } = getrlimit(resource);
    let most = maximum.map_or(most, |maximum| maximum.min(most));
    setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) })?;
    Ok(())
}
