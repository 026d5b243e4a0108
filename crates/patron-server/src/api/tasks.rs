use axum::Json;
use axum::extract::State;
use patron_service::error::ServiceError;
use patron_service::views::{NewTask, Problem, TaskChange, TaskFilter, TaskView, TasksView};

use super::body::{Body, Name};
use super::parameters::Parameters;
use crate::failure::Answer;
use crate::state::AppState;

/// Tasks: open ones by due day, then closed ones, latest first.
#[utoipa::path(get, path = "/tasks", tag = "accounts", params(
    ("customer" = Option<String>, Query, description = "of this customer alone"),
    ("owner" = Option<String>, Query, description = "of this owner alone"),
    ("state" = Option<String>, Query, description = "open, done or dropped; all if absent"),
    ("overdue" = Option<bool>, Query, description = "only those past due"),
    ("on" = Option<String>, Query, description = "the day against which tasks are overdue; today if absent"),
), responses(
    (status = 200, description = "ok", body = TasksView),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn tasks(State(state): State<AppState>, parameters: Parameters) -> Answer<Json<TasksView>> {
    let parameters = parameters.only(&["customer", "owner", "state", "overdue", "on"])?;
    let text = |name: &str| parameters.one(name).map(|value| value.map(str::to_owned));
    let filter = TaskFilter {
        customer: text("customer")?,
        owner: text("owner")?,
        state: text("state")?,
        overdue: parameters.one("overdue")? == Some("true"),
        on: text("on")?,
    };
    Ok(Json(state.service.tasks(&filter, state.now()).await?))
}

/// Adds a task for a customer.
#[utoipa::path(post, path = "/tasks", tag = "accounts", request_body = NewTask, responses(
    (status = 200, description = "added", body = TaskView),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn add_task(State(state): State<AppState>, Body(task): Body<NewTask>) -> Answer<Json<TaskView>> {
    let _turn = state.jobs.turn()?;
    Ok(Json(state.service.add_task(&task, state.now()).await?))
}

/// Notes a follow-up, changes owner, due day or priority, or closes a task with its result.
#[utoipa::path(post, path = "/tasks/{id}", tag = "accounts", params(
    ("id" = u32, Path, description = "number of the task"),
), request_body = TaskChange, responses(
    (status = 200, description = "changed", body = TaskView),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn change_task(
    State(state): State<AppState>,
    Name(id): Name,
    Body(change): Body<TaskChange>,
) -> Answer<Json<TaskView>> {
    let number = id.parse::<u32>().map_err(|_| {
        let message = format!("task `{id}` does not exist; expected the number of a task");
        ServiceError::new("unknown-task", message).value("task", id)
    })?;
    let _turn = state.jobs.turn()?;
    Ok(Json(state.service.change_task(number, &change, state.now()).await?))
}
