//! What a developer runs: `cargo xtask --help` lists it.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command line tool talks to its terminal")]

mod apt;
mod audit;
mod bench;
mod browser;
mod build;
mod cache;
mod command;
mod debian;
mod demo;
mod docs;
mod env;
mod examples;
mod layout;
mod lockfile;
mod node;
mod pack;
mod postgres;
mod python;
mod release;
mod rust_package;
mod rust_tools;
mod servers;
mod shipped;
mod size;
mod step;
mod test;
mod tidy;
mod toolchain;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use workspace::Workspace;

/// The tasks of this repository. Whatever a task needs is looked for first, and installed once into a cache when missing.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    /// Leave rustup's targets alone and build WebAssembly with Debian's compiler, as on a machine that cannot reach rustup's server.
    #[arg(long, global = true)]
    skip_rustup: bool,
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Builds everything, starts the sandbox and the demo store, and prints the shop's address.
    Demo(demo::Options),
    /// Runs every check and test there is, the quick ones first.
    Test(test::Options),
    /// Measures the component beside its peers, and runs what takes longer than a test may; writes bench/RESULTS.md.
    Bench(bench::Options),
    /// Builds the npm package into `pkg/`.
    Build,
    /// Builds the projects under `examples/` with the packed package and pays in each; writes docs/EXAMPLES.md.
    Examples(examples::Options),
    /// Builds the documentation as a site into `www/docs/`; the demo serves it under `/docs/`.
    Docs,
    /// Builds the npm package of the commit twice to the same bytes, into `target/release-npm/`, with hashes, licences and a bill of materials.
    Release,
    /// Packs the library for a Rust registry and compiles it from the package, without publishing; compares its public items.
    Crate(rust_package::Options),
    /// Holds what we depend on against deny.toml, and asks the registries for advisories and signatures where they can be reached.
    Audit,
    /// Prints what a shopper downloads: raw, gzip and brotli.
    Size,
    /// Checks the rules no compiler knows: layers, file length, where secrets are read, forbidden words.
    Tidy,
    /// Prints shell lines that make `wasm-pack test --headless --chrome` work when run by hand: `eval "$(cargo xtask env)"`.
    Env,
}

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Not by returning it from main: that prints our own backtrace, which is about nothing the reader did.
            eprintln!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> Result<()> {
    let workspace = Workspace::find(arguments.skip_rustup)?;
    match arguments.task {
        Task::Demo(options) => demo::run(&workspace, &options),
        Task::Test(options) => test::run(&workspace, &options),
        Task::Bench(options) => bench::run(&workspace, &options),
        Task::Build => build::run(&workspace).map(|_| ()),
        Task::Examples(options) => examples::run(&workspace, &options),
        Task::Docs => docs::run(&workspace).map(|_| ()),
        Task::Release => release::run(&workspace),
        Task::Crate(options) => rust_package::run(&workspace, &options),
        Task::Audit => audit::run(&workspace),
        Task::Size => size::run(&workspace),
        Task::Tidy => tidy::run(&workspace),
        Task::Env => env::run(&workspace),
    }
}
