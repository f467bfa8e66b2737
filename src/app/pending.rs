//! An answer that a job works on: what was asked for last, and what there is.

use std::sync::Arc;

/// A question and its answer, which comes later.
#[derive(Clone, Debug)]
pub struct Pending<Q, A> {
    /// What was asked last.
    pub asked: Option<Q>,
    pub(in crate::app) job: Option<u64>,
    /// What was found, mostly for what was asked last.
    pub found: Option<Arc<A>>,
}

impl<Q, A> Default for Pending<Q, A> {
    fn default() -> Self {
        Self {
            asked: None,
            job: None,
            found: None,
        }
    }
}

impl<Q, A> Pending<Q, A> {
    /// Whether something newer is on its way.
    pub const fn waits(&self) -> bool {
        self.job.is_some()
    }

    /// The job that works on an older question, to be stopped.
    pub(in crate::app) const fn stop(&mut self) -> Option<u64> {
        self.job.take()
    }

    /// Takes the answer of a job, where it is still wanted.
    pub(in crate::app) fn take(&mut self, job: u64, found: A) {
        if self.job == Some(job) {
            self.job = None;
            self.found = Some(Arc::new(found));
        }
    }
}

impl<Q: PartialEq, A> Pending<Q, A> {
    /// Replaces the question; whether it is another one.
    pub(in crate::app) fn ask(&mut self, question: Q) -> bool {
        let new = self.asked.as_ref() != Some(&question);
        self.asked = Some(question);
        new
    }
}
