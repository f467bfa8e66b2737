//! A damaged project: what can be read of it goes into a new file, and the old one stays as it is.

use std::fs;
use std::path::{Path, PathBuf};

use super::document::Document;
use super::history::MOST_STEPS;
use super::store::{Loaded, Store, StoreError, Write, each, side};

/// Reads what can be read of a damaged project into a new one at `to`: rows and texts found whole, how many were not.
pub fn recover(path: &Path, to: &Path) -> Result<(Store, Loaded), StoreError> {
    // A copy is read: SQLite may roll back a journal of the original, and that stays as it is.
    let side = side(to);
    fs::copy(path, &side)?;
    let journal = |path: &Path| {
        let mut name = path.as_os_str().to_owned();
        name.push("-journal");
        PathBuf::from(name)
    };
    let _ = fs::copy(journal(path), journal(&side));
    let mut recovered = recover_from(&side, to);
    for vacuumed in [false, true] {
        if recovered.is_err() {
            let _ = fs::remove_file(to);
            let _ = fs::remove_file(journal(&side));
            fs::copy(path, &side)?;
            recovered = first_page(&side, vacuumed).and_then(|()| recover_from(&side, to));
        }
    }
    let _ = fs::remove_file(journal(&side));
    let _ = fs::remove_file(&side);
    if recovered.is_err() {
        let _ = fs::remove_file(to);
    }
    recovered
}

/// Gives a file whose first page is lost the one of a new project: all projects have their tables at the same pages.
fn first_page(path: &Path, vacuumed: bool) -> Result<(), StoreError> {
    const PAGE: usize = 4096;
    let model = path.with_extension("model");
    let _ = fs::remove_file(&model);
    let fresh = Store::create(&model)?;
    if vacuumed {
        fresh.own.execute_batch("VACUUM")?;
    }
    drop(fresh);
    let fresh = fs::read(&model);
    let _ = fs::remove_file(&model);
    let (fresh, mut bytes) = (fresh?, fs::read(path)?);
    let pages = u32::try_from(bytes.len() / PAGE).unwrap_or(0);
    let (Some(from), Some(to)) = (fresh.get(..PAGE), bytes.get_mut(..PAGE)) else {
        return Err(StoreError::Damaged {
            detail: String::new(),
        });
    };
    to.copy_from_slice(from);
    // The length of the file in pages; no free ones are known.
    for (at, number) in [(28, pages), (32, 0), (36, 0)] {
        if let Some(place) = to.get_mut(at..at + 4) {
            place.copy_from_slice(&number.to_be_bytes());
        }
    }
    Ok(fs::write(path, bytes)?)
}

fn recover_from(path: &Path, to: &Path) -> Result<(Store, Loaded), StoreError> {
    let old = Store::as_it_is(path)?;
    let mut loaded = old.load();
    let texts = each(&old.own, "text", "sha256, how", |row| {
        Ok(Some((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))
    });
    loaded.lost += texts.1;
    if loaded.document == Document::default() && texts.0.is_empty() {
        return Err(StoreError::Damaged {
            detail: String::new(),
        });
    }
    loaded.forgotten = 0;
    let mut store = Store::create(to)?;
    let rows = Document::default().changes(&loaded.document);
    let mut writes = vec![Write::Rows(rows)];
    // The file keeps no more: of a file from before there was a limit, those that can still be taken back.
    let more = loaded.steps.len().saturating_sub(MOST_STEPS);
    let skipped = more.min(loaded.head);
    loaded.steps.drain(..skipped);
    loaded.steps.truncate(MOST_STEPS);
    loaded.head -= skipped;
    for (n, step) in loaded.steps.iter().enumerate() {
        let step = step.clone();
        writes.push(Write::Step { n, step });
    }
    writes.push(Write::Head(loaded.head));
    writes.extend(loaded.views.clone().map(Write::Views));
    for (sha256, how) in texts.0 {
        match old.text(&sha256, &how) {
            Some(text) => writes.push(Write::Text {
                text: std::sync::Arc::new(text),
                how,
            }),
            None => loaded.lost += 1,
        }
    }
    store.write(&writes)?;
    Ok((store, loaded))
}
