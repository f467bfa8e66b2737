//! Jobs that begin, go on and end.

use std::path::{Path, PathBuf};

use crate::app::command::Effect;
use crate::app::export::{After, ExportRequest};
use crate::app::jobs::{JobKind, JobStatus};
use crate::app::library::TextSource;
use crate::app::notices::Message;
use crate::app::settings::LastExport;
use crate::app::state::AppState;

pub(super) fn status(state: &mut AppState, job: u64) -> Option<&mut JobStatus> {
    state.jobs.iter_mut().find(|status| status.id == job)
}

pub(super) fn job(state: &mut AppState, kind: JobKind) -> u64 {
    state.next_job += 1;
    state.jobs.push(JobStatus {
        id: state.next_job,
        kind,
        done: 0,
        total: 0,
        added: Vec::new(),
        again: false,
        stopped: false,
    });
    state.next_job
}

pub(super) fn exported(
    state: &mut AppState,
    path: PathBuf,
    after: After,
    result: Result<(), (&'static str, String)>,
) -> Vec<Effect> {
    match result {
        Ok(()) => {
            state.notices.add(Message::Exported { path: path.clone() });
            match after {
                After::Nothing => Vec::new(),
                After::Folder => vec![Effect::OpenFolder(path)],
                After::File => vec![Effect::OpenFile(path)],
            }
        }
        Err((reason, detail)) => {
            state.notices.add(Message::ExportFailed {
                path,
                reason,
                detail,
            });
            Vec::new()
        }
    }
}

/// Starts to write a file, and remembers how.
pub(super) fn export(state: &mut AppState, request: Box<ExportRequest>) -> Vec<Effect> {
    state.settings.export = LastExport {
        format: request.request.format,
        content: request.request.content,
        kinds: request.request.kinds.clone(),
        folder: request.path.parent().map(Path::to_owned),
        without: request.request.without.clone(),
        chart: request.request.chart,
        after: request.after,
    };
    let job = job(state, JobKind::Export);
    vec![Effect::Export { job, request }]
}

/// Stops a job.
pub(super) fn cancel(state: &mut AppState, job: u64) -> Vec<Effect> {
    if let Some(status) = status(state, job) {
        status.stopped = true;
    }
    vec![Effect::Cancel(job)]
}

/// Starts a job that reads texts.
pub(super) fn load(state: &mut AppState, sources: Vec<TextSource>) -> Vec<Effect> {
    if sources.is_empty() {
        return Vec::new();
    }
    let job = job(state, JobKind::Load);
    vec![Effect::Load {
        job,
        sources,
        fixes: state.fixes.clone(),
    }]
}
