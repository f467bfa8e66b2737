//! Random bytes guided by what they reach. `TARGET` names what they go through; see `benches/README.md`.
#![no_main]

#[path = "../common/targets.rs"]
mod targets;

use std::path::PathBuf;
use std::sync::OnceLock;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    static TARGET: OnceLock<(String, PathBuf)> = OnceLock::new();
    let (target, folder) = TARGET.get_or_init(|| {
        let folder = std::env::temp_dir().join(format!("duizhao-fuzz-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let target = std::env::var("TARGET").unwrap_or_default();
        let known = targets::TARGETS.contains(&target.as_str());
        assert!(known, "TARGET is one of {:?}", targets::TARGETS);
        (target, folder)
    });
    targets::run(target, data, folder);
});
