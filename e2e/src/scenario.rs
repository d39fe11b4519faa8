//! One test from start to end.

use std::{
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    thread,
};

use tokio::runtime::Builder;

use crate::{Engine, Failure, Outcome, Setup, World, turnstile};

/// Starts a world in the engine of this run, unless the engine lacks what the test needs; lets `body` act in it, and takes it down again however `body` ended. The test's name is the thread's.
///
/// # Errors
/// The world did not start, `body` failed, or the browser's console showed an error nobody named beforehand.
pub fn scenario(setup: Setup, body: impl AsyncFnOnce(&World) -> Outcome) -> Outcome {
    let engine = Engine::chosen()?;
    if setup.needs().any(|need| need.missing_in(engine).is_some()) {
        return Ok(());
    }
    let _pass = turnstile::enter();
    let name = thread::current().name().unwrap_or("unnamed").to_owned();
    let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let world = runtime.block_on(World::start(engine, &name, setup))?;
    let ended = catch_unwind(AssertUnwindSafe(|| runtime.block_on(body(&world))));
    let went_well = matches!(ended, Ok(Ok(())));
    if !went_well {
        // The picture helps whoever reads the failure; a browser that cannot take it has failed already.
        drop(runtime.block_on(world.picture("failure")));
    }
    let console = runtime.block_on(world.finish());
    match ended {
        Err(panic) => resume_unwind(panic),
        Ok(Err(failure)) => Err(match console {
            Ok(()) => failure,
            Err(more) => Failure::new(format!("{failure}\n{more}")),
        }),
        Ok(Ok(())) => console,
    }
}
