"""The pictures that the project draws for its guides, so that a guide without a photographer still looks its best.

Each is a file `pages/guide/scenes/<key>.svg` among the static files. As a chapter's picture a scene only decorates; as
a picture in the text it needs words, which are here.
"""

from django.utils.translation import gettext_lazy as _

SCENES = {
    "visite": _("A class crosses a bridge towards a workshop with its teacher."),
    "avant": _("A teacher plans on a wall calendar, with a telephone and a list at hand."),
    "pendant": _("In a workshop, an employee shows a machine to three pupils who take notes."),
    "apres": _("Around a table, pupils make a poster of what they have seen."),
    "securite": _("A helmet, glasses, gloves and safety shoes on a bench."),
    "egalite": _("A woman welds, a man takes care of a patient: two trades, two people who chose them."),
    "outils": _("Sheets to photocopy, a pen and a clipboard."),
    "metier": _("A professional speaks with her hands, in front of young people who ask questions."),
    "transition": _("A wind turbine, a greenhouse and a screen are linked by one line."),
}

CHOICES = [
    ("visite", _("The class on the bridge")),
    ("avant", _("Planning")),
    ("pendant", _("In the workshop")),
    ("apres", _("Around the table")),
    ("securite", _("Protective equipment")),
    ("egalite", _("Two trades")),
    ("outils", _("Sheets and pen")),
    ("metier", _("Telling one’s job")),
    ("transition", _("Digital and ecological transition")),
]
