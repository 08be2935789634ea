"""The task of a Wagtail workflow that runs one of our processes on a page, and its state: what the case is about."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.forms import CharField, Form, Textarea
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.forms import TaskStateCommentForm
from wagtail.models import Page, Revision, Task, TaskState, WorkflowMixin, WorkflowState

from cms.accounts.models import User
from cms.pages.reviewing import facts, people, rules, suitability
from cms.workflows import engine
from cms.workflows.models import Case, ProcessDefinition
from cms.workflows.refusals import TransitionRefused

# Names of actions in Wagtail's addresses: no key of a transition begins with a low line, and "@" is no part of one.
RESTART = "_restart"
_BACK = "_back-"


class ProcessTaskState(TaskState):
    """One round of a process on one text: the subject of one case (`cms.workflows.subjects.CaseSubject`)."""

    # The text that was sent: whoever wrote it or a later one is its author.
    first_revision = models.ForeignKey(Revision, models.SET_NULL, null=True, editable=False, related_name="+")

    class Meta:
        verbose_name = _("round of a process on a page")
        verbose_name_plural = _("rounds of processes on pages")

    @property
    def case(self) -> Case | None:
        """The case of this round; None for a round that Wagtail copied."""
        kind = ContentType.objects.get_for_model(self, for_concrete_model=False)
        found = Case.objects.filter(subject_type=kind, subject_id=str(self.pk))
        return found.select_related("process_version__definition").first()

    @property
    def latest_revision_id(self) -> int | None:
        """The number of the text as it is now."""
        return self.workflow_state.content_object.latest_revision_id

    @property
    def draft(self) -> Page:
        """The page as its latest revision has it."""
        return self.workflow_state.content_object.specific.get_latest_revision_as_object()

    def case_answers(self) -> dict[str, Any]:
        """Return what conditions read: see `cms.pages.reviewing.facts.FACTS`."""
        return facts.facts(self.draft, people.author(self))

    def case_people(self, finder: str) -> models.QuerySet[User]:
        """Return the author, or the reviewers of this page; nobody for another finder."""
        if finder == people.AUTHOR:
            return User.objects.filter(pk__in=people.speakers(self))
        if finder == people.REVIEWERS:
            return people.reviewers(self.workflow_state.content_object)
        return User.objects.none()

    def case_title(self) -> str:
        """Return the title of the page, as its latest revision has it."""
        return self.draft.title

    def approve(self, user: User | None = None, update: bool = True, comment: str = "") -> TaskState:
        """Approve, once the case was accepted. Raises PermissionDenied before: only the process approves."""
        self._refuse_unless("accepted")
        return super().approve(user=user, update=update, comment=comment)

    def reject(self, user: User | None = None, update: bool = True, comment: str = "") -> TaskState:
        """Ask for changes, once the case was refused. Raises PermissionDenied before."""
        self._refuse_unless("refused")
        return super().reject(user=user, update=update, comment=comment)

    def _refuse_unless(self, outcome: str) -> None:
        case = self.case
        if case is None or case.outcome != outcome:
            raise PermissionDenied(gettext("The process of this page has not come to that."))


class RequiredCommentForm(TaskStateCommentForm):
    """A decision that has to be explained."""

    comment = CharField(label=_("Comment"), widget=Textarea({"rows": 2}))


class ProcessTask(Task):
    """A process decides: its actions are those of the editor's menu, its steps say who is waited for.

    The newest published version that suits pages is pinned when a text arrives.
    """

    process = models.ForeignKey(
        ProcessDefinition,
        models.PROTECT,
        related_name="page_tasks",
        limit_choices_to={"live": True},
        verbose_name=_("process"),
        help_text=_("A published process without effects, whose steps the author can all leave by withdrawing."),
    )

    admin_form_fields = [*Task.admin_form_fields, "process"]
    task_state_class = ProcessTaskState

    class Meta:
        verbose_name = _("approval by a process")
        verbose_name_plural = _("approvals by processes")

    @classmethod
    def get_description(cls) -> str:
        """Return what an administrator reads when choosing this kind of task."""
        return gettext("One of your processes decides, step by step; nobody approves their own text")

    def clean(self) -> None:
        """Refuse a process whose newest version does not suit pages, and say why."""
        super().clean()
        if self.process_id:
            version = self.process.versions.first()
            if version is None:
                raise ValidationError({"process": gettext("This process is not published yet.")})
            if found := suitability.faults(version.graph):
                raise ValidationError({"process": [fault.message for fault in found]})

    def start(self, workflow_state: WorkflowState, user: User | None = None) -> TaskState:
        """Begin a round: open a case on the newest text. Raises PermissionDenied when no version suits pages."""
        version = suitability.newest_version(self.process)
        if version is None:
            raise PermissionDenied(gettext("This process is not published yet."))
        state = super().start(workflow_state, user=user)
        state.first_revision_id = state.revision_id
        state.save(update_fields=["first_revision"])
        case = engine.open_case(state, version, user)
        self._unlock(workflow_state.content_object, state, case)
        return state

    def on_action(self, task_state: TaskState, user: User, action_name: str, **kwargs: Any) -> None:
        """Take the case along an action, by the engine and by nothing else. Raises PermissionDenied, which says why."""
        state = task_state.specific
        case = state.case
        if case is None or state.status != TaskState.STATUS_IN_PROGRESS:
            raise PermissionDenied
        if action_name == RESTART:
            if not rules.may_restart(state, case, user):
                raise PermissionDenied
            state.cancel(user=user, resume=True, comment=gettext("The text had changed."))
            return
        try:
            seen = {"text": state.latest_revision_id}
            key = action_name.replace(_BACK, "@", 1) if action_name.startswith(_BACK) else action_name
            engine.perform(case, key, user, comment=str(kwargs.get("comment") or ""), data=seen)
        except TransitionRefused as refusal:
            raise PermissionDenied(str(refusal)) from refusal

    def get_actions(self, obj: WorkflowMixin, user: User) -> list[tuple[str, str, bool]]:
        """Return (name, label, whether a comment is asked) for each action that `user` may take now."""
        state, case = self._round(obj)
        if state is None or case is None:
            return []
        actions = []
        for one in rules.choices(state, case, user):
            name = one.key.replace("@", _BACK, 1)
            if one.comment != "required":
                actions.append((name, one.label, False))
            if one.comment == "optional":
                actions.append((name, gettext("%(action)s, with a comment") % {"action": one.label}, True))
            elif one.comment == "required":
                actions.append((name, one.label, True))
        if rules.may_restart(state, case, user):
            actions.append((RESTART, gettext("Start the review of the changed text again"), False))
        return actions

    def get_form_for_action(self, action: str) -> type[Form]:
        """Return the form for the comment, which must be written when a version in use says so."""
        if action.startswith(_BACK):
            return RequiredCommentForm
        for version in suitability.versions_in_use(self):
            found = [one for one in version.graph.transitions if one.key == action]
            if found and found[0].comment == "required":
                return RequiredCommentForm
        return TaskStateCommentForm

    def user_can_access_editor(self, obj: WorkflowMixin, user: User) -> bool:
        """Return whether the editor opens for `user` because this step waits for them."""
        state, case = self._round(obj)
        return state is not None and case is not None and rules.may_edit(state, case, user)

    def locked_for_user(self, obj: WorkflowMixin, user: User) -> bool:
        """Return whether `user` may not change the text at this step."""
        return not (user.is_superuser or self.user_can_access_editor(obj, user))

    def user_can_lock(self, obj: WorkflowMixin, user: User) -> bool:
        """Return whether `user` may keep the others who act at this step from editing."""
        return self.user_can_access_editor(obj, user)

    def get_task_states_user_can_moderate(self, user: User, **kwargs: Any) -> models.QuerySet[TaskState]:
        """Return the rounds that wait for `user`: those where they have something to do."""
        kind = ContentType.objects.get_for_model(ProcessTaskState, for_concrete_model=False)
        waiting = {case.subject_id: case for case in _waiting(kind, user)}
        rounds = ProcessTaskState.objects.filter(task=self, status=TaskState.STATUS_IN_PROGRESS, pk__in=waiting)
        rounds = rounds.select_related("workflow_state__requested_by", "revision__user")
        mine = [
            one.pk
            for one in rounds
            if rules.choices(one, waiting[str(one.pk)], user) or rules.may_restart(one, waiting[str(one.pk)], user)
        ]
        return TaskState.objects.filter(pk__in=mine)

    def _round(self, obj: WorkflowMixin) -> tuple[ProcessTaskState | None, Case | None]:
        """The round that is under way on a page, with its case."""
        state = obj.current_workflow_task_state
        return (state, state.case) if isinstance(state, ProcessTaskState) else (None, None)

    def _unlock(self, page: Page, state: ProcessTaskState, case: Case) -> None:
        """Take away a lock that would keep out those who are waited for."""
        if page.locked_by and not rules.may_edit(state, case, page.locked_by):
            page.locked, page.locked_by, page.locked_at = False, None, None
            page.save(update_fields=["locked", "locked_by", "locked_at"])


def _waiting(kind: ContentType, user: User) -> models.QuerySet[Case]:
    found = Case.objects.awaiting(user).filter(subject_type=kind)
    return found.select_related("process_version__definition")
