//! Gives the programs of Windows their icon, version and manifest; does nothing on other systems.
#![allow(clippy::print_stdout, reason = "that is how a build script speaks")]

fn main() {
    println!("cargo::rerun-if-changed=assets/packaging/windows/duizhao.manifest");
    println!("cargo::rerun-if-changed=assets/icon/duizhao.ico");
    println!("cargo::rerun-if-changed=assets/packaging/build.rs");
    resources();
}

#[cfg(windows)]
fn resources() {
    if std::env::var("CARGO_CFG_TARGET_OS").as_deref() != Ok("windows") {
        return;
    }
    // Chinese and English names: the interface has both.
    let mut resources = winresource::WindowsResource::new();
    resources
        .set_icon("assets/icon/duizhao.ico")
        .set_manifest_file("assets/packaging/windows/duizhao.manifest")
        .set("ProductName", "对照 Duizhao")
        .set("FileDescription", "对照 Duizhao")
        .set("LegalCopyright", "MIT OR Apache-2.0")
        .set_language(0x0804);
    if let Err(error) = resources.compile() {
        println!("cargo::warning=no icon and manifest: {error}");
    }
}

#[cfg(not(windows))]
fn resources() {}
