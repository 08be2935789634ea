"""The answers of a simulation, on a page that shows them as applicants answer: all at first, then what is open."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy

from cms.applications.admin.simulation import SimulatingScreen
from cms.applications.admin.simulation_desk import Desk
from cms.applications.publication.releases import PublicationRefused
from cms.applications.simulation import operations
from cms.applications.simulation.carrying import Carried
from cms.forms import answers
from cms.forms.answers import Problem
from cms.forms.rendering import section_context
from cms.forms.spec import Form, Section


class SimulationAnswersScreen(SimulatingScreen):
    """Change the made answers, or what the applicant corrects; a real application's answers only by a correction."""

    template_name = "applications/admin/simulation_answers.html"
    page_title = gettext_lazy("Answers of the simulation")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().dispatch(request, *args, **kwargs)
        except PublicationRefused as refusal:
            return self.refused(refusal)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        simulation = self.carried()
        if simulation is None:
            return self.here()
        form, sections, current = self._asked(simulation)
        return self._page(form, sections, current, [], {})

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep what was answered; a button inside of a question shows the page again."""
        simulation = self.carried()
        if simulation is None:
            return self.here()
        form, sections, before = self._asked(simulation)
        current, raw = dict(before), dict[str, Any]()
        problems: list[Problem] = []
        again = False
        for section in sections:
            reading = answers.read(form, section, request.POST, current)
            current |= reading.values
            raw |= reading.raw
            refused = reading.raw.keys() - reading.values.keys()
            problems += [one for one in reading.problems if one.field_key in refused]
            again = again or bool(reading.action) or bool(refused)
        changed = {key: value for key, value in current.items() if before.get(key) != value}
        if self._corrects(simulation):
            self.carry(replace(simulation, correction=simulation.correction | changed))
        else:
            self.carry(replace(simulation, answers=answers.prune(form, current)))
        # Another answer may ask other questions.
        again = again or answers.visible(form, current) != answers.visible(form, before)
        return self._page(form, sections, current, problems, raw, status=422) if again else self.here()

    @staticmethod
    def _corrects(simulation: Carried) -> bool:
        return bool(simulation.steps)

    def _asked(self, simulation: Carried) -> tuple[Form, list[Section], dict[str, Any]]:
        run = simulation.run(self.procedure, self.user)
        if self._corrects(simulation):
            desk = Desk()
            story = operations.simulate(self.procedure, run, self.user, desk.look)
            form, sections = operations.definition_of(self.procedure).form, desk.opened
            current = {**story.answers, **simulation.correction}
        else:
            form = operations.definition_of(self.procedure).form
            # Those of a real application are not changed beforehand.
            sections, current = ([] if simulation.application else list(form.sections)), dict(run.answers)
        return form, [_without_files(one) for one in sections], current

    def _page(self, form: Form, sections: Any, current: Any, problems: Any, raw: Any, status: int = 200) -> Any:
        shown = answers.visible(form, current)
        steps = [
            section_context(form, one, current, problems, raw)
            for one in sections
            if any(asked.key in shown for asked in one.fields)
        ]
        return self.render_to_response(self.get_context_data(steps=steps, problems=problems), status=status)


def _without_files(section: Section) -> Section:
    """A simulation is given no files."""
    fields = tuple(one for one in section.fields if not one.kind.takes_files)
    return replace(section, fields=fields)
