use patron_service::views::{NewTask, TaskChange, TaskFilter, TaskSource, TasksView};

use crate::support::{Portfolio, now};
use crate::{company, words};

fn task(customer: &str, title: &str, due: &str) -> NewTask {
    NewTask {
        customer_id: customer.to_owned(),
        title: title.to_owned(),
        due: due.to_owned(),
        by: "Wang".to_owned(),
        ..NewTask::default()
    }
}

fn by_li() -> TaskChange {
    TaskChange { by: "Li".to_owned(), ..TaskChange::default() }
}

async fn on(portfolio: &Portfolio, day: &str, filter: TaskFilter) -> TasksView {
    portfolio.service.tasks(&TaskFilter { on: Some(day.to_owned()), ..filter }, now()).await.unwrap()
}

#[tokio::test]
async fn a_task_is_followed_to_its_result() {
    let portfolio = company().await;
    portfolio.run().await.unwrap();
    let service = &portfolio.service;
    let source = TaskSource { kind: "playbook".to_owned(), of: Some("abc_class:A".to_owned()) };
    let first =
        NewTask { source: Some(source.clone()), owner: Some("Li".to_owned()), ..task("A", " Call ", "2025-03-31") };
    let first = service.add_task(&first, now()).await.unwrap();
    assert_eq!((first.id, first.title.as_str(), first.name.as_deref()), (1, "Call", Some("Alpha")));
    assert_eq!((&first.source, first.owner.as_str(), first.priority.as_str()), (&source, "Li", "normal"));
    let urgent = NewTask { priority: Some("high".to_owned()), ..task("B", "Visit", "2025-03-31") };
    assert_eq!(service.add_task(&urgent, now()).await.unwrap().owner, "Wang", "who adds it does it");
    service.add_task(&task("A", "Offer", "2025-01-15"), now()).await.unwrap();

    // earliest first, then the urgent one; overdue against the day passed in
    let view = on(&portfolio, "2025-04-02", TaskFilter::default()).await;
    let told: Vec<_> = view.tasks.iter().map(|task| (task.id, task.overdue_days)).collect();
    assert_eq!(told, [(3, Some(77)), (2, Some(2)), (1, Some(2))]);
    assert_eq!((view.open, view.overdue, view.owners), (3, 3, vec!["Li".to_owned(), "Wang".to_owned()]));
    let view = on(&portfolio, "2025-03-31", TaskFilter { overdue: true, ..TaskFilter::default() }).await;
    assert_eq!(view.tasks.iter().map(|task| task.id).collect::<Vec<_>>(), [3], "not overdue on the day itself");
    let view = on(&portfolio, "2025-01-01", TaskFilter { owner: Some("Li".to_owned()), ..TaskFilter::default() }).await;
    assert_eq!(view.tasks.len(), 1);

    let note = TaskChange { note: Some("no answer".to_owned()), on: Some("2025-03-20".to_owned()), ..by_li() };
    service.change_task(1, &note, now()).await.unwrap();
    let moved = TaskChange { note: Some("again".to_owned()), due: Some("2025-04-30".to_owned()), ..by_li() };
    let moved = service.change_task(1, &moved, now()).await.unwrap();
    let notes: Vec<_> =
        moved.notes.iter().map(|note| (note.on.as_str(), note.text.as_str(), note.by.as_str())).collect();
    // the clock of the tests stands in 2026
    assert_eq!(notes, [("2025-03-20", "no answer", "Li"), ("2026-01-01", "again", "Li")]);
    assert_eq!(moved.due, "2025-04-30");
    let close = TaskChange {
        close: Some("done".to_owned()),
        result: Some("renewed".to_owned()),
        amount: Some(120_000.0),
        ..by_li()
    };
    let closed = service.change_task(1, &close, now()).await.unwrap();
    assert_eq!(
        (closed.state.as_str(), closed.result.as_deref(), closed.amount),
        ("done", Some("renewed"), Some(120_000.0))
    );
    assert_eq!((closed.closed_by.as_deref(), closed.overdue_days), (Some("Li"), None));
    let view =
        on(&portfolio, "2025-06-01", TaskFilter { customer: Some("A".to_owned()), ..TaskFilter::default() }).await;
    assert_eq!(view.tasks.iter().map(|task| task.id).collect::<Vec<_>>(), [3, 1], "open ones first");

    let (error, hint) = words(&service.change_task(1, &note, now()).await.unwrap_err());
    assert_eq!(
        (error.as_str(), hint.as_str()),
        ("task `1` was closed by `Li`; expected one that is open", "add another: `patron task add`")
    );
}

#[tokio::test]
async fn tasks_that_do_not_fit_are_refused_in_words() {
    let portfolio = company().await;
    portfolio.run().await.unwrap();
    let service = &portfolio.service;
    let refused = async |task: NewTask| service.add_task(&task, now()).await.unwrap_err().to_string();
    assert_eq!(refused(task("Z", "Call", "2025-01-01")).await, "customer `Z` is not in the current run");
    assert_eq!(
        refused(task("A", "Call", "2025-02-30")).await,
        "date `2025-02-30`, expected a day such as `2026-03-31`"
    );
    assert_eq!(refused(task("A", " ", "2025-01-01")).await, "the task says nothing; expected what is to be done");
    let nobody = NewTask { by: String::new(), ..task("A", "Call", "2025-01-01") };
    assert_eq!(refused(nobody).await, "no name is given; expected who decides");
    let odd = NewTask { priority: Some("urgent".to_owned()), ..task("A", "Call", "2025-01-01") };
    assert_eq!(refused(odd).await, "priority `urgent`; expected one of `high`, `normal`, `low`");
    service.add_task(&task("A", "Call", "2025-01-01"), now()).await.unwrap();
    let refused =
        async |id: u32, change: TaskChange| service.change_task(id, &change, now()).await.unwrap_err().to_string();
    assert_eq!(
        refused(9, TaskChange { note: Some("x".to_owned()), ..by_li() }).await,
        "task `9` does not exist; expected the number of a task"
    );
    let bare = TaskChange { close: Some("done".to_owned()), ..by_li() };
    assert_eq!(refused(1, bare).await, "the task has no result; expected what came of it");
    let gone = TaskChange { close: Some("gone".to_owned()), result: Some("x".to_owned()), ..by_li() };
    assert_eq!(refused(1, gone).await, "state `gone`; expected one of `done`, `dropped`");
    assert_eq!(refused(1, by_li()).await, "nothing is said about the task; expected a note or a change");
}
