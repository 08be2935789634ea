"""The simulator's screen: where the made case stands, what each role can do, and what has happened so far."""

from dataclasses import asdict, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from cms.applications.admin.procedure_places import Places
from cms.applications.admin.procedure_screens import ProcedureScreen
from cms.applications.admin.simulation_desk import Desk
from cms.applications.models import SavedRun
from cms.applications.publication.releases import PublicationRefused
from cms.applications.simulation import operations, people, saving
from cms.applications.simulation.carrying import Carried
from cms.workflows import operations as workflows

# The longest wait that a person asks for at once, in days.
_MOST_DAYS = 730


class SimulatingScreen(ProcedureScreen):
    """A screen that reads and writes the simulation under way, which the session carries."""

    def is_allowed(self, user: Any) -> bool:
        return operations.may_simulate(user)

    @property
    def _place(self) -> str:
        return f"simulation-{self.kwargs['pk']}"

    def carried(self) -> Carried | None:
        """The simulation under way; None when there is none, or one of another shape."""
        try:
            return Carried(**self.request.session[self._place])
        except (KeyError, TypeError):
            return None

    def carry(self, simulation: Carried | None) -> None:
        if simulation is None:
            self.request.session.pop(self._place, None)
        else:
            self.request.session[self._place] = asdict(simulation)

    def refused(self, refusal: PublicationRefused) -> HttpResponse:
        """What keeps the procedure from being played at all."""
        places = Places(self.procedure)
        context = self.get_context_data(refusals=[(fault, places.of(fault)) for fault in refusal.faults])
        return self.response_class(
            self.request, ["applications/admin/simulation_start.html"], context, status=422, using=self.template_engine
        )

    def here(self) -> HttpResponse:
        return redirect("procedures_admin:simulation", self.procedure.pk)


class SimulationScreen(SimulatingScreen):
    """Begin a simulation, go on with it, save it."""

    template_name = "applications/admin/simulation.html"
    page_title = gettext_lazy("Simulate the procedure")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        simulation = self.carried()
        try:
            if simulation is None:
                return self._start_page()
            return self._play_page(simulation, Desk(correction=simulation.correction))
        except PublicationRefused as refusal:
            return self.refused(refusal)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        simulation = self.carried()
        do = request.POST.get("do", "")
        try:
            if do == "begin":
                self.carry(self._begun())
            elif simulation is not None:
                return self._go_on(do, simulation)
        except PublicationRefused as refusal:
            return self.refused(refusal)
        return self.here()

    def _go_on(self, do: str, simulation: Carried) -> HttpResponse:
        match do:
            case "act":
                return self._act(simulation)
            case "wait":
                self.carry(self._waited(simulation))
            case "undo":
                self.carry(simulation.without_last())
            case "restart":
                self.carry(replace(simulation, steps=[], correction={}))
            case "quit":
                self.carry(None)
            case "save":
                return self._save(simulation)
        return self.here()

    def _begun(self) -> Carried:
        source = self.request.POST.get("source", "")
        counts = {
            name.removeprefix("people-"): number
            for name in self.request.POST
            if name.startswith("people-") and 0 < (number := _number(self.request.POST[name])) <= people.MOST
        }
        made = operations.made_run(self.procedure, self.user)
        begun = Carried(starts=made.starts.isoformat(), people=counts)
        if not source:
            return replace(begun, answers=dict(made.answers))
        found = operations.real_ones(self.procedure, self.user)
        real = next((one for one in found if str(one.pk) == source), None)
        return replace(begun, application=str(real.pk)) if real else replace(begun, answers=dict(made.answers))

    def _act(self, simulation: Carried) -> HttpResponse:
        desk = Desk(posted=self.request.POST, correction=simulation.correction)
        self._story(simulation, desk)
        if desk.step is None:
            return self._play_page(simulation, Desk(posted=self.request.POST), status=422)
        self.carry(simulation.with_step(desk.step))
        return self.here()

    def _waited(self, simulation: Carried) -> Carried:
        number = _number(self.request.POST.get("days", ""))
        if not 0 < number <= _MOST_DAYS:
            messages.error(self.request, _("Write a number of days, from 1 to %(most)d.") % {"most": _MOST_DAYS})
            return simulation
        unit = "working_days" if self.request.POST.get("unit") == "working_days" else "days"
        return simulation.with_step({"wait": {unit: number}})

    def _save(self, simulation: Carried) -> HttpResponse:
        run = simulation.run(self.procedure, self.user)
        label = self.request.POST.get("label", "")
        try:
            saved = saving.save(self.procedure, run, label, self.user, is_real=bool(simulation.application))
        except saving.NotSaved as refusal:
            messages.error(self.request, str(refusal))
            return self.here()
        text = _("“%(label)s” is saved: it is replayed at each publication.")
        messages.success(self.request, text % {"label": saved.label})
        return redirect("procedures_admin:saved_run", self.procedure.pk, saved.key)

    def _story(self, simulation: Carried, desk: Desk) -> Any:
        return operations.simulate(self.procedure, simulation.run(self.procedure, self.user), self.user, desk.look)

    def _play_page(self, simulation: Carried, desk: Desk, status: int = 200) -> HttpResponse:
        story = self._story(simulation, desk)
        views = [(view, desk.deeds.get(view.role, [])) for view in story.views]
        context = self.get_context_data(
            simulation=simulation,
            story=story,
            # Those for whom the case waits come first; an applicant can nearly always withdraw.
            views=sorted(views, key=lambda row: (not row[1], row[0].is_applicant)),
            graph=workflows.draft(self.procedure.process).graph,
            is_with_applicant=any(deed.sends_again for deeds in desk.deeds.values() for deed in deeds),
        )
        return self.render_to_response(context, status=status)

    def _start_page(self) -> HttpResponse:
        graph = operations.definition_of(self.procedure).graph
        counts = people.numbers(graph, {})
        context = self.get_context_data(
            real=operations.real_ones(self.procedure, self.user)[:100],
            runs=SavedRun.objects.filter(procedure=self.procedure),
            roles=[(role, counts[role.key]) for role in graph.roles if role.finder != "applicant"],
        )
        return self.response_class(
            self.request, ["applications/admin/simulation_start.html"], context, using=self.template_engine
        )


def _number(text: object) -> int:
    """The whole number that was typed; 0 for anything else."""
    typed = str(text).strip()
    return int(typed) if typed.isdecimal() and len(typed) < 6 else 0
