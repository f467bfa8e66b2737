//! Duizhao 对照 reads Chinese government work reports: their goals as a table, two reports side by side.
//!
//! # Flow
//! ```text
//! file ─read─▶ SourceText ─parse─▶ Layout(s) ─extract─▶ Extraction ─compare─▶ Comparison ─export─▶ bytes
//! panel ─Command─▶ app::update ─▶ AppState ─▶ panels draw ;  jobs (threads) ─Event─▶ app::update
//! ```
//!
//! # Rooms, in reading order; each names only rooms above it in this list
//! | room | what it is for |
//! |---|---|
//! | `text` | characters and positions: spans, a text as the rules read it, numbers as written |
//! | `model` | plain data: report, goal, comparison, what was read of a file |
//! | `clock.rs` | the time, for what the user does |
//! | `engine/lexicon` | the tables of `assets/lexicon` |
//! | `engine/labels.rs` | words for kinds, bounds and measures in both languages |
//! | `engine/quantity` | the numbers of a sentence with unit and bound, and which are no values |
//! | `engine/read` | bytes to text: kinds of files, archives, encodings |
//! | `engine/parse` | text to reports: where each lies, what it says of itself, its sections |
//! | `engine/tagger` | the second reader: what each number is, by weights learned from labelled reports |
//! | `engine/extract` | report to goals, tasks and results: the rules, and both readers held against each other |
//! | `engine/display.rs` | what tables and panes show, with a role for each piece and no colour |
//! | `engine/check.rs` | what among the items cannot be right together |
//! | `engine/rules.rs` | rules a user made from corrections, laid over what was read |
//! | `engine/correct.rs` | what a user said of single goals, laid over both |
//! | `engine/compare` | which sentence answers to which, what changed, what became of the goals |
//! | `engine/board` | reports by indicators, held against the year before, the level above, the results |
//! | `engine/words` | words and topics counted, with what they are counted out of |
//! | `engine/picture` | pictures of the board as shapes, SVG and PNG |
//! | `engine/export` | tables as bytes of a format |
//! | `app` | the program without a window |
//! | `app/library.rs` | the open files and their ids |
//! | `app/views` | of each view the options, the state and the commands; `app/words` is the one of words |
//! | `app/project` | what the user did, step by step, and the file that keeps it |
//! | `app/jobs.rs` | work on other threads, which answers with events |
//! | `app/update` | the only writer of the state: an event in, effects out |
//! | `cli.rs` | the command line on the engine alone, beside `app`; `cli/words.rs` counts words |
//! | `gui` | the window: panels draw the state and send commands |
//! | `gui/panels` | what is always on screen; a folder for each larger view |
//! | `gui/dialogs` | what opens over it |
//! | `gui/widgets` | parts that panels and dialogs share |
//!
//! # What always holds
//! - `text[span] == quote` for every item; the text of a file is never changed.
//! - What a user set right (encoding, region, year, a cell) is a [`model::fix::Fix`]; it changes what is read, never the file.
//! - Parsing and extracting never fail: what is doubtful is a [`model::notice::Notice`].
//! - The same input gives the same output: no clock, no locale, no order of a hash map.
//! - Files are opened in `engine/read` and written in `engine/export`, `app/settings.rs`, `app/crash.rs` and
//!   `app/project` only.
//! - Only `app/update` and `app/project/sync.rs` change the state.
//!
//! # Which failure shows where
//! | failure | shows as |
//! |---|---|
//! | a file cannot be read | a notice in the corner and a line of the import list; one line on stderr and in `errors` of the command line |
//! | a text without a report | a notice, and a file under «no report found» |
//! | a report without goals, or cut off | an amber dot in the list; `warnings` of the command line |
//! | an item that both readers read differently, or that is often wrong | `?` in table and board with both readings; `confidence` and `other` of the command line |
//! | a goal that one reader alone sees | its value with `?` in the board's cell; `candidates` of the command line |
//! | goals without the growth of the economy | the fold under the table, first; `doubts` of the command line |
//! | a number that is no goal | the fold under the table, with its reason; `unused` of the command line |
//! | values that do not agree | the same fold, first; `doubts` of the command line |
//! | a panic in a job | a notice; everything else goes on |
//! | a panic of the window | a log, a native message, the work on disk; a notice at the next start |
//! | a project that is damaged, newer, open elsewhere, read-only | a notice with what to do; what was open goes on |
//! | work that cannot be written | a notice, the project's name in red; it is tried again |

pub mod app;
pub mod cli;
pub mod clock;
pub mod engine;
#[cfg(feature = "window")]
pub mod gui;
pub mod model;
pub mod text;
