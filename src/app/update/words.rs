//! Starts the counting that is missing and wanted, stops what is wanted no more, and takes what was counted.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::app::command::Effect;
use crate::app::jobs::JobKind;
use crate::app::library::ReportId;
use crate::app::notices::Message;
use crate::app::pending::Pending;
use crate::app::state::AppState;
use crate::app::views::View;
use crate::app::words::{
    KeptWords, KeysAsk, LinesAsk, Mode, Of, Own, SharedAsk, Texts, Way, WordsCommand, WordsView,
    Work, Worked, sides, wanted,
};
use crate::engine::words::Topic;
use crate::engine::words::keys::{self, stop_words};
use crate::engine::words::query::Query;
use crate::engine::words::{Indexed, SharedSegmenter, concordance, matrix, travel};

use super::jobs::job;

/// Takes what a job has counted.
pub(super) fn worked(state: &mut AppState, job: u64, worked: Worked) {
    let view = &mut state.words;
    match worked {
        Worked::Indexed(reports) => {
            if view.indexing != Some(job) {
                return;
            }
            for (id, indexed) in reports {
                view.texts.write().insert(id, Arc::new(indexed));
                view.stamp += 1;
                if let Some(status) = state.jobs.iter_mut().find(|status| status.id == job) {
                    status.done += 1;
                }
            }
        }
        Worked::Tallied(topics) => {
            if view.tallying == Some(job) {
                view.tallying = None;
            }
            for (topic, tallies) in topics {
                // A topic may stand there twice.
                for own in &mut view.topics {
                    if Arc::ptr_eq(&own.topic, &topic) {
                        own.tallies.extend(tallies.iter().copied());
                    }
                }
            }
            view.stamp += 1;
        }
        Worked::Lines(lines) => view.lines.take(job, lines),
        Worked::Keys(keys) => view.keys.take(job, keys),
        Worked::Shared(traced) => view.traced.take(job, traced),
        Worked::Dictionaries { lists, bad, texts } => {
            if view.reading == Some(job) {
                view.list_texts = texts.into_iter().collect();
                view.segmenter = Arc::new(SharedSegmenter::new(Arc::new(lists)));
                for name in bad {
                    state.notices.add(Message::NoWords { name });
                }
            }
        }
    }
}

/// A job ended, whatever came of it.
pub(super) fn ended(state: &mut AppState, job: u64) {
    let view = &mut state.words;
    for slot in [
        &mut view.indexing,
        &mut view.tallying,
        &mut view.lines.job,
        &mut view.keys.job,
        &mut view.traced.job,
    ] {
        if *slot == Some(job) {
            *slot = None;
        }
    }
}

/// Starts what is missing and wanted, stops what is wanted no more.
pub(super) fn follow(state: &mut AppState) -> Vec<Effect> {
    let mut effects = Vec::new();
    let loads = state.jobs.iter().any(|status| status.kind == JobKind::Load);
    if state.view != View::Words || loads {
        return effects;
    }
    if state.words.reading.is_none() && !state.words.dictionaries.is_empty() {
        let texts = &state.words.list_texts;
        let files = state.words.dictionaries.iter();
        let files = files
            .map(|path| (path.clone(), texts.get(path).cloned()))
            .collect();
        state.words.reading = Some(start(state, Work::Dictionaries(files), &mut effects));
    }
    // Words are parted by the lists once those are read.
    let reads = state.words.reading;
    if reads.is_some_and(|job| state.jobs.iter().any(|status| status.id == job)) {
        return effects;
    }
    index(state, &mut effects);
    if state.words.indexing.is_some() {
        return effects;
    }
    let shown = state.library.shown();
    let texts = state.words.ready(&shown);
    tally(state, &texts, &mut effects);
    let selected = &state.library.selected;
    state.words.own = match state.words.one {
        Some(one) => vec![one],
        None => shown
            .iter()
            .filter(|id| selected.contains(id))
            .copied()
            .collect(),
    };
    // Words and paragraphs are held against all that is open, whatever is selected.
    let open: Vec<ReportId> = state.library.reports().collect();
    let all = state.words.ready(&open);
    let places = match state.words.mode {
        Mode::Shared => all.clone(),
        // A phrase is looked for wherever it may stand.
        Mode::Find if state.words.way == Way::Near => all.clone(),
        // A word that is gone stands in the others.
        Mode::Keys => {
            let sides = sides(&state.words, &all);
            let each = all.iter().enumerate();
            let asked = each.filter(|(at, _)| sides.own.contains(at) || sides.others.contains(at));
            asked.map(|(_, text)| text.clone()).collect()
        }
        Mode::Topics | Mode::Find => texts.clone(),
    };
    lines(state, &places, &mut effects);
    match state.words.mode {
        Mode::Keys => keywords(state, &all, &mut effects),
        Mode::Shared => trace(state, &all, &mut effects),
        Mode::Topics | Mode::Find => {}
    }
    effects
}

fn start(state: &mut AppState, work: Work, effects: &mut Vec<Effect>) -> u64 {
    let id = job(state, JobKind::Count);
    if let (Work::Index { reports, .. }, Some(status)) = (&work, state.jobs.last_mut()) {
        status.total = reports.len();
    }
    effects.push(Effect::Count { job: id, work });
    id
}

/// Reports that are open and not ready, or read anew.
fn index(state: &mut AppState, effects: &mut Vec<Effect>) {
    let library = &state.library;
    let view = &mut state.words;
    if view.indexing.is_some() {
        return;
    }
    let mut missing = Vec::new();
    let mut open = BTreeSet::new();
    for file in library.files.iter() {
        for id in file.reports() {
            open.insert(id);
            let known = view.texts.get(&id);
            if known.is_none_or(|text| !Arc::ptr_eq(&text.file, &file.read)) {
                missing.push((id, Arc::clone(&file.read)));
            }
        }
    }
    if view.texts.len() + missing.len() > open.len() {
        view.texts.write().retain(|id, _| open.contains(id));
        for own in &mut view.topics {
            own.tallies.retain(|id, _| open.contains(id));
        }
        view.stamp += 1;
    }
    if view.one.is_some_and(|one| !open.contains(&one)) {
        view.one = None;
    }
    if missing.is_empty() {
        return;
    }
    for (id, _) in &missing {
        for own in &mut view.topics {
            own.tallies.remove(id);
        }
    }
    let segmenter = Arc::clone(&view.segmenter);
    let work = Work::Index {
        reports: missing,
        segmenter,
    };
    state.words.indexing = Some(start(state, work, effects));
}

fn tally(state: &mut AppState, texts: &Texts, effects: &mut Vec<Effect>) {
    let view = &state.words;
    if view.tallying.is_some() {
        return;
    }
    let each = view.topics.iter().filter_map(|own| {
        let missing: Texts = texts
            .iter()
            .filter(|(id, _)| !own.tallies.contains_key(id))
            .cloned()
            .collect();
        (!missing.is_empty()).then(|| (Arc::clone(&own.topic), missing))
    });
    let work: Vec<_> = each.collect();
    if !work.is_empty() {
        state.words.tallying = Some(start(state, Work::Tally(work), effects));
    }
}

/// Which texts, and in which state.
fn state_of(version: u64, texts: &Texts) -> (u64, Vec<ReportId>) {
    (version, texts.iter().map(|(id, _)| *id).collect())
}

/// Takes a new question in place of the old one; whether there is something to do.
fn asks<A: PartialEq, T>(made: &mut Pending<A, T>, ask: A, effects: &mut Vec<Effect>) -> bool {
    if !made.ask(ask) {
        return false;
    }
    effects.extend(made.stop().map(Effect::Cancel));
    true
}

fn lines(state: &mut AppState, texts: &Texts, effects: &mut Vec<Effect>) {
    let view = &mut state.words;
    let Some((of, _)) = view.of() else {
        view.lines = Pending::default();
        return;
    };
    let scope = match (&view.scope, view.mode) {
        (Some((_, reports)), Mode::Topics) => reports.clone(),
        _ => Vec::new(),
    };
    let role = match (&view.scope, view.mode) {
        (Some((matrix::Name::Role(role), _)), Mode::Topics) => Some(*role),
        _ => view.matrix.role,
    };
    // The places of a phrase stand by date, unless otherwise asked.
    let near = matches!(of, Of::Typed(_, Way::Near));
    let order = match view.order {
        concordance::Order::Report if near => concordance::Order::Date,
        concordance::Order::Near if !near => concordance::Order::Report,
        order => order,
    };
    let ask = LinesAsk {
        of,
        role,
        order,
        scope,
        texts: state_of(view.texts.version(), texts),
    };
    let all = ask.scope.is_empty();
    let inside = |id: &ReportId| all || ask.scope.contains(id);
    let chosen: Texts = texts.iter().filter(|(id, _)| inside(id)).cloned().collect();
    let (of, order) = (ask.of.clone(), ask.order);
    if !asks(&mut view.lines, ask, effects) {
        return;
    }
    match wanted(&of) {
        Some(wanted) => {
            let work = Work::Lines {
                wanted,
                role,
                order,
                texts: chosen,
            };
            state.words.lines.job = Some(start(state, work, effects));
        }
        None => view.lines.found = None,
    }
}

fn keywords(state: &mut AppState, texts: &Texts, effects: &mut Vec<Effect>) {
    let view = &mut state.words;
    let sides = sides(view, texts);
    let ask = KeysAsk {
        sides: sides.clone(),
        role: view.matrix.role,
        stop: view.stop.clone(),
        numbers: view.numbers,
        texts: state_of(view.texts.version(), texts),
    };
    if !asks(&mut view.keys, ask, effects) {
        return;
    }
    let of = |places: &[usize]| -> Texts {
        places
            .iter()
            .filter_map(|at| texts.get(*at))
            .cloned()
            .collect()
    };
    let work = Work::Keys {
        sides: [of(&sides.own), of(&sides.others), of(&sides.peers)],
        ask: keys::Ask {
            role: view.matrix.role,
            stop: stop_words(&view.stop),
            numbers: view.numbers,
        },
        segmenter: Arc::clone(&view.segmenter),
    };
    state.words.keys.job = Some(start(state, work, effects));
}

fn trace(state: &mut AppState, texts: &Texts, effects: &mut Vec<Effect>) {
    let view = &mut state.words;
    let one = view.own.first().copied().or_else(|| latest(texts));
    let own = one.and_then(|one| texts.iter().find(|(id, _)| *id == one));
    let Some(own) = own.cloned() else { return };
    let ask = SharedAsk {
        one: own.0,
        texts: state_of(view.texts.version(), texts),
    };
    if !asks(&mut view.traced, ask, effects) {
        return;
    }
    let others = texts
        .iter()
        .filter(|(id, _)| *id != own.0)
        .cloned()
        .filter_map(|other| {
            let relation = travel::relation(own.1.meta()?, other.1.meta()?)?;
            Some((relation, other))
        });
    let work = Work::Shared {
        others: others.collect(),
        own,
    };
    state.words.traced.job = Some(start(state, work, effects));
}

/// The latest report: that is mostly the one being read.
fn latest(texts: &Texts) -> Option<ReportId> {
    let year = |text: &Indexed| text.meta().and_then(|meta| meta.plan_year);
    let first = texts.iter().map(|(_, text)| year(text)).max()?;
    texts
        .iter()
        .find(|(_, text)| year(text) == first)
        .map(|(id, _)| *id)
}

/// Carries out a command about the words view.
pub(super) fn words(state: &mut AppState, command: WordsCommand) -> Vec<Effect> {
    let view = &mut state.words;
    match command {
        WordsCommand::Mode(mode) => {
            view.mode = mode;
            view.word = None;
        }
        WordsCommand::Matrix(ask) => {
            if ask.by != view.matrix.by || ask.years != view.matrix.years {
                view.scope = None;
            }
            view.matrix = ask;
        }
        WordsCommand::Choose { topic, scope } => {
            view.chosen = topic;
            view.scope = scope;
        }
        WordsCommand::List { topic, name, list } => {
            let parsed = Arc::new(Topic::parse(name.trim(), &list));
            match view.topics.get_mut(topic) {
                Some(own) if own.topic != parsed => {
                    own.topic = parsed;
                    own.tallies.clear();
                }
                Some(_) => {}
                None => {
                    view.chosen = view.topics.len();
                    view.topics.push(Own {
                        topic: parsed,
                        hidden: false,
                        tallies: HashMap::new(),
                    });
                }
            }
        }
        WordsCommand::Remove(topic) => {
            if topic < view.topics.len() {
                view.topics.remove(topic);
                view.chosen = view.chosen.min(view.topics.len().saturating_sub(1));
            }
        }
        WordsCommand::Hide(topic) => {
            if let Some(own) = view.topics.get_mut(topic) {
                own.hidden = !own.hidden;
            }
        }
        WordsCommand::Usual => {
            // The user's own stay, behind them.
            let mut usual = WordsView::new(&KeptWords::default()).topics;
            let known: BTreeSet<String> = usual.iter().map(|own| own.topic.name.clone()).collect();
            view.topics.retain(|own| !known.contains(&own.topic.name));
            usual.append(&mut view.topics);
            view.topics = usual;
            view.chosen = 0;
            view.scope = None;
        }
        WordsCommand::Picture(picture) => view.picture = picture,
        WordsCommand::Type(typed) => {
            view.mode = Mode::Find;
            view.typed = typed;
            check(view);
        }
        WordsCommand::Way(way) => {
            view.way = way;
            check(view);
        }
        WordsCommand::Near(phrase) => {
            state.view = View::Words;
            view.mode = Mode::Find;
            view.way = Way::Near;
            view.order = concordance::Order::Report;
            view.typed = phrase;
            check(view);
        }
        WordsCommand::Order(order) => view.order = order,
        WordsCommand::Word(word) => view.word = word,
        WordsCommand::Against(against) => view.against = against,
        WordsCommand::Cut(cut) => view.cut = cut,
        WordsCommand::Numbers(on) => view.numbers = on,
        WordsCommand::One(one) => view.one = one,
        WordsCommand::Stop(list) => view.stop = list,
        WordsCommand::Dictionaries(files) => {
            view.dictionaries = files;
            view.reading = None;
            view.segmenter = Arc::default();
            view.texts.write().clear();
            view.stamp += 1;
        }
    }
    Vec::new()
}

/// Whether what is typed can be found.
fn check(view: &mut WordsView) {
    view.wrong = match view.way {
        Way::Pattern if !view.typed.trim().is_empty() => Query::pattern(&view.typed)
            .err()
            .map(|words| words.trim().to_owned()),
        _ => None,
    };
}
