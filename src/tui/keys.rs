//! The one table of keys: what each key does where, and the word that says so.
//!
//! Dispatch, the footer and the help screen all read it. It does not carry out anything, and it
//! holds no sentence: its labels are words of `lang`.

use unicode_normalization::UnicodeNormalization;

use crate::lang::keyword::KeyWord;
use crate::lang::screen::aside::Aside as AsideWord;
use crate::lang::screen::audit::Audit as AuditWord;
use crate::lang::screen::case::Case as CaseWord;
use crate::lang::screen::dossier::Dossier;
use crate::lang::screen::office::Office;
use crate::lang::screen::post::Post as PostWord;
use crate::lang::screen::prepare::Prepare;
use crate::lang::screen::record::Record as RecordWord;
use crate::lang::screen::retention::Retention as RetentionWord;
use crate::lang::screen::rooms::Rooms;
use crate::lang::screen::setting::Setting as SettingWord;
use crate::lang::screen::staff::Staff as StaffWord;
use crate::lang::screen::today::Today as TodayWord;
use crate::lang::screen::words::Word;
use crate::tui::room::Room;

/// A key as the program knows it; text goes another way (`Input::Text`).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Key {
    /// A plain letter or sign, used as a command where no text is typed.
    Letter(char),
    /// A letter with Ctrl.
    Ctrl(char),
    /// A function key.
    F(u8),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift with Tab.
    BackTab,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Ctrl with arrow left.
    WordLeft,
    /// Ctrl with arrow right.
    WordRight,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
}

impl Key {
    /// Returns the command letter that a text stands for, full-width forms folded to ASCII.
    ///
    /// Only a single character can be a command: a paste never is.
    pub fn of_text(text: &str) -> Option<Key> {
        let mut chars = text.nfkc();
        match (chars.next(), chars.next()) {
            (Some(c), None) if c.is_ascii_graphic() || c == ' ' => Some(Key::Letter(c)),
            _ => None,
        }
    }

    /// Returns the name of the key in ASCII, as the footer and the help print it.
    pub fn name(self) -> String {
        match self {
            Key::Letter(' ') => "Space".into(),
            Key::Letter(c) => c.to_string(),
            Key::Ctrl(c) => format!("Ctrl+{}", c.to_ascii_uppercase()),
            Key::F(n) => format!("F{n}"),
            Key::Enter => "Enter".into(),
            Key::Esc => "Esc".into(),
            Key::Tab => "Tab".into(),
            Key::BackTab => "Shift+Tab".into(),
            Key::Up => "Up".into(),
            Key::Down => "Down".into(),
            Key::Left => "Left".into(),
            Key::Right => "Right".into(),
            Key::WordLeft => "Ctrl+Left".into(),
            Key::WordRight => "Ctrl+Right".into(),
            Key::Home => "Home".into(),
            Key::End => "End".into(),
            Key::PageUp => "PgUp".into(),
            Key::PageDown => "PgDn".into(),
            Key::Backspace => "Backspace".into(),
            Key::Delete => "Delete".into(),
        }
    }
}

/// Where a key means something.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Place {
    /// On every screen.
    Anywhere,
    /// Wherever no text is being typed.
    Command,
    /// In a one-line text field that Enter leaves for the next one.
    Onward,
    /// In a one-line text field.
    Line,
    /// In a text field of many lines.
    Page,
    /// On a choice between a few named options inside a form.
    Choice,
    /// On the state of a field that takes text once somebody types.
    State,
    /// On one of several things to tick inside a form.
    Several,
    /// On one of several things to tick in an answer.
    Ticks,
    /// On a button of a form.
    Button,
    /// On the passphrase at the closed door.
    Door,
    /// In a form, where text to look at may stand above or beside what is filled in.
    Beside,
    /// In a form, on any of its pieces but the button.
    Piece,
    /// In a form, whatever its focus.
    Form,
    /// In a form whose text is kept until it is saved.
    Kept,
    /// Where forms wait whose text was not saved.
    Unsaved,
    /// Where it is told that parcels lie unopened.
    Lying,
    /// In a list of rows, to take one.
    List,
    /// In any list of rows, to move.
    Moves,
    /// In a text that is only read.
    Reader,
    /// In a question with a yes and a no.
    Question,
    /// In what is to be done today.
    Today,
    /// In one handover.
    Dossier,
    /// In one handover this office receives.
    Content,
    /// In one handover before anything is offered.
    Preparing,
    /// In one handover of a case of this office.
    Giving,
    /// In a paper for the person.
    Paper,
    /// On the items of a consent that is being recorded.
    Asking,
    /// In every room that is reached through the menu.
    Rooms,
    /// In the menu of rooms.
    Menu,
    /// In a list with a filter.
    Listing,
    /// While a filter is typed.
    Filter,
    /// In the list of other offices.
    Offices,
    /// In the list of the staff.
    Staff,
    /// In the list of what is kept.
    Retention,
    /// In the receipts of what was destroyed.
    Receipts,
    /// In the visits of a case.
    Visits,
    /// In what is kept beside a handover.
    Aside,
    /// In the audit log.
    Audit,
    /// In the list of records of giving and receiving.
    Records,
    /// In one of them.
    Record,
    /// In a consent form.
    Scan,
    /// In the record of a copy.
    CopyRecord,
    /// In the mailbox.
    Post,
    /// In the office's settings.
    Settings,
    /// In the list of cases.
    Cases,
    /// In a table of which rows may be refused.
    Refused,
    /// In one case.
    Case,
    /// In one case that may be written.
    CaseWrite,
    /// In one case that may be handed over.
    CaseBegin,
    /// A handover that came to nothing: the next one of the same case.
    NextOne,
    /// In one case, to see what was changed.
    CasePast,
    /// In a list with the text of its selected row beside it, to move.
    Panes,
    /// In what a file would bring.
    Import,
    /// In what a file would bring of somebody who may be here.
    Same,
    /// In what a table would bring, on its columns.
    Columns,
    /// In the working notes of a case.
    Notes,
    /// In the answer to a field, whatever its kind.
    Answer,
    /// In an answer that is not a text of many lines.
    AnswerJump,
    /// In a row of an answer, to which rows can be added.
    AnswerRow,
    /// In the list of handovers.
    Handovers,
    /// In the choice of an office for a handover.
    PickOffice,
}

/// What a key does.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Action {
    /// Opens the help for this screen.
    Help,
    /// Leaves the top layer, or goes one step back.
    Back,
    /// Asks whether to quit.
    Quit,
    /// Locks the program.
    Lock,
    /// Switches to the other language.
    Language,
    /// Gives the terminal back to the shell for a while.
    Suspend,
    /// Goes to the next field.
    Next,
    /// Goes to the field before.
    Previous,
    /// Goes on with what has been filled in.
    Proceed,
    /// Presses the button or takes the selected row.
    Choose,
    /// Selects the option or row before.
    Up,
    /// Selects the option or row after.
    Down,
    /// Goes one page up.
    PageUp,
    /// Goes one page down.
    PageDown,
    /// Goes to the first row.
    First,
    /// Goes to the last row.
    Last,
    /// Moves the caret one character left.
    Left,
    /// Moves the caret one character right.
    Right,
    /// Moves the caret one word left.
    WordLeft,
    /// Moves the caret one word right.
    WordRight,
    /// Moves the caret one line up.
    LineUp,
    /// Moves the caret one line down.
    LineDown,
    /// Moves the caret to the start of the line.
    LineStart,
    /// Moves the caret to the end of the line.
    LineEnd,
    /// Starts a new line.
    NewLine,
    /// Deletes the character before the caret.
    DeleteBack,
    /// Takes away what stands before the caret in its row.
    DeleteToStart,
    /// Deletes the character after the caret.
    DeleteForward,
    /// Takes the next of the days a text may mean.
    WhichDay,
    /// Says that what looks like a secret is none.
    NotASecret,
    /// Takes the last edit back.
    Undo,
    /// Does again what was taken back.
    Redo,
    /// Says yes to a question.
    Yes,
    /// Says no to a question.
    No,
    /// Collects what came and sends what waits.
    Sync,
    /// Goes to the next pane.
    NextPane,
    /// Goes to the pane before.
    PreviousPane,
    /// Scrolls the text beside the list up.
    ScrollUp,
    /// Scrolls the text beside the list down.
    ScrollDown,
    /// Acknowledges every section that nobody has read.
    AcknowledgeAll,
    /// Takes what is suggested for the selected thing.
    TakeSuggested,
    /// Says that the selected section is not for this office.
    NotForUs,
    /// Asks about the selected section.
    Ask,
    /// Goes on to another office of a sample town.
    SwitchOffice,
    /// Ticks or unticks one of several things.
    Toggle,
    /// Ticks all of several things, or unticks all.
    ToggleAll,
    /// Opens the menu of rooms.
    Menu,
    /// Goes to a room.
    Go(Room),
    /// Begins to type a filter.
    Filter,
    /// Ends typing the filter and keeps it.
    ToList,
    /// Empties the filter.
    ClearFilter,
    /// Begins a handover.
    Begin,
    /// Compares a fingerprint.
    Verify,
    /// Reads a card.
    Keep,
    /// Changes what this office says of itself.
    EditOwn,
    /// Writes down an office without the program.
    OnPaper,
    /// Trusts an office no more.
    Revoke,
    /// Writes the own card.
    Write,
    /// Adds a member of staff.
    Add,
    /// Changes the own passphrase.
    Passphrase,
    /// Shuts out a member of staff who has left.
    ShutOut,
    /// Makes a new recovery sheet.
    NewSheet,
    /// Lists what is kept, and until when.
    Retention,
    /// Destroys what has been kept for its time.
    Shred,
    /// Shows the receipts of what was destroyed.
    Receipts,
    /// Reads a file of another program.
    Import,
    /// Says that it is the person of the selected case.
    Same,
    /// Says of which era the years of a column are that stand without one.
    Era,
    /// Says whose table it is.
    Whose,
    /// Takes the columns of a table by their headings again.
    ByHeading,
    /// Writes a case into a file.
    Export,
    /// Attaches a file to a case.
    Attach,
    /// Writes down what was told of a copy.
    TellOfCopy,
    /// Writes down whether a printed sheet was given to the person.
    TellOfSheet,
    /// Writes down that the person takes back what a form gives.
    TakeBack,
    /// Writes an attached file to the disk.
    SaveFile,
    /// Takes an attached file away.
    Detach,
    /// Sends both logs whole.
    SendAll,
    /// Gives up entries of this office that are lost.
    GiveUp,
    /// Checks the whole log.
    VerifyLog,
    /// Says which lines of the log are to be shown.
    Wanted,
    /// Sets the shared folder.
    SetFolder,
    /// Opens the working notes.
    Notes,
    /// Goes on to the next state of a field.
    State,
    /// Adds a row to a table.
    AddRow,
    /// Shows where a value is from, to change it.
    Origin,
    /// Shows what was changed.
    Changes,
    /// Throws away what was typed.
    Discard,
    /// Says that an office did not send what lies unopened in its name.
    NotSent,
    /// Takes a setting back to the usual.
    Reset,
    /// Shows the explanation of what is ticked.
    Explain,
    /// Shows the page the person keeps.
    PersonPage,
    /// Shows what this office keeps for itself beside a handover.
    Aside,
    /// Shows the visits of a case.
    Visits,
}

/// How prominent a row of the table is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shown {
    /// In the footer and in the help.
    Footer,
    /// In the help; in the footer with the key for the way back as one hint, under this name.
    Pair(KeyWord),
    /// In the help only.
    Help,
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Where it holds.
    pub place: Place,
    /// The keys, the one to show first; at least one of them is no letter.
    pub keys: &'static [Key],
    /// What they do.
    pub action: Action,
    /// What the footer and the help call it.
    pub label: KeyWord,
    /// Where it is shown.
    pub shown: Shown,
}

const fn bar(place: Place, keys: &'static [Key], action: Action, label: KeyWord) -> Row {
    Row {
        place,
        keys,
        action,
        label,
        shown: Shown::Footer,
    }
}

const fn pair(
    place: Place,
    keys: &'static [Key],
    action: Action,
    label: KeyWord,
    both: KeyWord,
) -> Row {
    Row {
        place,
        keys,
        action,
        label,
        shown: Shown::Pair(both),
    }
}

const fn help(place: Place, keys: &'static [Key], action: Action, label: KeyWord) -> Row {
    Row {
        place,
        keys,
        action,
        label,
        shown: Shown::Help,
    }
}

/// Every key of the program.
pub const TABLE: &[Row] = &[
    bar(Place::Door, &[Key::Enter], Action::Choose, KeyWord::Open),
    bar(
        Place::Form,
        &[Key::F(10), Key::Ctrl('s')],
        Action::Proceed,
        KeyWord::Proceed,
    ),
    bar(Place::Piece, &[Key::Tab], Action::Next, KeyWord::NextField),
    help(
        Place::Piece,
        &[Key::BackTab],
        Action::Previous,
        KeyWord::PreviousField,
    ),
    bar(
        Place::Onward,
        &[Key::Enter],
        Action::Next,
        KeyWord::NextField,
    ),
    help(Place::Line, &[Key::Down], Action::Next, KeyWord::NextField),
    help(
        Place::Line,
        &[Key::Up],
        Action::Previous,
        KeyWord::PreviousField,
    ),
    help(Place::Line, &[Key::Left], Action::Left, KeyWord::CaretLeft),
    help(
        Place::Line,
        &[Key::Right],
        Action::Right,
        KeyWord::CaretRight,
    ),
    help(
        Place::Line,
        &[Key::WordLeft],
        Action::WordLeft,
        KeyWord::WordLeft,
    ),
    help(
        Place::Line,
        &[Key::WordRight],
        Action::WordRight,
        KeyWord::WordRight,
    ),
    help(
        Place::Line,
        &[Key::Home, Key::Ctrl('a')],
        Action::LineStart,
        KeyWord::LineStart,
    ),
    help(
        Place::Line,
        &[Key::End, Key::Ctrl('e')],
        Action::LineEnd,
        KeyWord::LineEnd,
    ),
    help(
        Place::Line,
        &[Key::Backspace],
        Action::DeleteBack,
        KeyWord::DeleteBack,
    ),
    help(
        Place::Line,
        &[Key::Delete, Key::Ctrl('d')],
        Action::DeleteForward,
        KeyWord::DeleteForward,
    ),
    help(
        Place::Line,
        &[Key::Ctrl('u')],
        Action::DeleteToStart,
        KeyWord::DeleteToStart,
    ),
    help(
        Place::Line,
        &[Key::F(8)],
        Action::WhichDay,
        KeyWord::WhichDay,
    ),
    help(Place::Line, &[Key::Ctrl('z')], Action::Undo, KeyWord::Undo),
    help(Place::Line, &[Key::Ctrl('y')], Action::Redo, KeyWord::Redo),
    help(
        Place::Page,
        &[Key::Enter],
        Action::NewLine,
        KeyWord::NewLine,
    ),
    help(Place::Page, &[Key::Up], Action::LineUp, KeyWord::LineUp),
    help(
        Place::Page,
        &[Key::Down],
        Action::LineDown,
        KeyWord::LineDown,
    ),
    help(Place::Page, &[Key::Left], Action::Left, KeyWord::CaretLeft),
    help(
        Place::Page,
        &[Key::Right],
        Action::Right,
        KeyWord::CaretRight,
    ),
    help(
        Place::Page,
        &[Key::WordLeft],
        Action::WordLeft,
        KeyWord::WordLeft,
    ),
    help(
        Place::Page,
        &[Key::WordRight],
        Action::WordRight,
        KeyWord::WordRight,
    ),
    help(
        Place::Page,
        &[Key::Home, Key::Ctrl('a')],
        Action::LineStart,
        KeyWord::LineStart,
    ),
    help(
        Place::Page,
        &[Key::End, Key::Ctrl('e')],
        Action::LineEnd,
        KeyWord::LineEnd,
    ),
    help(Place::Page, &[Key::PageUp], Action::PageUp, KeyWord::PageUp),
    help(
        Place::Page,
        &[Key::PageDown],
        Action::PageDown,
        KeyWord::PageDown,
    ),
    help(
        Place::Page,
        &[Key::Backspace],
        Action::DeleteBack,
        KeyWord::DeleteBack,
    ),
    help(
        Place::Page,
        &[Key::Delete, Key::Ctrl('d')],
        Action::DeleteForward,
        KeyWord::DeleteForward,
    ),
    help(
        Place::Page,
        &[Key::Ctrl('u')],
        Action::DeleteToStart,
        KeyWord::DeleteToStart,
    ),
    help(Place::Page, &[Key::Ctrl('z')], Action::Undo, KeyWord::Undo),
    help(Place::Page, &[Key::Ctrl('y')], Action::Redo, KeyWord::Redo),
    pair(
        Place::Choice,
        &[Key::Right, Key::Letter('l')],
        Action::Down,
        KeyWord::NextOption,
        KeyWord::Pick,
    ),
    help(
        Place::Choice,
        &[Key::Left, Key::Letter('h')],
        Action::Up,
        KeyWord::PreviousOption,
    ),
    help(
        Place::Choice,
        &[Key::Enter, Key::Down],
        Action::Next,
        KeyWord::NextField,
    ),
    help(
        Place::Choice,
        &[Key::Up],
        Action::Previous,
        KeyWord::PreviousField,
    ),
    help(Place::State, &[Key::Ctrl('z')], Action::Undo, KeyWord::Undo),
    bar(
        Place::Several,
        &[Key::Enter, Key::Letter(' ')],
        Action::Toggle,
        KeyWord::Toggle,
    ),
    bar(
        Place::Several,
        &[Key::F(6), Key::Letter('a')],
        Action::ToggleAll,
        KeyWord::ToggleAll,
    ),
    pair(
        Place::Several,
        &[Key::Down, Key::Letter('j')],
        Action::Down,
        KeyWord::RowDown,
        KeyWord::Move,
    ),
    help(
        Place::Several,
        &[Key::Up, Key::Letter('k')],
        Action::Up,
        KeyWord::RowUp,
    ),
    bar(
        Place::Ticks,
        &[Key::Enter, Key::Letter(' ')],
        Action::Toggle,
        KeyWord::Toggle,
    ),
    help(
        Place::Ticks,
        &[Key::Down, Key::Letter('j')],
        Action::Next,
        KeyWord::RowDown,
    ),
    help(
        Place::Ticks,
        &[Key::Up, Key::Letter('k')],
        Action::Previous,
        KeyWord::RowUp,
    ),
    bar(Place::Button, &[Key::Enter], Action::Choose, KeyWord::Press),
    help(
        Place::Button,
        &[Key::Up, Key::BackTab],
        Action::Previous,
        KeyWord::PreviousField,
    ),
    help(
        Place::Button,
        &[Key::Down, Key::Tab],
        Action::Next,
        KeyWord::NextField,
    ),
    bar(Place::List, &[Key::Enter], Action::Choose, KeyWord::Choose),
    pair(
        Place::Moves,
        &[Key::Down, Key::Letter('j')],
        Action::Down,
        KeyWord::RowDown,
        KeyWord::Move,
    ),
    help(
        Place::Moves,
        &[Key::Up, Key::Letter('k')],
        Action::Up,
        KeyWord::RowUp,
    ),
    help(
        Place::Moves,
        &[Key::PageDown],
        Action::PageDown,
        KeyWord::PageDown,
    ),
    help(
        Place::Moves,
        &[Key::PageUp],
        Action::PageUp,
        KeyWord::PageUp,
    ),
    help(
        Place::Moves,
        &[Key::Home, Key::Letter('g')],
        Action::First,
        KeyWord::FirstRow,
    ),
    help(
        Place::Moves,
        &[Key::End, Key::Letter('G')],
        Action::Last,
        KeyWord::LastRow,
    ),
    pair(
        Place::Reader,
        &[Key::Down, Key::Letter('j')],
        Action::Down,
        KeyWord::LineDown,
        KeyWord::Move,
    ),
    help(
        Place::Reader,
        &[Key::Up, Key::Letter('k')],
        Action::Up,
        KeyWord::LineUp,
    ),
    help(
        Place::Reader,
        &[Key::PageDown],
        Action::PageDown,
        KeyWord::PageDown,
    ),
    help(
        Place::Reader,
        &[Key::PageUp],
        Action::PageUp,
        KeyWord::PageUp,
    ),
    help(
        Place::Reader,
        &[Key::Home],
        Action::First,
        KeyWord::FirstRow,
    ),
    help(Place::Reader, &[Key::End], Action::Last, KeyWord::LastRow),
    bar(
        Place::Question,
        &[Key::F(10), Key::Letter('y')],
        Action::Yes,
        KeyWord::Yes,
    ),
    bar(
        Place::Question,
        &[Key::Enter, Key::Letter('n')],
        Action::No,
        KeyWord::No,
    ),
    help(
        Place::Kept,
        &[Key::F(4)],
        Action::Discard,
        KeyWord::Of(Word::Case(CaseWord::KeyDiscard)),
    ),
    help(
        Place::Unsaved,
        &[Key::F(4)],
        Action::Discard,
        KeyWord::Of(Word::Case(CaseWord::KeyDiscard)),
    ),
    help(
        Place::Lying,
        &[Key::F(6)],
        Action::NotSent,
        KeyWord::Of(Word::Today(TodayWord::KeyNotSent)),
    ),
    bar(Place::Today, &[Key::Enter], Action::Choose, KeyWord::Open),
    bar(
        Place::Today,
        &[Key::F(5), Key::Ctrl('r')],
        Action::Sync,
        KeyWord::Sync,
    ),
    bar(Place::Dossier, &[Key::Enter], Action::Choose, KeyWord::Do),
    bar(
        Place::Dossier,
        &[Key::Tab, Key::Right, Key::Letter('l')],
        Action::NextPane,
        KeyWord::NextPane,
    ),
    help(
        Place::Dossier,
        &[Key::BackTab, Key::Left, Key::Letter('h')],
        Action::PreviousPane,
        KeyWord::PreviousPane,
    ),
    help(
        Place::Dossier,
        &[Key::Down, Key::Letter('j')],
        Action::Down,
        KeyWord::RowDown,
    ),
    help(
        Place::Dossier,
        &[Key::Up, Key::Letter('k')],
        Action::Up,
        KeyWord::RowUp,
    ),
    help(
        Place::Dossier,
        &[Key::PageDown],
        Action::ScrollDown,
        KeyWord::ScrollDown,
    ),
    help(
        Place::Dossier,
        &[Key::PageUp],
        Action::ScrollUp,
        KeyWord::ScrollUp,
    ),
    help(
        Place::Dossier,
        &[Key::Home, Key::Letter('g')],
        Action::First,
        KeyWord::FirstRow,
    ),
    help(
        Place::Dossier,
        &[Key::End, Key::Letter('G')],
        Action::Last,
        KeyWord::LastRow,
    ),
    bar(
        Place::Content,
        &[Key::F(7), Key::Letter('a')],
        Action::AcknowledgeAll,
        KeyWord::AcknowledgeAll,
    ),
    bar(
        Place::Content,
        &[Key::F(8), Key::Letter('q')],
        Action::Ask,
        KeyWord::Ask,
    ),
    help(
        Place::Content,
        &[Key::F(6), Key::Letter('n')],
        Action::NotForUs,
        KeyWord::NotForUs,
    ),
    bar(
        Place::Asking,
        &[Key::F(7)],
        Action::Explain,
        KeyWord::Of(Word::Prepare(Prepare::KeyExplain)),
    ),
    help(
        Place::Giving,
        &[Key::F(6), Key::Letter('p')],
        Action::PersonPage,
        KeyWord::Of(Word::Prepare(Prepare::KeyPersonPage)),
    ),
    bar(
        Place::Paper,
        &[Key::F(6), Key::Letter('x')],
        Action::Export,
        KeyWord::Of(Word::Prepare(Prepare::KeyToFile)),
    ),
    bar(
        Place::Preparing,
        &[Key::F(7), Key::Letter('a')],
        Action::AcknowledgeAll,
        KeyWord::Of(Word::Dossier(Dossier::KeyConfirm)),
    ),
    bar(
        Place::Preparing,
        &[Key::F(8), Key::Letter('i')],
        Action::TakeSuggested,
        KeyWord::Of(Word::Prepare(Prepare::KeySuggested)),
    ),
    help(
        Place::Dossier,
        &[Key::F(4), Key::Letter('s')],
        Action::SaveFile,
        KeyWord::Of(Word::Case(CaseWord::KeySaveFile)),
    ),
    help(
        Place::Dossier,
        &[Key::F(5), Key::Ctrl('r')],
        Action::Sync,
        KeyWord::Sync,
    ),
    help(
        Place::Dossier,
        &[Key::F(3), Key::Letter('t')],
        Action::Aside,
        KeyWord::Of(Word::Aside(AsideWord::Key)),
    ),
    help(
        Place::Case,
        &[Key::Tab, Key::Letter('v')],
        Action::Visits,
        KeyWord::Of(Word::Aside(AsideWord::Visits)),
    ),
    bar(
        Place::Visits,
        &[Key::Enter],
        Action::Choose,
        KeyWord::Of(Word::Aside(AsideWord::KeyWrite)),
    ),
    bar(
        Place::Visits,
        &[Key::F(7), Key::Letter('a')],
        Action::Add,
        KeyWord::Of(Word::Aside(AsideWord::KeyVisit)),
    ),
    bar(
        Place::Visits,
        &[Key::F(8), Key::Letter('h')],
        Action::Begin,
        KeyWord::Of(Word::Aside(AsideWord::KeyBegin)),
    ),
    bar(
        Place::Aside,
        &[Key::Enter],
        Action::Choose,
        KeyWord::Of(Word::Aside(AsideWord::KeyWrite)),
    ),
    bar(
        Place::Aside,
        &[Key::F(7), Key::Letter('a')],
        Action::Add,
        KeyWord::Of(Word::Aside(AsideWord::KeyAdd)),
    ),
    bar(
        Place::Aside,
        &[Key::F(8), Key::Letter('n')],
        Action::AddRow,
        KeyWord::Of(Word::Aside(AsideWord::KeyTask)),
    ),
    bar(
        Place::Aside,
        &[Key::Tab, Key::Right, Key::Letter('l')],
        Action::NextPane,
        KeyWord::Of(Word::Aside(AsideWord::KeyOther)),
    ),
    help(
        Place::Aside,
        &[Key::BackTab, Key::Left, Key::Letter('h')],
        Action::PreviousPane,
        KeyWord::Of(Word::Aside(AsideWord::KeyOther)),
    ),
    bar(
        Place::Filter,
        &[Key::Enter, Key::Down],
        Action::ToList,
        KeyWord::ToList,
    ),
    help(
        Place::Filter,
        &[Key::Ctrl('u')],
        Action::ClearFilter,
        KeyWord::ClearFilter,
    ),
    help(
        Place::Filter,
        &[Key::Left],
        Action::Left,
        KeyWord::CaretLeft,
    ),
    help(
        Place::Filter,
        &[Key::Right],
        Action::Right,
        KeyWord::CaretRight,
    ),
    help(
        Place::Filter,
        &[Key::WordLeft],
        Action::WordLeft,
        KeyWord::WordLeft,
    ),
    help(
        Place::Filter,
        &[Key::WordRight],
        Action::WordRight,
        KeyWord::WordRight,
    ),
    help(
        Place::Filter,
        &[Key::Home, Key::Ctrl('a')],
        Action::LineStart,
        KeyWord::LineStart,
    ),
    help(
        Place::Filter,
        &[Key::End, Key::Ctrl('e')],
        Action::LineEnd,
        KeyWord::LineEnd,
    ),
    help(
        Place::Filter,
        &[Key::Backspace],
        Action::DeleteBack,
        KeyWord::DeleteBack,
    ),
    help(
        Place::Filter,
        &[Key::Delete, Key::Ctrl('d')],
        Action::DeleteForward,
        KeyWord::DeleteForward,
    ),
    help(
        Place::Filter,
        &[Key::Ctrl('z')],
        Action::Undo,
        KeyWord::Undo,
    ),
    help(
        Place::Filter,
        &[Key::Ctrl('y')],
        Action::Redo,
        KeyWord::Redo,
    ),
    bar(
        Place::Offices,
        &[Key::F(6), Key::Letter('v')],
        Action::Verify,
        KeyWord::Verify,
    ),
    bar(
        Place::Offices,
        &[Key::F(7), Key::Letter('a')],
        Action::Keep,
        KeyWord::Keep,
    ),
    bar(
        Place::Offices,
        &[Key::F(8), Key::Letter('w')],
        Action::Write,
        KeyWord::Write,
    ),
    bar(
        Place::Offices,
        &[Key::F(4), Key::Letter('e')],
        Action::EditOwn,
        KeyWord::Of(Word::Office(Office::EditKey)),
    ),
    bar(
        Place::Offices,
        &[Key::F(5), Key::Letter('p')],
        Action::OnPaper,
        KeyWord::Of(Word::Office(Office::PaperKey)),
    ),
    bar(
        Place::Offices,
        &[Key::Delete, Key::Letter('r')],
        Action::Revoke,
        KeyWord::Of(Word::Office(Office::KeyRevoke)),
    ),
    bar(
        Place::Staff,
        &[Key::F(7), Key::Letter('a')],
        Action::Add,
        KeyWord::Add,
    ),
    bar(
        Place::Staff,
        &[Key::F(8), Key::Letter('p')],
        Action::Passphrase,
        KeyWord::Passphrase,
    ),
    bar(
        Place::Staff,
        &[Key::F(6), Key::Letter('s')],
        Action::NewSheet,
        KeyWord::Of(Word::Staff(StaffWord::KeySheet)),
    ),
    bar(
        Place::Staff,
        &[Key::Delete, Key::Letter('l')],
        Action::ShutOut,
        KeyWord::Of(Word::Staff(StaffWord::KeyLeave)),
    ),
    bar(
        Place::Records,
        &[Key::Enter],
        Action::Choose,
        KeyWord::Of(Word::Record(RecordWord::KeyWhole)),
    ),
    bar(
        Place::Records,
        &[Key::F(6), Key::Letter('x')],
        Action::Export,
        KeyWord::Of(Word::Prepare(Prepare::KeyToFile)),
    ),
    bar(
        Place::Records,
        &[Key::Tab, Key::Right, Key::Letter('l')],
        Action::NextPane,
        KeyWord::Of(Word::Record(RecordWord::KeyNext)),
    ),
    help(
        Place::Records,
        &[Key::BackTab, Key::Left, Key::Letter('h')],
        Action::PreviousPane,
        KeyWord::Of(Word::Record(RecordWord::KeyPrevious)),
    ),
    bar(
        Place::Record,
        &[Key::Enter],
        Action::Choose,
        KeyWord::Of(Word::Record(RecordWord::KeyDossier)),
    ),
    bar(
        Place::CopyRecord,
        &[Key::F(4), Key::Letter('a')],
        Action::TellOfCopy,
        KeyWord::Of(Word::Record(RecordWord::KeyCopyTold)),
    ),
    bar(
        Place::Scan,
        &[Key::F(4), Key::Letter('a')],
        Action::Attach,
        KeyWord::Of(Word::Record(RecordWord::KeyScan)),
    ),
    bar(
        Place::Scan,
        &[Key::F(6), Key::Letter('g')],
        Action::TellOfSheet,
        KeyWord::Of(Word::Record(RecordWord::KeySheetTold)),
    ),
    bar(
        Place::Scan,
        &[Key::F(7), Key::Letter('w')],
        Action::TakeBack,
        KeyWord::Of(Word::Record(RecordWord::KeyTakeBack)),
    ),
    bar(
        Place::Scan,
        &[Key::F(5), Key::Letter('s')],
        Action::SaveFile,
        KeyWord::Of(Word::Record(RecordWord::KeySaveScan)),
    ),
    bar(
        Place::Retention,
        &[Key::Delete],
        Action::Shred,
        KeyWord::Of(Word::Retention(RetentionWord::KeyShred)),
    ),
    bar(
        Place::Retention,
        &[Key::F(7), Key::Letter('c')],
        Action::Receipts,
        KeyWord::Of(Word::Retention(RetentionWord::KeyReceipts)),
    ),
    bar(
        Place::Receipts,
        &[Key::F(6), Key::Letter('x')],
        Action::Export,
        KeyWord::Of(Word::Prepare(Prepare::KeyToFile)),
    ),
    bar(
        Place::Audit,
        &[Key::F(4), Key::Letter('n')],
        Action::Wanted,
        KeyWord::Of(Word::Audit(AuditWord::KeyWanted)),
    ),
    bar(
        Place::Audit,
        &[Key::F(7), Key::Letter('v')],
        Action::VerifyLog,
        KeyWord::VerifyLog,
    ),
    bar(
        Place::Audit,
        &[Key::F(8), Key::Letter('c')],
        Action::Receipts,
        KeyWord::Of(Word::Retention(RetentionWord::KeyReceipts)),
    ),
    bar(
        Place::Settings,
        &[Key::Enter],
        Action::Choose,
        KeyWord::Of(Word::Setting(SettingWord::KeyChange)),
    ),
    bar(
        Place::Settings,
        &[Key::F(7), Key::Letter('a')],
        Action::Add,
        KeyWord::Of(Word::Setting(SettingWord::KeyCity)),
    ),
    bar(
        Place::Settings,
        &[Key::F(8), Key::Letter('u')],
        Action::Reset,
        KeyWord::Of(Word::Setting(SettingWord::KeyReset)),
    ),
    bar(
        Place::Handovers,
        &[Key::F(7), Key::Letter('n')],
        Action::Begin,
        KeyWord::Of(Word::Prepare(Prepare::KeyBegin)),
    ),
    bar(
        Place::PickOffice,
        &[Key::F(6), Key::Letter('v')],
        Action::Verify,
        KeyWord::Of(Word::Prepare(Prepare::KeyOffices)),
    ),
    help(
        Place::Beside,
        &[Key::PageDown],
        Action::ScrollDown,
        KeyWord::ScrollDown,
    ),
    help(
        Place::Beside,
        &[Key::PageUp],
        Action::ScrollUp,
        KeyWord::ScrollUp,
    ),
    help(Place::Post, &[Key::Enter], Action::Choose, KeyWord::Open),
    bar(
        Place::Post,
        &[Key::F(7), Key::Letter('s')],
        Action::SetFolder,
        KeyWord::SetFolder,
    ),
    help(
        Place::Post,
        &[Key::F(8), Key::Letter('e')],
        Action::SendAll,
        KeyWord::Of(Word::Post(PostWord::KeyAll)),
    ),
    help(
        Place::Post,
        &[Key::F(6), Key::Letter('x')],
        Action::GiveUp,
        KeyWord::Of(Word::Post(PostWord::KeyGiveUp)),
    ),
    bar(
        Place::Post,
        &[Key::F(5), Key::Ctrl('r')],
        Action::Sync,
        KeyWord::Sync,
    ),
    bar(
        Place::Listing,
        &[Key::F(3), Key::Letter('/')],
        Action::Filter,
        KeyWord::Filter,
    ),
    bar(
        Place::Rooms,
        &[Key::F(2), Key::Letter('m')],
        Action::Menu,
        KeyWord::Menu,
    ),
    help(
        Place::Rooms,
        &[Key::Letter('1')],
        Action::Go(Room::Today),
        KeyWord::Of(Word::Rooms(Rooms::Today)),
    ),
    help(
        Place::Rooms,
        &[Key::Letter('2')],
        Action::Go(Room::Cases),
        KeyWord::Of(Word::Rooms(Rooms::Cases)),
    ),
    help(
        Place::Rooms,
        &[Key::Letter('3')],
        Action::Go(Room::Handovers),
        KeyWord::Of(Word::Rooms(Rooms::Handovers)),
    ),
    help(
        Place::Rooms,
        &[Key::Letter('4')],
        Action::Go(Room::Post),
        KeyWord::Of(Word::Rooms(Rooms::Post)),
    ),
    help(
        Place::Rooms,
        &[Key::Letter('5')],
        Action::Go(Room::Offices),
        KeyWord::Of(Word::Rooms(Rooms::Offices)),
    ),
    help(
        Place::Rooms,
        &[Key::Letter('6')],
        Action::Go(Room::Staff),
        KeyWord::Of(Word::Rooms(Rooms::Staff)),
    ),
    help(
        Place::Rooms,
        &[Key::Letter('7')],
        Action::Go(Room::Audit),
        KeyWord::Of(Word::Rooms(Rooms::Audit)),
    ),
    help(
        Place::Rooms,
        &[Key::Letter('8')],
        Action::Go(Room::Settings),
        KeyWord::Of(Word::Rooms(Rooms::Settings)),
    ),
    help(
        Place::Rooms,
        &[Key::Letter('9')],
        Action::Go(Room::Prefs),
        KeyWord::Of(Word::Rooms(Rooms::Prefs)),
    ),
    help(
        Place::Rooms,
        &[Key::Letter('0')],
        Action::Go(Room::Records),
        KeyWord::Of(Word::Rooms(Rooms::Records)),
    ),
    help(
        Place::Menu,
        &[Key::Letter('1')],
        Action::Go(Room::Today),
        KeyWord::Of(Word::Rooms(Rooms::Today)),
    ),
    help(
        Place::Menu,
        &[Key::Letter('2')],
        Action::Go(Room::Cases),
        KeyWord::Of(Word::Rooms(Rooms::Cases)),
    ),
    help(
        Place::Menu,
        &[Key::Letter('3')],
        Action::Go(Room::Handovers),
        KeyWord::Of(Word::Rooms(Rooms::Handovers)),
    ),
    help(
        Place::Menu,
        &[Key::Letter('4')],
        Action::Go(Room::Post),
        KeyWord::Of(Word::Rooms(Rooms::Post)),
    ),
    help(
        Place::Menu,
        &[Key::Letter('5')],
        Action::Go(Room::Offices),
        KeyWord::Of(Word::Rooms(Rooms::Offices)),
    ),
    help(
        Place::Menu,
        &[Key::Letter('6')],
        Action::Go(Room::Staff),
        KeyWord::Of(Word::Rooms(Rooms::Staff)),
    ),
    help(
        Place::Menu,
        &[Key::Letter('7')],
        Action::Go(Room::Audit),
        KeyWord::Of(Word::Rooms(Rooms::Audit)),
    ),
    help(
        Place::Menu,
        &[Key::Letter('8')],
        Action::Go(Room::Settings),
        KeyWord::Of(Word::Rooms(Rooms::Settings)),
    ),
    help(
        Place::Menu,
        &[Key::Letter('9')],
        Action::Go(Room::Prefs),
        KeyWord::Of(Word::Rooms(Rooms::Prefs)),
    ),
    help(
        Place::Menu,
        &[Key::Letter('0')],
        Action::Go(Room::Records),
        KeyWord::Of(Word::Rooms(Rooms::Records)),
    ),
    bar(
        Place::Cases,
        &[Key::F(7), Key::Letter('a')],
        Action::Add,
        KeyWord::Of(Word::Case(CaseWord::KeyNew)),
    ),
    bar(
        Place::Cases,
        &[Key::F(8), Key::Letter('i')],
        Action::Import,
        KeyWord::Of(Word::Case(CaseWord::KeyImport)),
    ),
    help(
        Place::Cases,
        &[Key::Left],
        Action::Left,
        KeyWord::Of(Word::Case(CaseWord::KeyRow)),
    ),
    help(
        Place::Cases,
        &[Key::Right],
        Action::Right,
        KeyWord::Of(Word::Case(CaseWord::KeyRow)),
    ),
    help(
        Place::Cases,
        &[Key::F(4), Key::Letter('x')],
        Action::Export,
        KeyWord::Of(Word::Case(CaseWord::KeyWriteList)),
    ),
    bar(
        Place::Cases,
        &[Key::F(6), Key::Letter('t')],
        Action::Retention,
        KeyWord::Of(Word::Retention(RetentionWord::KeyOpen)),
    ),
    bar(
        Place::Import,
        &[Key::F(10), Key::Ctrl('s')],
        Action::Proceed,
        KeyWord::Of(Word::Case(CaseWord::KeyTakeIn)),
    ),
    bar(
        Place::Same,
        &[Key::F(5)],
        Action::Same,
        KeyWord::Of(Word::Case(CaseWord::KeySame)),
    ),
    bar(
        Place::Columns,
        &[Key::Right],
        Action::Right,
        KeyWord::Of(Word::Case(CaseWord::KeyColumn)),
    ),
    help(
        Place::Columns,
        &[Key::Left],
        Action::Left,
        KeyWord::Of(Word::Case(CaseWord::KeyColumn)),
    ),
    bar(
        Place::Columns,
        &[Key::F(7)],
        Action::Era,
        KeyWord::Of(Word::Case(CaseWord::KeyEra)),
    ),
    bar(
        Place::Columns,
        &[Key::F(8)],
        Action::Whose,
        KeyWord::Of(Word::Case(CaseWord::KeyWhose)),
    ),
    help(
        Place::Columns,
        &[Key::F(4)],
        Action::ByHeading,
        KeyWord::Of(Word::Case(CaseWord::KeyByHeading)),
    ),
    help(
        Place::Columns,
        &[Key::F(5)],
        Action::NotASecret,
        KeyWord::Of(Word::Case(CaseWord::KeyNotASecret)),
    ),
    help(
        Place::Refused,
        &[Key::F(6)],
        Action::Export,
        KeyWord::Of(Word::Case(CaseWord::KeyRefused)),
    ),
    bar(
        Place::CaseWrite,
        &[Key::Enter],
        Action::Choose,
        KeyWord::Of(Word::Case(CaseWord::KeyWrite)),
    ),
    bar(
        Place::Case,
        &[Key::F(7), Key::Letter('n')],
        Action::Notes,
        KeyWord::Of(Word::Case(CaseWord::KeyNotes)),
    ),
    bar(
        Place::NextOne,
        &[Key::F(8), Key::Letter('n')],
        Action::Begin,
        KeyWord::Of(Word::Prepare(Prepare::KeyBegin)),
    ),
    bar(
        Place::CaseBegin,
        &[Key::F(8), Key::Letter('h')],
        Action::Begin,
        KeyWord::Of(Word::Prepare(Prepare::KeyBegin)),
    ),
    bar(
        Place::CasePast,
        &[Key::F(3), Key::Letter('c')],
        Action::Changes,
        KeyWord::Of(Word::Case(CaseWord::KeyChanges)),
    ),
    help(
        Place::Case,
        &[Key::F(6), Key::Letter('x')],
        Action::Export,
        KeyWord::Of(Word::Case(CaseWord::KeyExport)),
    ),
    help(
        Place::CaseWrite,
        &[Key::F(4), Key::Letter('a')],
        Action::Attach,
        KeyWord::Of(Word::Case(CaseWord::KeyAttach)),
    ),
    help(
        Place::Case,
        &[Key::F(5), Key::Letter('s')],
        Action::SaveFile,
        KeyWord::Of(Word::Case(CaseWord::KeySaveFile)),
    ),
    help(
        Place::CaseWrite,
        &[Key::Ctrl('d'), Key::Letter('d')],
        Action::Detach,
        KeyWord::Of(Word::Case(CaseWord::KeyDetach)),
    ),
    help(
        Place::Panes,
        &[Key::PageDown],
        Action::ScrollDown,
        KeyWord::ScrollDown,
    ),
    help(
        Place::Panes,
        &[Key::PageUp],
        Action::ScrollUp,
        KeyWord::ScrollUp,
    ),
    help(
        Place::Panes,
        &[Key::Down, Key::Letter('j')],
        Action::Down,
        KeyWord::RowDown,
    ),
    help(
        Place::Panes,
        &[Key::Up, Key::Letter('k')],
        Action::Up,
        KeyWord::RowUp,
    ),
    help(
        Place::Panes,
        &[Key::Home, Key::Letter('g')],
        Action::First,
        KeyWord::FirstRow,
    ),
    help(
        Place::Panes,
        &[Key::End, Key::Letter('G')],
        Action::Last,
        KeyWord::LastRow,
    ),
    bar(
        Place::Notes,
        &[Key::F(7), Key::Letter('a')],
        Action::Add,
        KeyWord::Of(Word::Case(CaseWord::KeyNewNote)),
    ),
    bar(
        Place::Answer,
        &[Key::F(10), Key::Ctrl('s')],
        Action::Proceed,
        KeyWord::Of(Word::Case(CaseWord::KeySave)),
    ),
    help(
        Place::Answer,
        &[Key::BackTab],
        Action::Previous,
        KeyWord::PreviousField,
    ),
    bar(
        Place::Answer,
        &[Key::F(6)],
        Action::State,
        KeyWord::Of(Word::Case(CaseWord::KeyState)),
    ),
    bar(
        Place::Answer,
        &[Key::F(5)],
        Action::Origin,
        KeyWord::Of(Word::Case(CaseWord::KeyOrigin)),
    ),
    bar(Place::Answer, &[Key::Tab], Action::Next, KeyWord::NextField),
    bar(
        Place::Answer,
        &[Key::F(3)],
        Action::Changes,
        KeyWord::Of(Word::Case(CaseWord::KeyChanges)),
    ),
    help(
        Place::AnswerRow,
        &[Key::F(7)],
        Action::AddRow,
        KeyWord::Of(Word::Case(CaseWord::KeyAddRow)),
    ),
    help(
        Place::Answer,
        &[Key::F(4)],
        Action::Discard,
        KeyWord::Of(Word::Case(CaseWord::KeyDiscard)),
    ),
    help(
        Place::AnswerJump,
        &[Key::PageDown],
        Action::NextPane,
        KeyWord::Of(Word::Case(CaseWord::KeyNextField)),
    ),
    help(
        Place::AnswerJump,
        &[Key::PageUp],
        Action::PreviousPane,
        KeyWord::Of(Word::Case(CaseWord::KeyFieldBefore)),
    ),
    bar(Place::Anywhere, &[Key::Esc], Action::Back, KeyWord::Back),
    bar(
        Place::Anywhere,
        &[Key::F(1), Key::Letter('?')],
        Action::Help,
        KeyWord::Help,
    ),
    help(
        Place::Anywhere,
        &[Key::F(9)],
        Action::SwitchOffice,
        KeyWord::SwitchOffice,
    ),
    help(
        Place::Anywhere,
        &[Key::F(12)],
        Action::Language,
        KeyWord::Language,
    ),
    help(
        Place::Anywhere,
        &[Key::Ctrl('l')],
        Action::Lock,
        KeyWord::Lock,
    ),
    help(
        Place::Anywhere,
        &[Key::Ctrl('q')],
        Action::Quit,
        KeyWord::Quit,
    ),
    help(
        Place::Command,
        &[Key::Ctrl('z')],
        Action::Suspend,
        KeyWord::Suspend,
    ),
];

/// The places that hold together, from the focus outwards; a screen always stands in one of these.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Stand {
    /// A one-line field of a form.
    FormLine,
    /// The passphrase at the closed door.
    Door,
    /// A many-line field of a form.
    FormPage,
    /// A choice in a form.
    FormChoice,
    /// Several things to tick in a form.
    FormSeveral,
    /// A button of a form.
    FormButton,
    /// A one-line field of a form whose text is kept.
    KeptLine,
    /// A many-line field of a form whose text is kept.
    KeptPage,
    /// A choice of a form whose text is kept.
    KeptChoice,
    /// Several things to tick of a form whose text is kept.
    KeptSeveral,
    /// A button of a form whose text is kept.
    KeptButton,
    /// A list of rows.
    List,
    /// A text that is only read.
    Reader,
    /// A paper for the person.
    Paper,
    /// The items of a consent that is being recorded.
    ConsentItems,
    /// Nothing to fill in or to choose.
    Waiting,
    /// A question.
    Question,
    /// What is to be done today.
    Today,
    /// One handover that this office receives, or that is not there yet.
    Dossier,
    /// One handover before anything is offered.
    Preparing,
    /// One handover that this office offered.
    DossierSent,
    /// The menu of rooms.
    Menu,
    /// The filter of a list.
    Filter,
    /// Other offices.
    Offices,
    /// The staff.
    Staff,
    /// What is kept.
    Retention,
    /// The receipts of what was destroyed.
    Receipts,
    /// The visits of a case.
    Visits,
    /// What is kept beside a handover.
    Aside,
    /// The audit log.
    Audit,
    /// The records of giving and receiving.
    Records,
    /// One of them.
    Record,
    /// A consent form among them.
    Scan,
    /// The record of a copy among them.
    CopyRecord,
    /// The mailbox.
    Post,
    /// The office's settings.
    Settings,
    /// The list of cases.
    Cases,
    /// One case.
    Case,
    /// One case that can only be read.
    CaseShut,
    /// What a file would bring.
    Import,
    /// What a file would bring of somebody who may be here.
    ImportAlike,
    /// What a table would bring.
    ImportTable,
    /// What in a file is refused.
    ImportRefused,
    /// The working notes of a case.
    Notes,
    /// What was changed in the fields of a section.
    Changes,
    /// A line of an answer.
    AnswerLine,
    /// A text of many lines of an answer.
    AnswerPage,
    /// A choice of an answer.
    AnswerChoice,
    /// A field of an answer that stands on a state, and takes text once somebody types.
    AnswerState,
    /// Several things to tick of an answer.
    AnswerTicks,
    /// A line of a row of an answer, to which rows can be added.
    RowLine,
    /// A choice of such a row.
    RowChoice,
    /// The list of handovers.
    Handovers,
    /// The choice of a person.
    Pick,
    /// The choice of an office for a handover.
    PickOffice,
}

impl Stand {
    /// Every stand.
    pub const ALL: [Stand; 55] = [
        Stand::FormLine,
        Stand::Door,
        Stand::FormPage,
        Stand::FormChoice,
        Stand::FormSeveral,
        Stand::FormButton,
        Stand::KeptLine,
        Stand::KeptPage,
        Stand::KeptChoice,
        Stand::KeptSeveral,
        Stand::KeptButton,
        Stand::List,
        Stand::Reader,
        Stand::Paper,
        Stand::ConsentItems,
        Stand::Waiting,
        Stand::Question,
        Stand::Today,
        Stand::Dossier,
        Stand::Preparing,
        Stand::DossierSent,
        Stand::Menu,
        Stand::Filter,
        Stand::Offices,
        Stand::Staff,
        Stand::Retention,
        Stand::Receipts,
        Stand::Visits,
        Stand::Aside,
        Stand::Audit,
        Stand::Records,
        Stand::Record,
        Stand::Scan,
        Stand::CopyRecord,
        Stand::Post,
        Stand::Settings,
        Stand::Cases,
        Stand::Case,
        Stand::CaseShut,
        Stand::Import,
        Stand::ImportAlike,
        Stand::ImportTable,
        Stand::ImportRefused,
        Stand::Notes,
        Stand::Changes,
        Stand::AnswerLine,
        Stand::AnswerPage,
        Stand::AnswerChoice,
        Stand::AnswerState,
        Stand::AnswerTicks,
        Stand::RowLine,
        Stand::RowChoice,
        Stand::Handovers,
        Stand::Pick,
        Stand::PickOffice,
    ];

    /// Returns the places of this stand, from the focus outwards.
    pub const fn places(self) -> &'static [Place] {
        match self {
            Stand::FormLine => &[
                Place::Onward,
                Place::Line,
                Place::Form,
                Place::Piece,
                Place::Beside,
                Place::Anywhere,
            ],
            Stand::Door => &[
                Place::Door,
                Place::Line,
                Place::Form,
                Place::Piece,
                Place::Anywhere,
            ],
            Stand::FormPage => &[Place::Page, Place::Form, Place::Piece, Place::Anywhere],
            Stand::FormChoice => &[
                Place::Choice,
                Place::Form,
                Place::Piece,
                Place::Beside,
                Place::Anywhere,
            ],
            Stand::FormSeveral => &[
                Place::Several,
                Place::Form,
                Place::Piece,
                Place::Beside,
                Place::Anywhere,
            ],
            Stand::FormButton => &[Place::Button, Place::Form, Place::Beside, Place::Anywhere],
            Stand::KeptLine => &[
                Place::Onward,
                Place::Line,
                Place::Form,
                Place::Piece,
                Place::Kept,
                Place::Beside,
                Place::Anywhere,
            ],
            Stand::KeptPage => &[
                Place::Page,
                Place::Form,
                Place::Piece,
                Place::Kept,
                Place::Anywhere,
            ],
            Stand::KeptChoice => &[
                Place::Choice,
                Place::Form,
                Place::Piece,
                Place::Kept,
                Place::Beside,
                Place::Anywhere,
            ],
            Stand::KeptSeveral => &[
                Place::Several,
                Place::Form,
                Place::Piece,
                Place::Kept,
                Place::Beside,
                Place::Anywhere,
            ],
            Stand::KeptButton => &[
                Place::Button,
                Place::Form,
                Place::Kept,
                Place::Beside,
                Place::Anywhere,
            ],
            Stand::List => &[Place::List, Place::Moves, Place::Command, Place::Anywhere],
            Stand::Reader => &[Place::Reader, Place::Command, Place::Anywhere],
            Stand::Paper => &[Place::Paper, Place::Reader, Place::Command, Place::Anywhere],
            Stand::ConsentItems => &[
                Place::Several,
                Place::Form,
                Place::Asking,
                Place::Piece,
                Place::Kept,
                Place::Beside,
                Place::Anywhere,
            ],
            Stand::Waiting => &[Place::Command, Place::Anywhere],
            Stand::Question => &[Place::Question, Place::Command, Place::Anywhere],
            Stand::Today => &[
                Place::Today,
                Place::Unsaved,
                Place::Lying,
                Place::Rooms,
                Place::Listing,
                Place::Moves,
                Place::Command,
                Place::Anywhere,
            ],
            Stand::Dossier => &[
                Place::Dossier,
                Place::Content,
                Place::Rooms,
                Place::Command,
                Place::Anywhere,
            ],
            Stand::Preparing => &[
                Place::Dossier,
                Place::Preparing,
                Place::Giving,
                Place::Rooms,
                Place::Command,
                Place::Anywhere,
            ],
            Stand::DossierSent => &[
                Place::Dossier,
                Place::NextOne,
                Place::Giving,
                Place::Rooms,
                Place::Command,
                Place::Anywhere,
            ],
            Stand::Menu => &[
                Place::List,
                Place::Menu,
                Place::Moves,
                Place::Command,
                Place::Anywhere,
            ],
            Stand::Filter => &[Place::Filter, Place::Anywhere],
            Stand::Offices => &[
                Place::Offices,
                Place::Rooms,
                Place::Listing,
                Place::Moves,
                Place::Command,
                Place::Anywhere,
            ],
            Stand::Staff => &[
                Place::Staff,
                Place::Rooms,
                Place::Listing,
                Place::Moves,
                Place::Command,
                Place::Anywhere,
            ],
            Stand::Records => &[
                Place::Records,
                Place::Rooms,
                Place::Listing,
                Place::Moves,
                Place::Command,
                Place::Anywhere,
            ],
            Stand::Retention => &[
                Place::Retention,
                Place::Rooms,
                Place::Listing,
                Place::Moves,
                Place::Command,
                Place::Anywhere,
            ],
            Stand::Record => &[
                Place::Record,
                Place::Reader,
                Place::Rooms,
                Place::Command,
                Place::Anywhere,
            ],
            Stand::CopyRecord => &[
                Place::CopyRecord,
                Place::Record,
                Place::Reader,
                Place::Rooms,
                Place::Command,
                Place::Anywhere,
            ],
            Stand::Scan => &[
                Place::Scan,
                Place::Reader,
                Place::Rooms,
                Place::Command,
                Place::Anywhere,
            ],
            Stand::Receipts => &[
                Place::Receipts,
                Place::Reader,
                Place::Rooms,
                Place::Command,
                Place::Anywhere,
            ],
            Stand::Visits => &[
                Place::Visits,
                Place::Panes,
                Place::Rooms,
                Place::Command,
                Place::Anywhere,
            ],
            Stand::Aside => &[
                Place::Aside,
                Place::Panes,
                Place::Rooms,
                Place::Command,
                Place::Anywhere,
            ],
            Stand::Audit => &[
                Place::Audit,
                Place::Rooms,
                Place::Listing,
                Place::Moves,
                Place::Command,
                Place::Anywhere,
            ],
            Stand::Settings => &[
                Place::Settings,
                Place::Rooms,
                Place::Listing,
                Place::Moves,
                Place::Command,
                Place::Anywhere,
            ],
            Stand::Handovers => &[
                Place::Today,
                Place::Handovers,
                Place::Rooms,
                Place::Listing,
                Place::Moves,
                Place::Command,
                Place::Anywhere,
            ],
            Stand::Pick => &[
                Place::List,
                Place::Listing,
                Place::Moves,
                Place::Command,
                Place::Anywhere,
            ],
            Stand::PickOffice => &[
                Place::List,
                Place::PickOffice,
                Place::Listing,
                Place::Moves,
                Place::Command,
                Place::Anywhere,
            ],
            Stand::Post => &[
                Place::Post,
                Place::Rooms,
                Place::Moves,
                Place::Command,
                Place::Anywhere,
            ],
            Stand::Cases => &[
                Place::List,
                Place::Cases,
                Place::Rooms,
                Place::Listing,
                Place::Moves,
                Place::Command,
                Place::Anywhere,
            ],
            Stand::Case => &[
                Place::CaseWrite,
                Place::Case,
                Place::CaseBegin,
                Place::CasePast,
                Place::Panes,
                Place::Rooms,
                Place::Command,
                Place::Anywhere,
            ],
            Stand::CaseShut => &[
                Place::Case,
                Place::CasePast,
                Place::Panes,
                Place::Rooms,
                Place::Command,
                Place::Anywhere,
            ],
            Stand::Changes => &[Place::Panes, Place::Command, Place::Anywhere],
            Stand::Import => &[Place::Import, Place::Moves, Place::Command, Place::Anywhere],
            Stand::ImportAlike => &[
                Place::Import,
                Place::Same,
                Place::Moves,
                Place::Command,
                Place::Anywhere,
            ],
            Stand::ImportTable => &[
                Place::Import,
                Place::Columns,
                Place::Refused,
                Place::Moves,
                Place::Command,
                Place::Anywhere,
            ],
            Stand::ImportRefused => &[Place::Moves, Place::Command, Place::Anywhere],
            Stand::Notes => &[
                Place::Notes,
                Place::Rooms,
                Place::Moves,
                Place::Command,
                Place::Anywhere,
            ],
            Stand::AnswerLine => &[
                Place::Onward,
                Place::Line,
                Place::Answer,
                Place::AnswerJump,
                Place::Anywhere,
            ],
            Stand::AnswerPage => &[Place::Page, Place::Answer, Place::Anywhere],
            Stand::AnswerChoice => &[
                Place::Choice,
                Place::Answer,
                Place::AnswerJump,
                Place::Anywhere,
            ],
            Stand::AnswerState => &[
                Place::Choice,
                Place::State,
                Place::Answer,
                Place::AnswerJump,
                Place::Anywhere,
            ],
            Stand::RowLine => &[
                Place::Onward,
                Place::Line,
                Place::Answer,
                Place::AnswerRow,
                Place::AnswerJump,
                Place::Anywhere,
            ],
            Stand::RowChoice => &[
                Place::Choice,
                Place::Answer,
                Place::AnswerRow,
                Place::AnswerJump,
                Place::Anywhere,
            ],
            Stand::AnswerTicks => &[
                Place::Ticks,
                Place::Answer,
                Place::AnswerJump,
                Place::Anywhere,
            ],
        }
    }

    /// Says whether letters typed here are text and not commands.
    pub const fn takes_text(self) -> bool {
        matches!(
            self,
            Stand::FormLine
                | Stand::Door
                | Stand::FormPage
                | Stand::KeptLine
                | Stand::KeptPage
                | Stand::Filter
                | Stand::AnswerLine
                | Stand::AnswerState
                | Stand::RowLine
                | Stand::AnswerPage
        )
    }

    /// Gives the stand in an answer as it is in a row of one; other stands as they are.
    pub const fn in_row(self) -> Stand {
        match self {
            Stand::AnswerLine => Stand::RowLine,
            Stand::AnswerChoice => Stand::RowChoice,
            other => other,
        }
    }

    /// Says whether it is in a form where something is chosen, ticked or pressed: text typed there is meant for a field.
    pub const fn misses_text(self) -> bool {
        matches!(
            self,
            Stand::FormChoice
                | Stand::FormSeveral
                | Stand::FormButton
                | Stand::KeptChoice
                | Stand::KeptSeveral
                | Stand::KeptButton
                | Stand::ConsentItems
                | Stand::AnswerChoice
                | Stand::RowChoice
                | Stand::AnswerTicks
        )
    }

    /// Gives the stand in a form as it is where the text of the form is kept; other stands as they are.
    pub const fn kept(self) -> Stand {
        match self {
            Stand::FormLine => Stand::KeptLine,
            Stand::FormPage => Stand::KeptPage,
            Stand::FormChoice => Stand::KeptChoice,
            Stand::FormSeveral => Stand::KeptSeveral,
            Stand::FormButton => Stand::KeptButton,
            other => other,
        }
    }

    /// Returns the rows that hold here, from the focus outwards.
    pub fn rows(self) -> impl Iterator<Item = &'static Row> {
        self.places()
            .iter()
            .flat_map(|place| TABLE.iter().filter(move |row| row.place == *place))
    }

    /// Returns what a key does here.
    pub fn action(self, key: Key) -> Option<Action> {
        if self.takes_text() && matches!(key, Key::Letter(_)) {
            return None;
        }
        self.rows()
            .find(|row| row.keys.contains(&key))
            .map(|row| row.action)
    }
}

impl Row {
    /// Returns the names of the keys that work in this stand, joined by a slash.
    pub fn names(&self, stand: Stand) -> String {
        let works = |key: &&Key| !(stand.takes_text() && matches!(key, Key::Letter(_)));
        let names: Vec<String> = self
            .keys
            .iter()
            .filter(works)
            .map(|key| key.name())
            .collect();
        names.join("/")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn no_key_means_two_things_in_one_place() {
        for stand in Stand::ALL {
            let mut seen = HashMap::new();
            for row in stand.rows() {
                for key in row.keys {
                    let before = seen.insert(*key, row.action);
                    assert_eq!(before, None, "{stand:?}: {} clashes", key.name());
                }
            }
        }
    }

    #[test]
    fn in_no_form_does_a_key_stop_the_program() {
        for stand in Stand::ALL {
            let writes = |it: &Row| matches!(it.place, Place::Form | Place::Answer);
            let stops = stand.action(Key::Ctrl('z')) == Some(Action::Suspend);
            assert!(!(stops && stand.rows().any(writes)), "{stand:?}");
        }
    }

    #[test]
    fn every_command_is_reachable_with_the_input_method_on() {
        let needs_letter = |row: &Row| row.keys.iter().all(|key| matches!(key, Key::Letter(_)));
        for row in TABLE.iter().filter(|row| needs_letter(row)) {
            // The menu, a function key away, leads to every room.
            assert!(matches!(row.action, Action::Go(_)), "{row:?}");
        }
        for stand in Stand::ALL
            .iter()
            .filter(|it| it.places().contains(&Place::Rooms))
        {
            assert_eq!(stand.action(Key::F(2)), Some(Action::Menu), "{stand:?}");
        }
    }

    #[test]
    fn keys_that_terminals_cannot_tell_apart_are_not_bound() {
        for key in TABLE.iter().flat_map(|row| row.keys) {
            let taken = ['i', 'm', 'h', 'j', '[', 'c'].map(Key::Ctrl);
            assert!(!taken.contains(key), "{}", key.name());
        }
    }

    #[test]
    fn every_stand_can_be_left_and_explained() {
        for stand in Stand::ALL {
            assert_eq!(stand.action(Key::Esc), Some(Action::Back), "{stand:?}");
            assert_eq!(stand.action(Key::F(1)), Some(Action::Help), "{stand:?}");
        }
    }

    #[test]
    fn full_width_letters_are_commands_and_pastes_are_not() {
        assert_eq!(Key::of_text("ｊ"), Some(Key::Letter('j')));
        assert_eq!(Key::of_text("？"), Some(Key::Letter('?')));
        assert_eq!(Key::of_text("／"), Some(Key::Letter('/')));
        assert_eq!(Key::of_text("\u{3000}"), Some(Key::Letter(' ')));
        for refused in ["", "jj", "あ", "  ", "\n", "㈱", "j\u{301}"] {
            assert_eq!(Key::of_text(refused), None, "{refused:?}");
        }
    }

    #[test]
    fn letters_are_text_where_text_is_typed() {
        assert_eq!(Stand::FormLine.action(Key::Letter('?')), None);
        assert_eq!(Stand::List.action(Key::Letter('?')), Some(Action::Help));
    }

    #[test]
    fn nothing_irreversible_hangs_on_a_plain_letter_or_enter() {
        for row in TABLE.iter().filter(|row| row.place != Place::Question) {
            let grave = matches!(row.action, Action::Quit | Action::Lock | Action::Proceed);
            let light = |key: &Key| matches!(key, Key::Letter(_) | Key::Enter);
            assert!(!(grave && row.keys.iter().any(light)), "{row:?}");
        }
        assert_eq!(Stand::Question.action(Key::Enter), Some(Action::No));
    }
}
