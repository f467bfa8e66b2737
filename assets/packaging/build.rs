//! Gives the programs for Windows their icon, version and manifest, and the window on a Mac the files that Finder hands
//! over; does nothing where the build is for another system.

fn main() {
    println!("cargo:rerun-if-changed=assets/packaging/build.rs");
    println!("cargo:rerun-if-changed=assets/packaging/windows/duizhao.manifest");
    println!("cargo:rerun-if-changed=assets/icon/duizhao.ico");
    println!("cargo:rerun-if-changed=assets/packaging/macos/open.m");
    #[cfg(windows)]
    resources();
    #[cfg(target_os = "macos")]
    opener();
}

/// The events of Finder are taken by a few lines of Objective-C: our own Rust has no unsafe code.
#[cfg(target_os = "macos")]
fn opener() {
    if std::env::var("CARGO_CFG_TARGET_OS").as_deref() != Ok("macos") {
        return;
    }
    // Objects, not a library: nothing calls them, so the linker would leave a library out.
    let objects = cc::Build::new()
        .file("assets/packaging/macos/open.m")
        .compile_intermediates();
    for object in objects {
        println!("cargo:rustc-link-arg-bin=duizhao={}", object.display());
    }
    for word in ["-framework", "AppKit"] {
        println!("cargo:rustc-link-arg-bin=duizhao={word}");
    }
}

/// The compiler of resources comes with the tools of the system: a program built for Windows elsewhere goes without.
#[cfg(windows)]
fn resources() {
    // The system that is built for, not the one that builds.
    if std::env::var("CARGO_CFG_TARGET_OS").as_deref() != Ok("windows") {
        return;
    }
    let mut resource = winresource::WindowsResource::new();
    resource
        .set_icon("assets/icon/duizhao.ico")
        .set_manifest_file("assets/packaging/windows/duizhao.manifest")
        // Simplified Chinese: the explorer shows this block whatever the language.
        .set_language(0x0804)
        .set("ProductName", "对照 Duizhao")
        .set("FileDescription", "对照 Duizhao")
        .set("CompanyName", "Duizhao")
        .set("LegalCopyright", "MIT OR Apache-2.0");
    if let Err(error) = resource.compile() {
        println!("cargo:warning=the program has no icon and no version: {error}");
    }
}
