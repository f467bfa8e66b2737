//! Files read with other programs' libraries: openpyxl, python-docx and pandas, where the machine has them.
#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "tests")]

use std::path::Path;
use std::process::Command;

fn write(folder: &Path, args: &[&str]) {
    let samples = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples");
    let status = Command::new(env!("CARGO_BIN_EXE_duizhao-cli"))
        .current_dir(folder)
        .args(args)
        .arg(samples)
        .status()
        .unwrap();
    assert!(status.success(), "{args:?}");
}

#[test]
fn other_programs_read_what_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path();
    write(own, &["board", "--chart", "-o", "board.xlsx"]);
    write(own, &["board", "-o", "board.docx"]);
    for ending in ["xlsx", "csv", "parquet"] {
        write(own, &["extract", "-o", &format!("goals.{ending}")]);
    }
    for ending in ["xlsx", "csv", "parquet"] {
        write(own, &["words", "-o", &format!("topics.{ending}")]);
        write(own, &["words", "--hits", "-o", &format!("hits.{ending}")]);
    }
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/exports.py");
    let Ok(output) = Command::new("python3").arg(script).arg(own).output() else {
        eprintln!("no python3: not checked");
        return;
    };
    let said = String::from_utf8_lossy(&output.stderr);
    match output.status.code() {
        // Its libraries are missing: CI installs them.
        Some(3) => eprintln!("{}", String::from_utf8_lossy(&output.stdout)),
        code => assert_eq!(code, Some(0), "{said}"),
    }
}
