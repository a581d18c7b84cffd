//! The words of the list of all handovers.
//!
//! Phases and tasks are labels.

use crate::lang::screen::words::words;

words! {
    /// The list of all handovers.
    Handovers {
        None: "引継ぎはまだありません。F5で届いたものを受け取ります。", "There is no handover yet. F5 collects what came.";
        Unsent: "まだ送っていない記録", "Entries not sent yet";
        Unconfirmed: "相手に届いたと確かめていない記録", "Entries not known to have arrived";
        Owner: "いま受け持つ事業所", "Responsible now";
        Out: "送", "out";
        In: "受", "in";
        TurnOurs: "当所", "us";
        TurnTheirs: "相手", "them";
        OurOffice: "当所", "this office";
    }
}
