# English
app-name = Duizhao
app-title = Duizhao 对照
view-goals = Goals
view-compare = Compare
view-board = Board
board-read = { $count } reports read
board-missing = missing { $names }
board-years = several years: { $years }
board-table = Table
board-all-years = All years
board-by-level = By level
board-by-province = By province
board-columns = Columns { $shown }/{ $all }
board-usual = The usual ones again
board-pick = Indicator
board-save-picture = Save picture…
board-copy = Copy as a table
board-weights = Weights for a mean…
board-shade = Shade by value
board-unstated = { $have } of { $all } reports of this level state it; none was read here
board-elsewhere = Not in the goals passage: a number of the tasks part, left out of the figures below
board-left = Move left
board-right = Move right
board-hide = Hide
board-held = { $own }, against { $other }
board-edit = Correct this cell
board-filtered = No region passes the filter
board-counted = { $numbers } with a number · { $worded } in words only · { $tasks } as a task only · { $silent } silent; median, mean and range are of the numbers
board-unreadable = No value in it: write 5.5%左右, 5–6%, 不低于1200亿元, or words without a number; Esc gives up
board-hint = Click a cell to see its sentence · Enter accepts · type to correct · Delete: not a goal
checked-was = read as { $was }
copy-citation = Copy with citation
citation-year = { $region } { $year }
citation = { $name } government work report: “{ $sentence }” ({ $file }, from character { $at })
more = More
weights-title = Weights for a mean
weights-hint = One region and one number a line, such as two columns pasted from a table: region, last year's GDP
weights-read = { $count } regions
weights-bad = Lines that are not clear: { $lines }
apply = Apply
view-ledger = Ledger
ledger-none = Open the reports of one region for two years to see what became of its goals
ledger-no-year-before = The report before { $name } is not open; goals are followed from year to year in one region
ledger-apart = Two regions: the goals of one are not judged by the results of the other
ledger-empty = No goal or task fits
ledger-both = Goals and tasks
ledger-all = All changes
ledger-weaker = Same number, weaker words
ledger-otherwise = Number, unit or indicator changed
ledger-missed = Missed
ledger-hint = Click a row for both sentences; Enter shows them side by side
ledger-two-regions = Not the same region: read with care
ledger-read-old = Show in the old report
ledger-read-new = Show in the new report
ledger-compare = Show side by side
view-read = Read
menu = Menu
open = Open
open-files = Open files…
open-folder = Open folder…
open-path = Enter a path…
open-samples = Open samples
paste-text = Paste text…
paste-hint = Paste the text of a report here
path-hint = Full path of a file or folder
read-text = Read it
recent = Recent
export = Export…
filter-hint = Filter by indicator, region, words
find-hint = Find
language = Language
theme = Appearance
theme-system = As the system
theme-light = Light
theme-dark = Dark
zoom-in = Zoom in
zoom-out = Zoom out
zoom-reset = Actual size
close = Close
close-all = Close all
shortcuts = Keyboard shortcuts
about = About
cancel = Cancel
dismiss = Dismiss
browse = Choose…
all-forces = Any force
all = All
comma = { ", " }
empty-title = Drop government work reports here
empty-hint = One or dozens: a table of goals within seconds
empty-formats = Reads docx, doc, pdf, ofd, web pages, txt, tables and zip; works offline
drop-here = Release to open
group-unknown = Region not recognized
group-other = No report found
no-report-hint = No government work report was found in this text; right-click to close it
read-this = Read this report
compare-left = Put on the left side
compare-right = Put on the right side
goals-count = { $count }
goals-unsure = { $count } · { $unsure } unsure
goals-none = Nothing of this kind was found in these reports
goals-none-filtered = Nothing fits the filters
clear-filters = Clear filters
columns = Columns
group-none = Not grouped
group-report = By report
group-indicator = By indicator
all-indicators = All indicators
unsure-only = Unsure { $count }
unsure-hint = Not sure about this one; check the sentence
unsure-readings = Read as { $one } / { $other }; check the sentence
unsure-at = Unsure { $at }/{ $count }
unsure-walk = Only the unsure ones; F8 and F7 go to the next and the previous
status-alike = { $count }% read alike
board-no-passage = No goals passage was found
copy = Copy
copy-sentence = Copy sentence with source
copy-row = Copy row
copy-table = Copy whole table
only-indicator = Only this indicator
read-there = Show in the full text
source-hint = Click a row to see its sentence in the report
source-place = character { $at }
read-none = Open a report first
read-length = { $chars } characters
outline = Outline
outline-changed = { $percent }% changed
reports = Reports
outline-none = No headings found
find-hits = { $at } / { $count }
compare-above = Above
compare-above-none = No third report
compare-above-hint = Put a third report on the left, such as that of the level above; sentences without an answer are tinted
compare-none = Open two reports to read them side by side
choose-report = Choose a report
swap = Swap sides
diff-all = All
diff-numbers = Numbers
diff-bounds = Bounds
diff-wording = Wording
diff-new = New
diff-dropped = Dropped
diff-moved = Moved
next-difference = Next difference
previous-difference = Previous difference
class-same = Same
class-edited = Edited
class-related = Related
class-new = New
class-dropped = Dropped
class-moved = Moved
change-number = Number changed
change-bound = Bound or force changed
change-wording = Wording changed
likeness = { $percent }% sure of the pair
compare-hint = Click a sentence to see its counterpart; F7 and F8 walk the differences
comparing = Comparing…
sync = Scroll together
sync-hint = Hold Alt to scroll one side alone
copy-pair-hint = Ctrl+C copies both with sources
overview = Overview
status-empty = No reports open
status-goals = { $reports ->
    [one] 1 report
   *[other] { $reports } reports
 } · { $goals ->
    [one] 1 goal
   *[other] { $goals } goals
 }
status-unused = { $count } other numbers in the goals passages are no goals
status-compare = { $paired } pairs · { $new } new · { $dropped } dropped · { $moved } moved
idle = All done
job-load = Reading { $done }/{ $total }
job-compare = Comparing
job-export = Exporting
notices-more = { $count } more
notice-unreadable = “{ $name }” could not be opened: { $why }
notice-unreadable-files = { $count } files could not be opened; the import list says why and what to do
reason-missing = the file is not there any more; open it again from where it is now
reason-denied = no permission to read it; change its permissions or copy it elsewhere
reason-empty = the file is empty
reason-scripted = the page has no text of its own, a script fills it; open it in a browser, select all, and paste the text
reason-too-large = it has { $detail } MB, more than the limit of 256 MB; no report is that large
reason-not-text = it is not text; save it as docx or txt and open that
reason-unsupported = { $detail } files are not read; save the report as docx, pdf or txt and open that
reason-packed = { $detail } archives are not opened; unpack it and open the files or the folder
reason-picture = it is a picture ({ $detail }) and has no text; read it with a text recognition program first
reason-damaged = it is damaged; open it where it was made and save it again ({ $detail })
reason-encrypted = it is locked by a password; take the password off and open it again ({ $detail })
reason-scan = its { $detail } pages hold pictures and no text: it is a scan; read it with a text recognition program first
reason-bomb = it unpacks to more than 256 MB; no report is that large
reason-not-file = it is not a file but a pipe or a device; choose a file
reason-io = the system says: { $detail }
notice-nothing-inside = The folder “{ $name }” has no file that can be read
notice-no-file-dialog = This system has no dialog to choose files: use “Enter a path…” under “Open ▾”, or drop the files on the window (on Linux, installing zenity brings the dialog)
notice-already-open = “{ $name }” is the same as a file already open and was not opened twice
notice-no-report = “{ $name }” was read, but no government work report was found in it
notice-exported = Exported { $path }
notice-export-failed = { $path } could not be written: { $why }. A file that was there is unchanged
refusal-denied = this place may not be written to; choose another folder
refusal-full = the disk is full or over its quota; make room or choose another disk
refusal-gone = the folder is gone; choose a place again
refusal-name = this cannot be the name of a file; choose another
refusal-busy = another program has the file open (Excel or WPS, perhaps); close it there first
refusal-other = { $detail }
notice-settings = The settings could not be read and were reset; the old file is kept at { $path }
notice-failed = Something went wrong inside the program; everything else goes on: { $detail }
show-folder = Show folder
export-title = Export
export-what = Content
export-items = One row an item
export-board = Regions by indicators
export-which = Reports
export-all = All { $count } reports
export-selected = The { $count } selected
export-format = Format
export-where = Save as
export-replaces = A file of this name exists; Replace overwrites it
export-replace = Replace
export-picture = Picture
export-columns = Columns { $shown }/{ $all }
export-as-board = Columns, year and comparison as on the board
export-chart = With a bar chart
export-after = Afterwards
export-after-nothing = open nothing
export-after-folder = open its folder
export-after-file = open the file
export-go = Export
kind-reports = Reports
kind-all = All files
about-version = Version { $version }
about-privacy = No network, no data collected; the texts you open stay on this computer.
about-licence = Published under MIT or Apache-2.0; the face Noto Sans SC under OFL 1.1.
changes = Changes
key-find = Find or filter
key-board = On the board: accept, say it is no goal; typing corrects
key-views = Views: goals, compare, read
key-walk = Previous and next row
key-differences = Previous and next difference, or doubt
key-copy = Copy the selected row, sentence or text
key-all = Select all reports
key-zoom = Zoom in, out, actual size
account = Numbers not used { $count }{ $doubts ->
    [0] { "" }
   *[other] {" "}· { $doubts } that do not agree
}
account-hint = Every number of the goals passages that is no goal, and why. Click one to see its place.
imports = Import list
imports-hint = What each file was taken for, what is doubtful, how to set it right
status-imports = { $count ->
    [one] 1 file
   *[other] { $count } files
}
status-imports-failed = { $count } files · { $failed } not opened
imports-doubtful = Doubtful
imports-failed = Not opened
imports-empty = No files here
imports-waiting = waiting
imports-stopped = stopped before it was read
imports-closed = closed
imports-same = the same as “{ $name }”
imports-reports = { $count } reports in all
imports-unnamed = region or year not recognised; set it right
imports-close = Close
imports-fix = Set right…
imports-fixed = set right
imports-retry = Try again
imports-encoding = Encoding
imports-auto = as found
imports-region = Region
imports-year = Year
imports-no-report = No report
imports-apply = Apply
imports-reset = As found again
undo = Undo
redo = Redo
key-undo = Undo and redo what was set right
warn-no-report = no government work report was found
warn-no-goals = no passage that states goals was found
warn-cut-off = the text ends inside the report
warn-bad-characters = { $count } characters do not fit the encoding, the first in line { $line }
warn-repeated = { $count } further copies of the same report were left out
warn-pages-without-text = { $count } of { $pages } pages have no text; they may be scans
warn-pages-garbled = { $count } of { $pages } pages hold characters that the file does not explain
imports-twin = same region and year as “{ $name }”
imports-goals = { $count ->
    [one] 1 goal
   *[other] { $count } goals
}
warn-half-lost = { $count } places hold characters that lost a half (?!笆奈濉); “Set right…” can guess them
warn-cells-cut = { $count } texts fill a cell of the workbook to its limit of 32,767 characters; their ends are missing
warn-set-aside = { $count } readings in brackets (chǎn) or letters strewn over the text were set aside for the analysis
warn-mended = { $count } places of half-lost characters were guessed; check them
imports-mend = Guess half-lost characters by their context (the file itself is not changed)
warn-repaired = saved in the wrong encoding before; put right
read-split = Another report begins here
read-join = Join to the report before
imports-is-report = Take it as a report
imports-from-title = { $what } from the title
imports-from-name = { $what } from the file name
imports-from-folder = { $what } from the folder name
imports-column-text = Text in
imports-column-region = Region in
imports-column-year = Year in
imports-column-title = Title in
imports-column-none = none
imports-reopen = Open again
imports-close-twins = { $count ->
    [one] Close 1 duplicate
   *[other] Close { $count } duplicates
}
imports-close-twins-hint = Of reports of the same region and year only the first stays open; the others can be opened again here
view-words = Words
find-all-hint = Find in all reports
job-count = Parting words { $done }/{ $total }
notice-no-words = No words were read from “{ $name }”: save it as plain text, a word a line
words-topics = Topics
words-keys = Word list
words-find = Find
words-shared = Taken over
words-said = { $count ->
    [one] 1 report
   *[other] { $count } reports
} · { $measure }
words-firsts = ● first mention, ○ not in the region's report of the year before
words-counting = Counting…
words-no-topics = No topics to show: tick some in the menu of topics
words-topic-list = Topics { $shown }/{ $all }
words-edit = Edit
words-new-topic = New topic…
words-usual-topics = Shipped topics as they came
words-across-topics = Columns: topics
words-across-years = Columns: years
words-all-sections = whole text
words-trend = Lines
words-cloud = Cloud
words-again = Lay out again
words-latest = Latest year
words-as-words = Words
words-as-pattern = Regex
words-nearly = Nearly
words-numbers = List numbers too
words-stop = Stop words…
words-dictionaries = Own dictionaries…
words-edit-topic = Edit list…
words-hide-topic = Hide this column
words-cell = { $hits } counted, { $out } left out
    { $chars } characters, { $words } words
    { $with } of { $sentences } sentences
    { $in } of { $of } reports
words-first = ● first mention among the open reports
words-first-here = ○ not in the region's report of the year before
words-wrong = Wrong expression: { $why }
words-choose-cell = Click a cell to list its places here
words-choose-word = Click a word to list its places here
words-choose-sentence = Click a sentence to list where else it stands
words-type = Type in the field above
words-type-phrase = Type a phrase of four characters or more above
words-nowhere = Nothing found
words-in-reports = { $count ->
    [one] 1 report
   *[other] { $count } reports
}
words-lines = { $counted } places, { $reports } reports
words-lines-out = { $count } left out
words-by-report = by report
words-by-left = by left context
words-by-right = by right context
words-by-nearness = by nearness
words-filter-all = All
words-filter-counted = Counted
words-filter-out = Left out
words-exclude = Do not count “{ $word }”
words-include = Count “{ $word }” again
words-alone = no company
words-alone-hint = None of the words that must stand in the same sentence does; click to ask for none
words-elsewhere = How do others say it?
words-side = { $names }, { $words } words
words-other-side = against { $names }, { $words } words
words-and-others = { $names } and others, { $count } in all
words-none-before = no earlier report of the region is open; frequencies only
words-none-beside = no other report of the level and year is open; frequencies only
words-no-keys = No word reaches this level of significance
words-shared-hint = How much of a report stands in others
words-traced = { $name } against { $count ->
    [one] 1 report
   *[other] { $count } reports
} not later than it
words-no-others = No other report that is not later is open
words-own-only = Nowhere else
words-topic-name = Name
words-topic-how = A term a line. “-” in front: does not count, though a term stands inside (-营商环境). “+” behind: counts only where one of those words stands in the same sentence (平台+数字+互联网). “#”: a remark.
words-topic-hint = 低空经济
words-topic-counts = { $terms } terms, { $not } left out
words-load = Load a file…
words-save = Save as a file…
words-copy-topic = Make a copy
words-copy-of = { $name } (copy)
words-remove-topic = Remove topic
words-usual = As it came
words-not-loaded = Not loaded: { $why }
words-skipped = { $count ->
    [one] 1 line was not taken
   *[other] { $count } lines were not taken
}
words-skipped-line = Line { $line }: { $why }
skipped-empty = empty
skipped-again = stands before
skipped-many = too many words; not read from here on
skipped-long = too long, or no letters
skipped-number = the frequency is no number
words-stop-how = Stop words are not listed; they count as words all the same. A word a line.
words-dictionaries-how = Words of your own for parting texts, as jieba has them: a word a line, then its frequency and tag if you like. Remove and add a file that was changed.
words-remove = Remove
words-of-list = { $count ->
    [one] 1 word
   *[other] { $count } words
}
words-add-list = Add a file…
export-words = Words
export-trend = Topics over the years
export-cloud = Word cloud
export-words-picture = Picture of words
export-notes = How it was counted (lists, segmenter, denominators, fingerprints) is saved beside it as “…-notes.txt”
words-by-date = by date
words-one-word = Add a word, Enter
words-as-topic = Add as a column
words-find-hint = Type above; traditional and simplified, full and half width are one; * stands for up to twelve characters of a sentence, ? for one
words-pattern-hint = A regular expression; simplified characters, half-width digits, letters and %, full-width commas, colons and brackets
words-near-hint = Looks in all open reports for wordings with like pairs of characters, one place a sentence
words-only-selected = only in { $count ->
    [one] the selected one
   *[other] the { $count } selected
}
words-in-longer = inside longer words too
words-without = { $count ->
    [one] 1 more has no earlier report and is left out
   *[other] { $count } more have no earlier report and are left out
}
words-stars = Log-likelihood: * p ≤ 0.05, ** p ≤ 0.01, *** p ≤ 0.001

project-untitled = Untitled
project-button = Project: { $name }
project-new = New project
project-save = Save
project-save-as = Save as…
project-save-copy = Save a copy…
project-copy-name = { $name } copy
project-shrink = Make smaller
project-shrink-hint = Forgets the history and the texts of closed files; nothing can be undone after it
project-earlier = Untitled projects
project-recover = Recover into a new file
project-what = A project keeps the reports' texts, corrections, notes, rules, word lists and history; it opens on another machine without the source files. What you do from then on is saved at once.
project-missing = the file is not there any more; open it from where it is now
project-foreign = it is no project of Duizhao
project-newer = a newer version wrote it (format { $detail }); update the program and open it again
project-busy = it is open in another window or on another machine; close it there first
project-read-only = there is no permission to write it
project-full = the disk is full; make room
project-damaged = the file is damaged ({ $detail }); what can be read can be recovered into a new file, the old one stays
project-gone = the disk or the share does not answer; check the connection
notice-project-refused = The project “{ $path }” could not be opened: { $why }
notice-project-not-saved = It could not be saved to “{ $path }”: { $why }. Choose another place
notice-project-saved = Saved to { $path }; what you do from now on is saved at once
notice-project-copied = A copy was written to { $path }
notice-project-read-only = “{ $path }” cannot be written; this is an untitled copy: save it elsewhere to keep it
notice-project-recovered = Recovered from “{ $from }” into “{ $to }”; { $lost } places could not be read, the old file was not changed
notice-project-shrunk = The file went from { $before } KB to { $after } KB
notice-not-kept = What you did last is not on disk yet: { $why }. The program keeps trying; or
notice-crashed = The program ended by a fault last time; your work was kept. The log is in { $path }
undo = Undo
redo = Redo
history = History
history-menu = History…
history-none = Nothing was done yet
history-how = A click goes back there; what is struck through was undone
history-start = Start
history-open = { $count ->
    [one] Opened { $name }
   *[other] Opened { $count } files: { $name } …
}
history-close = { $count ->
    [one] Closed { $name }
   *[other] Closed { $count } files: { $name } …
}
history-again = Read { $name } again
history-order = Changed the order
history-fix = Set right how { $count ->
    [one] a file is
   *[other] { $count } files are
} read
history-accept = Accepted { $name }
history-reject = Set aside as no goal: { $name }
history-correct = Corrected { $name }
history-uncorrect = Took back what was said of { $name }
history-topics = Changed the topics
history-stop = Changed the stop words
history-dictionaries = Changed the lists of words
history-note = Note on { $name }
history-note-gone = Removed the note on { $name }
history-rule = Rule: { $name }
history-rule-gone = Took the rule away: { $name }
note = Note
notes = Notes
notes-menu = Notes…
notes-none = No notes yet; select words in the reading view and right-click
notes-closed = not open
note-hint = What to remember
note-add = Note
note-edit = Show the note
note-menu = Note…
note-remove = Remove the note
rules = Rules
rules-menu = Rules…
rules-load = Load rules…
rules-save = Save as text…
rules-file = rules.txt
rules-loaded = { $count } rules loaded; { $bad } lines are no rules (lines { $lines })
rule-make = Make a rule
rule-menu = Make a rule…
rule-how = A rule is words with numbers, X for each: 按增长X%安排. They are read so wherever they stand outside the review; see below what that changes, then apply. It can be undone.
rule-words = Words, X for a number
rule-no-goal = No goal
rule-unsound = It needs an X and at least two characters
rule-found = { $count ->
    [one] One place
   *[other] { $count } places
} in the open reports
rule-nothing = nothing
rule-before = before: { $what }
rule-apply = Apply the rule
rule-remove = Take the rule away
no-window = The window cannot be opened ({ $detail }). Mostly there is no display, or no graphics driver: install or update it; Linux needs libgl1 and libegl1. A machine without a display has duizhao-cli.
crash = The program has to close because of a fault. Your work is kept; open it again to go on. The log is in { $path }
export-audit = Audit bundle
export-audit-what = One page: the texts, fingerprints, each number leading to its words, with corrections, rules and notes; anyone can check a cell without this program
sign-as = Sign as
sign-as-hint = The name under corrections and notes; the system's user name where it is empty
still = Reduce motion
licences = Licences of the libraries
