//! What a person writes about a text as a whole: where it comes from, and who corrects its annotations.

use std::sync::Arc;

use super::article::{About, Article, Person};
use super::{CommandError, DocumentFields, Extra};

/// Writes `fields` into what is known of the text.
pub(super) fn set(article: &mut Article, fields: &DocumentFields) -> Result<(), CommandError> {
    let mut about = About::clone(&article.about);
    write(&mut about.title, &fields.title);
    write(&mut about.outlet, &fields.outlet);
    write(&mut about.url, &fields.url);
    write(&mut about.author, &fields.author);
    for (field, value) in [(&mut about.published, &fields.published), (&mut about.accessed, &fields.accessed)] {
        if let Some(date) = value.as_deref().map(str::trim).filter(|date| !date.is_empty() && !is_date(date)) {
            return Err(CommandError::Date(date.to_owned()));
        }
        write(field, value);
    }
    if let Some(names) = &fields.annotators {
        about.annotators = people(std::mem::take(&mut about.annotators), names);
    }
    if about != *article.about {
        article.about = Arc::new(about);
    }
    Ok(())
}

impl Article {
    /// Writes down where the text comes from; a date that is no day of the calendar is left out.
    pub fn describe(&mut self, fields: &DocumentFields) {
        let date = |date: &Option<String>| date.clone().filter(|date| is_date(date.trim()));
        let (published, accessed) = (date(&fields.published), date(&fields.accessed));
        // Without a date that is none, nothing is refused.
        let _ = set(self, &DocumentFields { published, accessed, ..fields.clone() });
    }
}

/// Writes those of `fields` into what is known of the text that are not known yet.
pub(super) fn fill(article: &mut Article, fields: &DocumentFields) {
    let known = &article.about;
    let new = |known: &Option<String>, value: &Option<String>| value.clone().filter(|_| known.is_none());
    let date = |known: &Option<String>, value: &Option<String>| new(known, value).filter(|date| is_date(date.trim()));
    let fields = DocumentFields {
        title: new(&known.title, &fields.title),
        outlet: new(&known.outlet, &fields.outlet),
        url: new(&known.url, &fields.url),
        author: new(&known.author, &fields.author),
        published: date(&known.published, &fields.published),
        accessed: date(&known.accessed, &fields.accessed),
        annotators: fields.annotators.clone().filter(|_| known.annotators.is_empty()),
    };
    // Without a date that is none, nothing is refused.
    let _ = set(article, &fields);
}

/// White space around a value, and within it more than one space, is left out; nothing is left of an empty one.
fn write(field: &mut Option<String>, value: &Option<String>) {
    if let Some(value) = value {
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        *field = Some(value).filter(|value| !value.is_empty());
    }
}

/// The annotators of these names. Who is there already stays; where one name alone is another, its bearer was renamed.
fn people(before: Vec<Person>, names: &[String]) -> Vec<Person> {
    let names: Vec<&str> = names.iter().map(|name| name.trim()).filter(|name| !name.is_empty()).collect();
    let renamed = before.len() == names.len();
    let mut people: Vec<Person> = Vec::new();
    for (index, name) in names.into_iter().enumerate() {
        let known = before.iter().find(|person| person.name == name);
        let same_place = before.get(index).filter(|_| renamed);
        let free = |person: &&Person| people.iter().all(|other| other.id != person.id);
        let person = match known.or(same_place).filter(free) {
            Some(person) => Person { name: name.to_owned(), ..person.clone() },
            None => {
                let is_new = |id: &String| before.iter().chain(&people).all(|person| person.id != *id);
                let id = (1..).map(|number| format!("a{number}")).find(is_new).unwrap_or_default();
                Person { id, name: name.to_owned(), extra: Extra::default() }
            }
        };
        people.push(person);
    }
    people
}

/// Whether `text` is a day, a month or a year of ISO 8601: "2026-11-22", "2026-11", "2026".
pub(crate) fn is_date(text: &str) -> bool {
    let number = |part: &str, digits: usize| {
        (part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| part.parse::<u32>().ok())
            .flatten()
    };
    let mut parts = text.split('-');
    let Some(year) = parts.next().and_then(|part| number(part, 4)) else { return false };
    let Some(month) = parts.next() else { return true };
    let Some(month @ 1..=12) = number(month, 2) else { return false };
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let Some(day) = parts.next() else { return true };
    number(day, 2).is_some_and(|day| (1..=days).contains(&day)) && parts.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::super::{Command, Session, Step};
    use super::*;
    use crate::Annotator;

    fn session() -> Session {
        Session::from_document(&Annotator::new().annotate("“It is late,” Ada Okafor said."))
    }

    fn fields(change: impl FnOnce(&mut DocumentFields)) -> Command {
        let mut fields = DocumentFields::default();
        change(&mut fields);
        Command::SetDocument { fields }
    }

    #[test]
    fn fields_are_written_taken_away_and_left_alone() {
        let mut session = session();
        let text = |text: &str| Some(text.to_owned());
        session.apply(&fields(|f| (f.title, f.outlet) = (text(" Late \n again "), text("The Post")))).unwrap();
        session.apply(&fields(|f| (f.outlet, f.published) = (text(" "), text("2024-02-29")))).unwrap();
        let about = &session.article().about;
        assert_eq!((about.title.as_deref(), about.outlet.as_deref()), (Some("Late again"), None));
        assert_eq!(about.published.as_deref(), Some("2024-02-29"));
        assert_eq!(session.undoable().map(|outcome| outcome.step), Some(Step::SetDocument));
        session.undo();
        assert_eq!(session.article().about.outlet.as_deref(), Some("The Post"));
        let undo = session.undoable().cloned();
        session.apply(&fields(|f| f.title = text("Late again"))).unwrap();
        assert_eq!(session.undoable().cloned(), undo, "what changes nothing is no step");
    }

    #[test]
    fn only_days_of_the_calendar() {
        for date in ["2023-02-29", "2024-13-01", "22 November 2026", "2026-1-2", "2026-11-22T08:00", "2026-04-31"] {
            let mut session = session();
            let refused = session.apply(&fields(|f| f.accessed = Some(date.to_owned())));
            assert_eq!(refused, Err(CommandError::Date(date.to_owned())));
            assert_eq!(session.article().about.accessed, None);
        }
        for date in ["2026", "2026-11", "2026-11-30", "2000-02-29"] {
            session().apply(&fields(|f| f.published = Some(date.to_owned()))).unwrap();
        }
    }

    #[test]
    fn what_comes_with_a_text_is_no_step() {
        let mut session = session();
        let text = |text: &str| Some(text.to_owned());
        session.apply(&fields(|f| f.outlet = text("The Post"))).unwrap();
        let (title, outlet, published, accessed) = (text("Late"), text("Other"), text("yesterday"), text("2026-11-22"));
        session.describe(&DocumentFields { title, outlet, published, accessed, ..DocumentFields::default() });
        let about = &session.article().about;
        assert_eq!((about.title.as_deref(), about.outlet.as_deref()), (Some("Late"), Some("The Post")));
        assert_eq!((about.published.as_deref(), about.accessed.as_deref()), (None, Some("2026-11-22")));
        session.undo();
        assert_eq!(session.article().about.title.as_deref(), Some("Late"));
        assert!(!session.is_unsaved());
    }

    #[test]
    fn what_the_text_says_follows_the_text() {
        let text = "Late\nBy Di Roe\n\n“It is late,” Ada Okafor said.";
        let mut session = Session::from_document(&Annotator::new().annotate(text));
        session.apply(&fields(|f| f.author = Some("Cy Lund".to_owned()))).unwrap();
        let edited = text.replace("Late", "Too late");
        session.set_text(Article::from_document(&Annotator::new().annotate(&edited)));
        let about = &session.article().about;
        assert_eq!((about.title.as_deref(), about.author.as_deref()), (Some("Too late"), Some("Cy Lund")));
    }

    #[test]
    fn annotators_keep_their_ids() {
        let mut session = session();
        let mut set = |names: &[&str]| {
            let names = names.iter().map(|&name| name.to_owned()).collect();
            session.apply(&fields(|f| f.annotators = Some(names))).unwrap();
            let people = &session.article().about.annotators;
            people.iter().map(|person| format!("{} {}", person.id, person.name)).collect::<Vec<_>>().join(", ")
        };
        assert_eq!(set(&["Ada", " Ben "]), "a1 Ada, a2 Ben");
        assert_eq!(set(&["Ben", "Cy", "Ada"]), "a2 Ben, a3 Cy, a1 Ada");
        assert_eq!(set(&["Ben", "Di", "Ada"]), "a2 Ben, a3 Di, a1 Ada");
        assert_eq!(set(&["Di", "Di", ""]), "a3 Di, a4 Di");
        assert_eq!(set(&[]), "");
    }
}
