//! The command line of Duizhao.

/// Many short strings are made and dropped while a report is read.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    std::process::exit(duizhao::cli::run(std::env::args_os().skip(1).collect()));
}
