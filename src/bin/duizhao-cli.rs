//! The command line of Duizhao.

fn main() {
    std::process::exit(duizhao::cli::run(std::env::args_os().skip(1).collect()));
}
