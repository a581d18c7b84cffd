//! The options of a choice in one line: all of them where there is room, else those nearest to the one taken.
//!
//! It chooses nothing.

use crate::tui::text::cells;

const BETWEEN: &str = " / ";
const FURTHER: &str = "..";

/// Names the options in at most so many cells, the one taken in brackets; `..` stands for those left out.
pub fn glance(options: &[String], taken: Option<usize>, most: usize) -> String {
    let (mut from, mut until) = (taken.unwrap_or(0), taken.map_or(0, |it| it + 1));
    let mut line = shown(options, taken, from, until);
    loop {
        let wider = [(from, until + 1), (from.saturating_sub(1), until)];
        let mut grown = false;
        for (first, last) in wider {
            let (first, last) = (first.min(from), last.max(until).min(options.len()));
            let next = shown(options, taken, first, last);
            if (first, last) != (from, until) && cells(&next) <= most {
                (from, until, line, grown) = (first, last, next, true);
            }
        }
        if !grown {
            return line;
        }
    }
}

fn shown(options: &[String], taken: Option<usize>, from: usize, until: usize) -> String {
    let named = options.iter().enumerate().take(until).skip(from);
    let named = named.map(|(at, it)| match taken == Some(at) {
        true => format!("[{it}]"),
        false => it.clone(),
    });
    let before = (0 < from).then(|| FURTHER.to_owned());
    let after = (until < options.len()).then(|| FURTHER.to_owned());
    let all = before.into_iter().chain(named).chain(after);
    all.collect::<Vec<_>>().join(BETWEEN)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options() -> Vec<String> {
        ["一番", "二番", "三番", "四番"].map(String::from).into()
    }

    #[test]
    fn all_options_are_named_where_there_is_room() {
        assert_eq!(glance(&options(), None, 80), "一番 / 二番 / 三番 / 四番");
        assert_eq!(
            glance(&options(), Some(1), 80),
            "一番 / [二番] / 三番 / 四番"
        );
    }

    #[test]
    fn where_there_is_less_the_nearest_are_and_dots_say_that_there_are_more() {
        for most in 4..40 {
            for taken in [None, Some(0), Some(2), Some(3)] {
                let line = glance(&options(), taken, most);
                let all = options().iter().all(|it| line.contains(it.as_str()));
                assert_ne!(all, line.contains(".."), "{line}");
                if let Some(at) = taken {
                    assert!(line.contains(&format!("[{}]", options()[at])), "{line}");
                }
                assert!(cells(&line) <= most.max(16), "{line}");
            }
        }
        assert_eq!(glance(&options(), Some(2), 26), ".. / 二番 / [三番] / 四番");
    }
}
